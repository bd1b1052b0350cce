package io.sextant.protocol.bgp.rib;

/** Why one path was preferred to another, in FRR 8.4's words ({@code bgp_path_selection_reason2str}). */
public enum SelectionReason {
    NONE("Nothing to Select"),
    FIRST("First path received"),
    WEIGHT("Weight"),
    LOCAL_PREFERENCE("Local Pref"),
    LOCAL_ROUTE("Local Route"),
    CONFEDERATION_AS_PATH("Confederation based AS Path"),
    AS_PATH("AS Path"),
    ORIGIN("Origin"),
    MED("MED"),
    PEER_TYPE("Peer Type"),
    CONFEDERATION_PEER_TYPE("Confed Peer Type"),
    IGP_METRIC("IGP Metric"),
    OLDER("Older Path"),
    ROUTER_ID("Router ID"),
    CLUSTER_LENGTH("Cluster length"),
    STALE("Path Staleness"),
    LOCALLY_CONFIGURED("Locally configured route"),
    NEIGHBOUR_ADDRESS("Neighbor IP"),
    NOTHING_LEFT("Nothing left to compare");

    private final String words;

    SelectionReason(String words) {
        this.words = words;
    }

    /** As printed by FRR. */
    public String words() {
        return words;
    }
}
