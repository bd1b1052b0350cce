package io.sextant.protocol.icmp;

import java.util.List;

/** The codes of "destination unreachable" (RFC 792, RFC 1122 §3.2.2.1, RFC 1812 §5.2.7.1), in numeric order from 0. */
public enum UnreachableCode {
    NETWORK,
    HOST,
    PROTOCOL,
    PORT,
    FRAGMENTATION_NEEDED,
    SOURCE_ROUTE_FAILED,
    NETWORK_UNKNOWN,
    HOST_UNKNOWN,
    SOURCE_HOST_ISOLATED,
    NETWORK_PROHIBITED,
    HOST_PROHIBITED,
    NETWORK_UNREACHABLE_FOR_TOS,
    HOST_UNREACHABLE_FOR_TOS,
    COMMUNICATION_PROHIBITED,
    HOST_PRECEDENCE_VIOLATION,
    PRECEDENCE_CUTOFF;

    /** All codes; the index is the number in the message. */
    static final List<UnreachableCode> BY_NUMBER = List.of(values());

    /** The number in the message. */
    public int number() {
        return BY_NUMBER.indexOf(this);
    }
}
