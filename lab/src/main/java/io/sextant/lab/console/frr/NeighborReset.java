package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.protocol.bgp.message.Notification;
import io.sextant.protocol.bgp.session.LastReset;
import io.sextant.protocol.bgp.session.ResetReason;
import java.util.HexFormat;

/** Why a session ended, in FRR 8.4's words ({@code bgp_show_peer_reset}). */
final class NeighborReset {

    private NeighborReset() {}

    static String text(LastReset reset) {
        Notification notification = reset.notification();
        if (notification == null || !isNotification(reset)) {
            return reset.reason().words();
        }
        boolean received = reset.reason() == ResetReason.NOTIFICATION_RECEIVED;
        return "Notification " + (received ? "received" : "sent") + " (" + words(inner(notification))
                + (isHard(reset) ? "/Hard Reset" : "") + ")";
    }

    static void json(ObjectNode out, LastReset reset) {
        Notification notification = reset.notification();
        if (notification != null && isNotification(reset)) {
            Notification inner = inner(notification);
            HexFormat hex = HexFormat.of().withUpperCase();
            out.put(
                    "lastErrorCodeSubcode",
                    hex.toHexDigits((byte) inner.code()) + hex.toHexDigits((byte) inner.subcode()));
            out.put("lastNotificationReason", words(inner));
            out.put("lastNotificationHardReset", isHard(reset));
            if (reset.reason() == ResetReason.NOTIFICATION_RECEIVED) {
                inner.shutdownMessage().ifPresent(text -> out.put("lastShutdownDescription", text));
            }
        }
        out.put("lastResetDueTo", reset.reason().words());
        out.put("lastResetCode", reset.reason().code());
    }

    private static boolean isNotification(LastReset reset) {
        return reset.reason() == ResetReason.NOTIFICATION_RECEIVED || reset.reason() == ResetReason.NOTIFICATION_SENT;
    }

    /** FRR 8.4 keeps what a Hard Reset carries, and says that it was one only where it came in. */
    private static Notification inner(Notification notification) {
        return notification.insideHardReset().orElse(notification);
    }

    private static boolean isHard(LastReset reset) {
        Notification notification = reset.notification();
        return notification != null
                && reset.reason() == ResetReason.NOTIFICATION_RECEIVED
                && notification.insideHardReset().isPresent();
    }

    private static String words(Notification notification) {
        String subcode = notification.subcodeName();
        return notification.codeName() + (subcode.isEmpty() ? "" : "/" + subcode);
    }
}
