package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.Notification;
import io.sextant.protocol.bgp.session.BgpSession;
import io.sextant.protocol.bgp.session.LastReset;
import io.sextant.protocol.bgp.session.Negotiated;
import io.sextant.protocol.bgp.session.ResetReason;
import java.util.List;

/**
 * Keeps the routes of a peer that restarts: RFC 4724 §4.2, RFC 8538 §4 and RFC 9494 §4.2, as FRR 8.4 does ({@code bgp_stop},
 * {@code bgp_establish}, {@code bgp_graceful_restart_timer_expire}).
 */
final class GracefulHelper {

    private static final long NEVER = BgpSession.NEVER;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Instance instance;
    private final Importer importer;

    GracefulHelper(Instance instance, Importer importer) {
        this.instance = instance;
        this.importer = importer;
    }

    /** The session is up again, or for the first time; what it agreed on says what a next restart keeps. */
    void onUp(Peer peer, Negotiated negotiated) {
        PeerRestart restart = peer.restart;
        List<AddressFamily> retained = negotiated.retainedFamilies();
        for (AddressFamily family : List.copyOf(restart.families.keySet())) {
            if (!retained.contains(family) || !negotiated.preserved(family)) {
                importer.clearStale(peer, family);
            }
        }
        restart.families.clear();
        int own = instance.config.gracefulRestart().longLivedStaleSeconds();
        retained.forEach(
                family -> restart.families.put(family, Math.min(own, negotiated.remoteLongLivedSeconds(family))));
        restart.waiting = false;
        restart.restartAtNanos = NEVER;
        restart.longLivedUntilNanos.clear();
        if (retained.isEmpty()) {
            restart.staleAtNanos = NEVER;
        }
    }

    /** The session is down. True when its routes stay for now. */
    boolean onDown(Peer peer, LastReset reset) {
        PeerRestart restart = peer.restart;
        Negotiated negotiated = peer.negotiated;
        restart.staleAtNanos = NEVER;
        if (negotiated == null || restart.families.isEmpty() || !isRestart(negotiated, reset)) {
            forget(restart);
            return false;
        }
        restart.waiting = true;
        restart.restartAtNanos = instance.nowNanos + negotiated.remoteRestartSeconds() * SECOND_NANOS;
        restart.staleAtNanos =
                instance.nowNanos + instance.config.gracefulRestart().stalePathSeconds() * SECOND_NANOS;
        return true;
    }

    /**
     * A closed connection is a restart (RFC 4724 §4.2); with the N bit on both sides so are a NOTIFICATION other than Hard
     * Reset and the end of the hold timer (RFC 8538 §4). What we end ourselves never is.
     */
    private static boolean isRestart(Negotiated negotiated, LastReset reset) {
        Notification notification = reset.notification();
        if (reset.reason() == ResetReason.GRACEFUL_PEER_CLOSED) {
            return true;
        }
        if (notification == null || !negotiated.hardResets()) {
            return false;
        }
        boolean received = reset.reason() == ResetReason.NOTIFICATION_RECEIVED;
        boolean timedOut = notification.code() == Notification.HOLD_TIMER_EXPIRED;
        return received ? notification.insideHardReset().isEmpty() : timedOut;
    }

    /** The peer has sent everything: what is still stale is gone (RFC 4724 §4.2). */
    void endOfRib(Peer peer, AddressFamily family) {
        if (peer.restart.families.containsKey(family)) {
            importer.clearStale(peer, family);
        }
    }

    /** The wait is over because someone said so: shut down, taken out, or reset by hand. */
    void stop(Peer peer) {
        if (peer.restart.waiting) {
            peer.restart.families.keySet().forEach(family -> importer.clearStale(peer, family));
            forget(peer.restart);
        }
    }

    private static void forget(PeerRestart restart) {
        restart.waiting = false;
        restart.families.clear();
        restart.longLivedUntilNanos.clear();
        restart.restartAtNanos = NEVER;
        restart.staleAtNanos = NEVER;
    }

    /** Fires what is due. */
    void run(Peer peer) {
        PeerRestart restart = peer.restart;
        if (restart.restartAtNanos <= instance.nowNanos) {
            restart.restartAtNanos = NEVER;
            List.copyOf(restart.families.keySet()).forEach(family -> restartTimeIsOver(peer, family));
            settle(restart);
        }
        if (restart.staleAtNanos <= instance.nowNanos) {
            restart.staleAtNanos = NEVER;
            restart.families.keySet().stream()
                    .filter(family -> !restart.longLivedUntilNanos.containsKey(family))
                    .forEach(family -> importer.clearStale(peer, family));
        }
        for (AddressFamily family : List.copyOf(restart.longLivedUntilNanos.keySet())) {
            if (restart.longLivedUntilNanos.getOrDefault(family, NEVER) <= instance.nowNanos) {
                restart.longLivedUntilNanos.remove(family);
                importer.clearStale(peer, family);
                settle(restart);
            }
        }
    }

    /** RFC 9494 §4.2: routes live on marked and least preferred, those that refuse it go. */
    private void restartTimeIsOver(Peer peer, AddressFamily family) {
        int seconds = peer.restart.families.getOrDefault(family, 0);
        if (seconds == 0) {
            importer.clearStale(peer, family);
            return;
        }
        importer.markLongLived(peer, family);
        peer.restart.longLivedUntilNanos.put(family, instance.nowNanos + seconds * SECOND_NANOS);
    }

    private static void settle(PeerRestart restart) {
        if (restart.longLivedUntilNanos.isEmpty()) {
            restart.waiting = false;
            restart.staleAtNanos = NEVER;
        }
    }
}
