package io.sextant.protocol.bgp.message;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;

/** Who made an aggregate (RFC 4271 §5.1.7). */
public record Aggregator(Asn asn, Ipv4Address identifier) {}
