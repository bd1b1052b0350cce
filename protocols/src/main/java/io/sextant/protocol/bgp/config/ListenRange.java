package io.sextant.protocol.bgp.config;

import io.sextant.protocol.address.IpPrefix;

/**
 * {@code bgp listen range P peer-group G}: a call from inside the block makes a peer after the template.
 *
 * @param groupName for printouts
 * @param template its session's address is replaced by the caller's
 */
public record ListenRange(IpPrefix range, String groupName, PeerSetup template) {}
