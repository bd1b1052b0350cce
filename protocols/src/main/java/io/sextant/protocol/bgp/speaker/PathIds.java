package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.session.PeerId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Path identifiers we give (RFC 7911 §3), in the order in which paths are first sent. One path keeps its number as long as
 * the speaker lives; at {@link #LIMIT} paths the oldest numbers are forgotten.
 */
final class PathIds {

    /** Numbers remembered. */
    static final int LIMIT = 1 << 20;

    private record Voice(
            IpPrefix prefix,
            RouteSource.Kind kind,
            @Nullable PeerId peer,
            long pathId) {}

    private final Map<Voice, Long> given = new LinkedHashMap<>();
    private long last;

    long of(Path path) {
        Voice voice = new Voice(
                path.destination().prefix(), path.source().kind(), path.source().peerOrNull(), path.pathId());
        Long known = given.get(voice);
        if (known != null) {
            return known;
        }
        if (given.size() >= LIMIT) {
            given.remove(given.keySet().iterator().next());
        }
        given.put(voice, ++last);
        return last;
    }
}
