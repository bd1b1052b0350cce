package io.sextant.protocol.bgp.session;

import io.sextant.protocol.address.Asn;

/**
 * {@code neighbor X local-as A [no-prepend [replace-as [dual-as]]]}.
 *
 * @param noPrepend routes from the peer do not get {@code asn} put in front
 * @param replaceAs routes to the peer get {@code asn} alone, not our own AS behind it
 * @param dualAs the peer may call us by either
 */
public record LocalAs(Asn asn, boolean noPrepend, boolean replaceAs, boolean dualAs) {}
