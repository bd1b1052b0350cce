package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.config.PeerSetup;
import io.sextant.protocol.bgp.config.PolicyPlace;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.policy.PolicyContext;
import io.sextant.protocol.bgp.policy.PolicyPoint;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.session.BgpSession;
import io.sextant.protocol.bgp.session.Input;
import io.sextant.protocol.bgp.session.Negotiated;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.PeerType;
import io.sextant.protocol.bgp.session.RemoteAsRule;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A speaker's book on one peer: configuration, session, what its families hold, and when what is due. */
final class Peer {

    PeerSetup setup;
    final BgpSession session;
    final long createdNanos;
    final Map<AddressFamily, PeerRoutes> families = new TreeMap<>();
    final PeerRestart restart = new PeerRestart();

    @Nullable
    RouteSource source;

    @Nullable
    Negotiated negotiated;
    /** The AS it has told. */
    private @Nullable Asn told;
    /** The one that was known before this session. */
    private @Nullable Asn toldBefore;
    /** When the first feed is due; NEVER when it is done or not to be done. */
    long feedAtNanos = BgpSession.NEVER;
    /** When the End-of-RIB is due. */
    long endOfRibAtNanos = BgpSession.NEVER;
    /** Families whose End-of-RIB is to be sent as soon as it may. */
    final Set<AddressFamily> endOfRibOwed = new TreeSet<>();
    /** When the routes of a lost session enter the work queue. */
    long clearAtNanos = BgpSession.NEVER;
    /** When a session ended by {@code maximum-prefix} may come back. */
    long restartAtNanos = BgpSession.NEVER;
    /** The first feed is out; changes follow as they are decided. */
    boolean fed;
    /** There has been a connection; a dynamic peer goes with it. */
    boolean called;
    /** Ended by {@code maximum-prefix} and not restarted yet. */
    boolean overflowed;

    Peer(PeerSetup setup, BgpSession session, long createdNanos) {
        this.setup = setup;
        this.session = session;
        this.createdNanos = createdNanos;
        setup.families().keySet().forEach(family -> families.put(family, new PeerRoutes()));
    }

    PeerId id() {
        return setup.id();
    }

    PeerConfig config() {
        return setup.session();
    }

    PeerType type() {
        return type(told);
    }

    /** What routes to it go by: FRR 8.4 {@code conf_copy} notes the kind of a peer before it has learned its AS. */
    PeerType typeOfAudience() {
        return type(toldBefore);
    }

    private PeerType type(@Nullable Asn as) {
        return as == null || config().remoteAsRule() == RemoteAsRule.SPECIFIED ? config().type() : config().type(as);
    }

    void tells(Asn as) {
        toldBefore = told;
        told = as;
    }

    /** What is configured for a family; the defaults where nothing is. */
    PeerFamily family(AddressFamily family) {
        PeerFamily found = setup.families().get(family);
        return found != null ? found : PeerFamily.DEFAULT;
    }

    PeerRoutes routes(AddressFamily family) {
        return families.computeIfAbsent(family, each -> new PeerRoutes());
    }

    boolean speaks(AddressFamily family) {
        Negotiated agreed = negotiated;
        return agreed != null && agreed.families().contains(family);
    }

    long deadlineNanos() {
        long own = Math.min(Math.min(feedAtNanos, restartAtNanos), Math.min(endOfRibAtNanos, clearAtNanos));
        return Math.min(Math.min(own, restart.deadlineNanos()), session.deadlineNanos());
    }

    /** Our end of the connection, the next hop of what is ours. */
    Optional<IpAddress> localAddress() {
        return session.endpoints().map(Input.Connected::localAddress);
    }

    PolicyContext policyContext(PolicyPoint point, Instance instance) {
        return PolicyContext.of(point, config(), localAddress().orElse(null), instance.config.localAs());
    }

    /** RFC 8212 as FRR 8.4 {@code bgp_inbound_policy_exists} and its twin see it: any filter counts, iBGP needs none. */
    boolean hasPolicy(AddressFamily family, PolicyPlace... places) {
        if (type() == PeerType.INTERNAL) {
            return true;
        }
        Map<PolicyPlace, ?> policies = family(family).policies();
        boolean any = false;
        for (PolicyPlace place : places) {
            any |= policies.containsKey(place);
        }
        // FRR 8.4 accepts no filter at all of a peer inside the confederation.
        return any && type() == PeerType.EXTERNAL;
    }
}
