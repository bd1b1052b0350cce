package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.PathAttributes;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What a router that is about to go away says of its routes (RFC 8326; {@code bgp graceful-shutdown}). */
final class GracefulShutdown {

    private GracefulShutdown() {}

    /** FRR 8.4 {@code bgp_attr_add_gshut_community}: the community, and the least local preference. */
    static PathAttributes mark(PathAttributes attributes) {
        List<Community> marked = Stream.concat(
                        attributes.communities().stream(), Stream.of(Community.GRACEFUL_SHUTDOWN))
                .distinct()
                .toList();
        return attributes.toBuilder()
                .communities(marked)
                .localPreference(OptionalLong.of(0))
                .build();
    }
}
