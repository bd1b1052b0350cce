package io.sextant.cluster.flow;

/** What a flow says of the header above IP. */
public sealed interface Layer4 {

    /** Flags as in the TCP header's octet: FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32, ECE 64, CWR 128; NS is 256. */
    record Tcp(int sourcePort, int destinationPort, int flags) implements Layer4 {}

    record Udp(int sourcePort, int destinationPort) implements Layer4 {}

    record Icmpv4(int type, int code) implements Layer4 {}

    record Icmpv6(int type, int code) implements Layer4 {}

    /** The source port, or 0 where there is none. */
    default int sourcePortOrZero() {
        return this instanceof Tcp tcp ? tcp.sourcePort() : this instanceof Udp udp ? udp.sourcePort() : 0;
    }

    /** The destination port, or 0 where there is none. */
    default int destinationPortOrZero() {
        return this instanceof Tcp tcp ? tcp.destinationPort() : this instanceof Udp udp ? udp.destinationPort() : 0;
    }
}
