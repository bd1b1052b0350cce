package io.sextant.protocol.bgp.profile;

import io.sextant.protocol.bgp.message.Notification;
import io.sextant.protocol.bgp.message.Octets;
import java.util.List;

/** What a speaker says before it closes a connection on purpose. Measured: {@code facts/frr.md} point 14. */
@FunctionalInterface
public interface Farewell {

    /**
     * The NOTIFICATIONs to send, in order; none means that the peer sees a FIN only.
     *
     * @param hardReset both sides announced the N bit (RFC 8538), so that a plain Cease would mean graceful restart
     * @param gracefulCapable this side announced graceful restart
     * @param data the operator's words (RFC 9003) or the limit that was passed (RFC 4486 §4), or nothing
     */
    List<Notification> words(StopReason reason, boolean hardReset, boolean gracefulCapable, Octets data);

    /** FRR 8.4: nothing at SIGTERM towards peers it is a graceful-restart helper for; hard resets where possible. */
    static List<Notification> frr84(StopReason reason, boolean hardReset, boolean gracefulCapable, Octets data) {
        return switch (reason) {
            case ADMINISTRATIVE_SHUTDOWN ->
                hard(hardReset, Notification.of(Notification.CEASE, Notification.ADMINISTRATIVE_SHUTDOWN, data));
            case ADMINISTRATIVE_RESET -> hard(hardReset, Notification.cease(Notification.ADMINISTRATIVE_RESET));
            case DECONFIGURED -> hard(hardReset, Notification.cease(Notification.PEER_DECONFIGURED));
            case CONFIGURATION_CHANGED -> hard(hardReset, Notification.cease(Notification.OTHER_CONFIGURATION_CHANGE));
            case TERMINATED ->
                gracefulCapable
                        ? List.of()
                        : List.of(
                                Notification.cease(Notification.PEER_DECONFIGURED),
                                Notification.cease(Notification.ADMINISTRATIVE_SHUTDOWN));
            case BFD_DOWN -> hard(hardReset, Notification.cease(Notification.BFD_DOWN));
            case MAXIMUM_PREFIXES ->
                hard(hardReset, Notification.of(Notification.CEASE, Notification.MAXIMUM_PREFIXES, data));
            case KILLED, INTERFACE_DOWN -> List.of();
        };
    }

    /** GoBGP 3.10: Cease/Peer De-configured when it ends. */
    static List<Notification> goBgp(StopReason reason, boolean hardReset, boolean gracefulCapable, Octets data) {
        return switch (reason) {
            case TERMINATED, DECONFIGURED -> List.of(Notification.cease(Notification.PEER_DECONFIGURED));
            case ADMINISTRATIVE_SHUTDOWN ->
                List.of(Notification.of(Notification.CEASE, Notification.ADMINISTRATIVE_SHUTDOWN, data));
            case ADMINISTRATIVE_RESET -> List.of(Notification.cease(Notification.ADMINISTRATIVE_RESET));
            case MAXIMUM_PREFIXES -> List.of(Notification.cease(Notification.MAXIMUM_PREFIXES));
            case CONFIGURATION_CHANGED -> List.of(Notification.cease(Notification.OTHER_CONFIGURATION_CHANGE));
            case KILLED, BFD_DOWN, INTERFACE_DOWN -> List.of();
        };
    }

    /** BIRD 2.0: Cease/Administrative Shutdown when it ends, graceful restart or not. */
    static List<Notification> bird(StopReason reason, boolean hardReset, boolean gracefulCapable, Octets data) {
        return switch (reason) {
            case TERMINATED, ADMINISTRATIVE_SHUTDOWN ->
                List.of(Notification.of(Notification.CEASE, Notification.ADMINISTRATIVE_SHUTDOWN, data));
            case DECONFIGURED -> List.of(Notification.cease(Notification.PEER_DECONFIGURED));
            case ADMINISTRATIVE_RESET -> List.of(Notification.cease(Notification.ADMINISTRATIVE_RESET));
            case MAXIMUM_PREFIXES -> List.of(Notification.cease(Notification.MAXIMUM_PREFIXES));
            case CONFIGURATION_CHANGED -> List.of(Notification.cease(Notification.OTHER_CONFIGURATION_CHANGE));
            case KILLED, BFD_DOWN, INTERFACE_DOWN -> List.of();
        };
    }

    /** MetalLB's native speaker and ExaBGP 4: a FIN, whatever happens. */
    static List<Notification> silent(StopReason reason, boolean hardReset, boolean gracefulCapable, Octets data) {
        return List.of();
    }

    private static List<Notification> hard(boolean hardReset, Notification notification) {
        return List.of(hardReset ? notification.asHardReset() : notification);
    }
}
