package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.bgp.message.Nlri;
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

/**
 * What there is to know of a peer, for printouts: {@code show bgp summary}, {@code show bgp neighbors}.
 *
 * @param enabled whether the session may come up
 * @param upOrDownSinceNanos when it last came up, or went down after having been up; {@code BgpSession.NEVER} before
 * @param negotiated what the OPENs agreed on, once they did
 * @param endpoints addresses and ports of the connection
 * @param acceptedPrefixes {@code PfxRcd}: routes from the peer that passed import
 * @param sentPrefixes {@code PfxSnt}
 */
public record PeerView(
        PeerConfig config,
        State state,
        boolean enabled,
        SessionCounters counters,
        LastReset lastReset,
        long upOrDownSinceNanos,
        Optional<Negotiated> negotiated,
        Optional<Input.Connected> endpoints,
        int acceptedPrefixes,
        int sentPrefixes,
        List<Map.Entry<Nlri, PathAttributes>> received,
        List<Map.Entry<Nlri, PathAttributes>> advertised) {}
