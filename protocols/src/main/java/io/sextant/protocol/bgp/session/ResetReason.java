package io.sextant.protocol.bgp.session;

import io.sextant.protocol.bgp.profile.StopReason;

/** Why a session went down, in FRR 8.4's words and numbers ({@code bgpd/bgp_fsm.c}, {@code peer_down_str}). */
public enum ResetReason {
    REMOTE_AS_CHANGED(2, "Remote AS changed"),
    ADDRESS_FAMILY_ACTIVATED(10, "Address family activated"),
    ADMINISTRATIVE_SHUTDOWN(11, "Admin. shutdown"),
    USER_RESET(12, "User reset"),
    NOTIFICATION_RECEIVED(13, "BGP Notification received"),
    NOTIFICATION_SENT(14, "BGP Notification send"),
    PEER_CLOSED(15, "Peer closed the session"),
    NEIGHBOUR_DELETED(16, "Neighbor deleted"),
    GRACEFUL_PEER_CLOSED(22, "NSF peer closed the session"),
    BFD_DOWN(24, "BFD down received"),
    INTERFACE_DOWN(25, "Interface down"),
    NO_FAMILY(30, "No AFI/SAFI activated for peer"),
    WAITING_FOR_OPEN(32, "Waiting for peer OPEN"),
    MAXIMUM_PREFIXES(33, "Reached received prefix count"),
    SOCKET_ERROR(34, "Socket Error");

    private final int code;
    private final String words;

    ResetReason(int code, String words) {
        this.code = code;
        this.words = words;
    }

    /** How a session that ended from this side is remembered where nothing was said to the peer. */
    static ResetReason of(StopReason reason) {
        return switch (reason) {
            case ADMINISTRATIVE_SHUTDOWN -> ADMINISTRATIVE_SHUTDOWN;
            case ADMINISTRATIVE_RESET -> USER_RESET;
            case DECONFIGURED, TERMINATED, KILLED -> NEIGHBOUR_DELETED;
            case BFD_DOWN -> BFD_DOWN;
            case INTERFACE_DOWN -> INTERFACE_DOWN;
            case MAXIMUM_PREFIXES -> MAXIMUM_PREFIXES;
            case CONFIGURATION_CHANGED -> REMOTE_AS_CHANGED;
        };
    }

    /** {@code lastResetCode} in JSON. */
    public int code() {
        return code;
    }

    /** As {@code show bgp neighbors} prints it. */
    public String words() {
        return words;
    }
}
