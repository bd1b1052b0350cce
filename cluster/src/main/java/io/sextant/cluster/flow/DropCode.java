package io.sextant.cluster.flow;

import org.jspecify.annotations.Nullable;

/** Cilium's drop reasons that the datapath modelled here can give: number, text and the name {@code flow.proto} gives it. */
public enum DropCode {
    INVALID_SOURCE_IP(132, "Invalid source ip"),
    POLICY_DENIED(133, "Policy denied"),
    INVALID_PACKET(134, "Invalid packet"),
    CT_TRUNCATED_OR_INVALID_HEADER(135, "CT: Truncated or invalid header"),
    CT_UNKNOWN_L4_PROTOCOL(137, "CT: Unknown L4 protocol"),
    UNKNOWN_L3_TARGET_ADDRESS(150, "Unknown L3 target address"),
    STALE_OR_UNROUTABLE_IP(151, "Stale or unroutable IP"),
    CT_MAP_INSERTION_FAILED(155, "CT: Map insertion failed"),
    IP_FRAGMENTATION_NOT_SUPPORTED(157, "IP fragmentation not supported"),
    SERVICE_BACKEND_NOT_FOUND(158, "Service backend not found"),
    NO_TUNNEL_OR_ENCAPSULATION_ENDPOINT(160, "No tunnel/encapsulation endpoint (datapath BUG!)"),
    NO_MAPPING_FOR_NAT_MASQUERADE(167, "No mapping for NAT masquerade"),
    UNSUPPORTED_PROTOCOL_FOR_NAT_MASQUERADE(168, "Unsupported protocol for NAT masquerade"),
    FIB_LOOKUP_FAILED(169, "FIB lookup failed"),
    IS_A_CLUSTERIP(174, "Is a ClusterIP"),
    DENIED_BY_LB_SRC_RANGE_CHECK(177, "Denied by LB src range check"),
    TTL_EXCEEDED(196, "TTL exceeded");

    private final int number;
    private final String text;

    DropCode(int number, String text) {
        this.number = number;
        this.text = text;
    }

    public int number() {
        return number;
    }

    /** As {@code hubble observe} prints it. */
    public String text() {
        return text;
    }

    /** The reason with this number, or null. */
    public static @Nullable DropCode ofNumber(int number) {
        for (DropCode code : values()) {
            if (code.number == number) {
                return code;
            }
        }
        return null;
    }
}
