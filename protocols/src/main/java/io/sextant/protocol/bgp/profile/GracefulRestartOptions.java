package io.sextant.protocol.bgp.profile;

import io.sextant.protocol.bgp.profile.OpenFacts.GracefulMode;

/**
 * {@code bgp graceful-restart …} and {@code bgp long-lived-graceful-restart …} (RFC 4724, RFC 8538, RFC 9494).
 *
 * @param mode the instance's part; peers may differ
 * @param restartSeconds announced in OPEN, 1..4095
 * @param stalePathSeconds how long a restarting peer's routes are kept at most
 * @param selectDeferralSeconds how long a restarting speaker waits for its peers' End-of-RIB
 * @param ribStaleSeconds how long the routing table behind keeps routes of a restarting speaker
 * @param notificationSupport the N bit (RFC 8538)
 * @param preserveForwardingState the F bit is set
 * @param longLivedStaleSeconds long-lived stale time, 0 for none
 */
public record GracefulRestartOptions(
        GracefulMode mode,
        int restartSeconds,
        int stalePathSeconds,
        int selectDeferralSeconds,
        int ribStaleSeconds,
        boolean notificationSupport,
        boolean preserveForwardingState,
        int longLivedStaleSeconds) {

    /** FRR 8.4: helper, 120 s, 360 s, 360 s, 500 s, N bit, no forwarding state. */
    public static final GracefulRestartOptions DEFAULT =
            new GracefulRestartOptions(GracefulMode.HELPER, 120, 360, 360, 500, true, false, 0);

    /** The same for one peer that takes another part. */
    public GracefulRestartOptions withMode(GracefulMode other) {
        return new GracefulRestartOptions(
                other,
                restartSeconds,
                stalePathSeconds,
                selectDeferralSeconds,
                ribStaleSeconds,
                notificationSupport,
                preserveForwardingState,
                longLivedStaleSeconds);
    }

    /** Another time announced in OPEN. */
    public GracefulRestartOptions withRestartSeconds(int seconds) {
        return new GracefulRestartOptions(
                mode,
                seconds,
                stalePathSeconds,
                selectDeferralSeconds,
                ribStaleSeconds,
                notificationSupport,
                preserveForwardingState,
                longLivedStaleSeconds);
    }

    /** Whether any capability is announced. */
    public boolean isOn() {
        return mode != GracefulMode.OFF;
    }
}
