package io.sextant.protocol.bgp.policy;

import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.session.PeerId;
import java.util.Optional;

/** A decision on one route to or from one peer: let it pass as it is, let it pass changed, or stop it. Pure. */
@FunctionalInterface
public interface RoutePolicy {

    /** Everything passes unchanged. */
    RoutePolicy PERMIT = (peer, nlri, attributes) -> Optional.of(attributes);

    /** Nothing passes, as with {@code bgp ebgp-requires-policy} where no policy is set (RFC 8212). */
    RoutePolicy DENY = (peer, nlri, attributes) -> Optional.empty();

    /** The attributes to go on with, or nothing when the route stops here. */
    Optional<PathAttributes> apply(PeerId peer, Nlri nlri, PathAttributes attributes);

    /** This policy, then the other on what it lets pass. */
    default RoutePolicy then(RoutePolicy next) {
        return (peer, nlri, attributes) ->
                apply(peer, nlri, attributes).flatMap(passed -> next.apply(peer, nlri, passed));
    }
}
