package io.sextant.topology.ecmp;

/** The bits of {@code net.ipv4.fib_multipath_hash_fields} and its IPv6 twin: what policy 3 hashes. */
public final class HashFields {
    public static final int SOURCE_ADDRESS = 0x1;
    public static final int TARGET_ADDRESS = 0x2;
    public static final int PROTOCOL = 0x4;
    public static final int FLOW_LABEL = 0x8;
    public static final int SOURCE_PORT = 0x10;
    public static final int TARGET_PORT = 0x20;
    /** All of the outer packet's bits. */
    public static final int OUTER = 0x3f;
    /** The inner packet's bits are the outer ones shifted left by this. */
    public static final int INNER_SHIFT = 6;
    /** All of the inner packet's bits. */
    public static final int INNER = OUTER << INNER_SHIFT;
    /** Linux's default: both addresses and the protocol. */
    public static final int DEFAULT = SOURCE_ADDRESS | TARGET_ADDRESS | PROTOCOL;
    /** The five-tuple: policy 1's fields, but never taken from a hash the packet already carries. */
    public static final int FIVE_TUPLE = DEFAULT | SOURCE_PORT | TARGET_PORT;

    private HashFields() {}
}
