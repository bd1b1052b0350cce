package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.session.BgpSession;
import java.util.Map;
import java.util.TreeMap;

/** Where a peer's graceful restart stands (RFC 4724 §4.2, RFC 9494), as FRR 8.4 keeps it in the peer. */
final class PeerRestart {

    /** Families whose routes outlive the session, each with its long-lived stale time in seconds, 0 for none. */
    final Map<AddressFamily, Integer> families = new TreeMap<>();
    /** When long-lived stale routes of a family go. */
    final Map<AddressFamily, Long> longLivedUntilNanos = new TreeMap<>();
    /** The session is down and its return is waited for. */
    boolean waiting;
    /** When the peer has had its restart time. */
    long restartAtNanos = BgpSession.NEVER;
    /** When stale routes go however the restart stands ({@code stalepath-time}). */
    long staleAtNanos = BgpSession.NEVER;

    long deadlineNanos() {
        long deadline = Math.min(restartAtNanos, staleAtNanos);
        for (long until : longLivedUntilNanos.values()) {
            deadline = Math.min(deadline, until);
        }
        return deadline;
    }
}
