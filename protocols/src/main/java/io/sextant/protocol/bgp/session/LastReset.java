package io.sextant.protocol.bgp.session;

import io.sextant.protocol.bgp.message.Notification;
import org.jspecify.annotations.Nullable;

/**
 * How and when a session last ended.
 *
 * @param notification the one sent or received, if that was the reason
 */
public record LastReset(
        long atNanos, ResetReason reason, @Nullable Notification notification) {

    /** Ended by a NOTIFICATION of ours; FRR 8.4 {@code bgp_notify_send_with_data} tells two of them apart. */
    static LastReset sent(long nowNanos, Notification notification) {
        Notification inner = notification.insideHardReset().orElse(notification);
        ResetReason reason = ResetReason.NOTIFICATION_SENT;
        if (inner.code() == Notification.CEASE && inner.subcode() == Notification.ADMINISTRATIVE_RESET) {
            reason = ResetReason.USER_RESET;
        } else if (inner.code() == Notification.CEASE && inner.subcode() == Notification.ADMINISTRATIVE_SHUTDOWN) {
            reason = ResetReason.ADMINISTRATIVE_SHUTDOWN;
        }
        return new LastReset(nowNanos, reason, notification);
    }
}
