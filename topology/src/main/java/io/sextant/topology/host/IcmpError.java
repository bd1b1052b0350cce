package io.sextant.topology.host;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.icmp.Quotation;

/**
 * An ICMP error that arrived, about a packet this host had sent.
 *
 * @param type 3 unreachable, 5 redirect, 11 time exceeded
 * @param rest the word at offset 4: the next-hop MTU with type 3 code 4, the better gateway with type 5
 * @param reporter who sent the error
 * @param quotation the beginning of the packet it is about
 */
public record IcmpError(int type, int code, int rest, Ipv4Address reporter, Quotation quotation) {}
