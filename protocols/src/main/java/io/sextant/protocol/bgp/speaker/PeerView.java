package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.Octets;
import io.sextant.protocol.bgp.message.Open;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.session.Input;
import io.sextant.protocol.bgp.session.LastReset;
import io.sextant.protocol.bgp.session.Negotiated;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.SessionCounters;
import io.sextant.protocol.bgp.session.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What there is to know of a peer, for printouts: {@code show bgp summary}, {@code show bgp neighbors}.
 *
 * @param enabled whether the session may come up
 * @param upOrDownSinceNanos when it last came up, or went down after having been up; {@code BgpSession.NEVER} before
 * @param negotiated what the OPENs agreed on, once they did
 * @param endpoints addresses and ports of the connection
 * @param acceptedPrefixes {@code PfxRcd}: routes from the peer that passed import
 * @param sentPrefixes {@code PfxSnt}
 * @param families settings of each activated family
 * @param familyViews where each of them stands
 * @param lastOpen what the peer said of itself last, session or no session
 * @param heardNow what it said since the last attempt began
 * @param lastCause the message that made this side end the session with a NOTIFICATION, the last time one did
 * @param lastEndpoints addresses and ports of the last connection, until another attempt is made
 * @param timers what is waited for
 * @param createdNanos when it was configured, or called for the first time
 * @param overflowed ended by {@code maximum-prefix}
 * @param awaitsRestart routes are kept for the peer, which is to restart
 * @param received before policy; kept under {@code soft-reconfiguration inbound} only
 * @param advertisedNow asked by {@link #advertised}
 */
public record PeerView(
        PeerConfig config,
        Map<AddressFamily, PeerFamily> families,
        State state,
        boolean enabled,
        SessionCounters counters,
        LastReset lastReset,
        long upOrDownSinceNanos,
        Optional<Negotiated> negotiated,
        Optional<Input.Connected> endpoints,
        int acceptedPrefixes,
        int sentPrefixes,
        Map<AddressFamily, PeerFamilyView> familyViews,
        Optional<Open> lastOpen,
        Optional<Open> heardNow,
        Optional<Octets> lastCause,
        Optional<Input.Connected> lastEndpoints,
        PeerTimers timers,
        long createdNanos,
        boolean overflowed,
        boolean awaitsRestart,
        List<Map.Entry<Nlri, PathAttributes>> received,
        Supplier<List<Map.Entry<Nlri, PathAttributes>>> advertisedNow) {

    /** What the peer was told last, by prefix, with the next hops it was told; worked out when asked for. */
    public List<Map.Entry<Nlri, PathAttributes>> advertised() {
        return advertisedNow.get();
    }
}
