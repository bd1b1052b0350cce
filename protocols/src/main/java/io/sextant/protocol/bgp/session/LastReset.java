package io.sextant.protocol.bgp.session;

import io.sextant.protocol.bgp.message.Notification;
import org.jspecify.annotations.Nullable;

/**
 * How and when a session last ended.
 *
 * @param notification the one sent or received, if that was the reason
 */
public record LastReset(
        long atNanos, ResetReason reason, @Nullable Notification notification) {}
