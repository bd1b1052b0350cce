package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.config.NamedPolicy;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.config.PeerSetup;
import io.sextant.protocol.bgp.config.PolicyPlace;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.AsPath;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.policy.PathFacts;
import io.sextant.protocol.bgp.policy.PolicyContext;
import io.sextant.protocol.bgp.policy.PolicyPoint;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.session.LocalAs;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.protocol.bgp.session.PeerType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a route on its way from a peer into the table: FRR 8.4 {@code bgp_update}, its checks in its order. Made
 * for one peer's family under one configuration.
 */
@SuppressWarnings("ReferenceEquality") // Configurations are replaced whole.
final class ImportRules {

    private static final List<PolicyPlace> FILTERS =
            List.of(PolicyPlace.DISTRIBUTE_LIST_IN, PolicyPlace.PREFIX_LIST_IN, PolicyPlace.FILTER_LIST_IN);

    private static final int FIRST_CLASS_D = 224;
    private static final Ipv6Address LOOPBACK = new Ipv6Address(0, 1);

    private final SpeakerConfig config;
    private final PeerSetup setup;
    private final @Nullable RouteSource source;
    private final Peer peer;
    private final PeerFamily family;
    private final PolicyContext context;
    private final List<NamedPolicy> filters = new ArrayList<>();
    private final @Nullable NamedPolicy routeMap;
    private final boolean policyMissing;
    private long weight;

    ImportRules(Instance instance, Peer peer, AddressFamily of) {
        this.config = instance.config;
        this.peer = peer;
        this.setup = peer.setup;
        this.source = peer.source;
        this.family = peer.family(of);
        this.context = peer.policyContext(PolicyPoint.IN, instance);
        FILTERS.forEach(place -> family.policy(place).ifPresent(filters::add));
        this.routeMap = family.policies().get(PolicyPlace.ROUTE_MAP_IN);
        this.policyMissing = config.has(SpeakerOption.EBGP_REQUIRES_POLICY)
                && !peer.hasPolicy(
                        of,
                        PolicyPlace.DISTRIBUTE_LIST_IN,
                        PolicyPlace.PREFIX_LIST_IN,
                        PolicyPlace.FILTER_LIST_IN,
                        PolicyPlace.ROUTE_MAP_IN);
    }

    /** Whether these are still the rules: the same session under the same configuration. */
    boolean isFor(Instance instance, Peer asked) {
        return config == instance.config && setup == asked.setup && source == asked.source;
    }

    /** Whether the answer depends on the prefix, so that routes of one UPDATE are asked about one by one. */
    boolean asksForPrefixes() {
        return routeMap != null || !filters.isEmpty();
    }

    /** The weight of the route that passed last. */
    long weight() {
        return weight;
    }

    /**
     * What parsing makes of the attributes before anything is stored: {@code local-as} stands in front of paths from the
     * peer ({@code bgp_attr_aspath_check}); null where the first AS is not the peer's and has to be.
     */
    @Nullable
    PathAttributes received(PathAttributes attributes) {
        LocalAs local = peer.config().changedLocalAs();
        PathAttributes read = attributes;
        boolean enforced = peer.config().has(PeerOption.ENFORCE_FIRST_AS) || config.has(SpeakerOption.ENFORCE_FIRST_AS);
        if (enforced
                && peer.type() == PeerType.EXTERNAL
                && peer.source != null
                && attributes.asPath().neighbourBits() != peer.source.asn().value()) {
            return null;
        }
        if (local != null && !local.noPrepend()) {
            AsPath longer = attributes.asPath().prepend(local.asn(), 1);
            read = attributes.toBuilder().asPath(longer).build();
        }
        if (!read.linkLocalNextHop().map(Ipv6Address::isLinkLocal).orElse(true)) {
            // FRR 8.4 bgp_mp_reach_parse: a second next hop that is none of the link does not count.
            read = read.toBuilder().linkLocalNextHop(null).build();
        }
        return read;
    }

    /** The attributes to store, or null when the route stops here. */
    @Nullable
    PathAttributes apply(Nlri nlri, PathAttributes attributes) {
        weight = family.weight();
        if (isLooped(attributes)) {
            return null;
        }
        PathAttributes accepted = attributes;
        if (asksForPrefixes()) {
            accepted = ask(nlri, attributes);
        } else if (isRefused(attributes)) {
            return null;
        }
        if (accepted == null) {
            return null;
        }
        accepted = peer.type() == PeerType.EXTERNAL ? obeyCommunities(accepted) : accepted;
        return isMartian(accepted) ? null : accepted;
    }

    private boolean isRefused(PathAttributes attributes) {
        return policyMissing
                || (config.has(SpeakerOption.REJECT_AS_SETS)
                        && attributes.asPath().hasSets());
    }

    private @Nullable PathAttributes ask(Nlri nlri, PathAttributes attributes) {
        PolicyRoute route = new PolicyRoute(nlri, attributes, weight, PathFacts.NONE);
        for (NamedPolicy filter : filters) {
            if (filter.policy().apply(route, context) == null) {
                return null;
            }
        }
        if (isRefused(attributes)) {
            return null;
        }
        if (routeMap == null) {
            return attributes;
        }
        PolicyRoute passed = routeMap.policy().apply(route, context);
        if (passed == null) {
            return null;
        }
        weight = passed.weight();
        return passed.attributes();
    }

    /** Routes that have been here before: our AS in the path, or a reflected route of our own (RFC 4456 §8). */
    private boolean isLooped(PathAttributes attributes) {
        AsPath path = attributes.asPath();
        LocalAs local = peer.config().changedLocalAs();
        int allowed = family.allowAsIn();
        if (local != null) {
            int times = allowed > 0 ? allowed : local.noPrepend() ? 0 : 1;
            if (path.count(local.asn()) > times) {
                return true;
            }
        }
        Asn own = config.localAs();
        boolean exempt = family.has(FamilyOption.ALLOW_AS_IN_ORIGIN) && path.originBits() == own.value();
        if (!exempt) {
            boolean throughConfederation = config.confederation() != null
                    && path.count(config.confederation().identifier()) > allowed;
            if (path.count(own) > allowed || throughConfederation) {
                return true;
            }
        }
        Ipv4Address originator = attributes.originatorIdOrNull();
        return (originator != null && originator.equals(config.routerId()))
                || attributes.clusterList().contains(config.effectiveClusterId());
    }

    /** RFC 7999 §3.2, RFC 8326 §4.2. */
    private PathAttributes obeyCommunities(PathAttributes attributes) {
        List<Community> communities = attributes.communities();
        boolean draining = config.has(SpeakerOption.GRACEFUL_SHUTDOWN);
        if (communities.isEmpty() && !draining) {
            return attributes;
        }
        boolean blackhole = communities.contains(Community.BLACKHOLE);
        boolean leaving = communities.contains(Community.GRACEFUL_SHUTDOWN);
        if (!blackhole && !leaving && !draining) {
            return attributes;
        }
        List<Community> more = new ArrayList<>(communities);
        if (blackhole) {
            more.add(Community.NO_EXPORT);
        }
        PathAttributes.Builder out = attributes.toBuilder();
        if (leaving) {
            out.localPreference(OptionalLong.of(0));
        }
        PathAttributes obeyed = out.communities(more).build();
        return draining && !leaving ? GracefulShutdown.mark(obeyed) : obeyed;
    }

    /** FRR 8.4 {@code bgp_update_martian_nexthop}: nobody's address, everybody's, or our own. */
    private boolean isMartian(PathAttributes attributes) {
        IpAddress nextHop = attributes.nextHopOrNull();
        if (nextHop == null) {
            return false;
        }
        boolean odd = false;
        if (nextHop instanceof Ipv4Address ipv4) {
            // The networks 0 and 127 end the session where UPDATEs are read, or are let in there.
            odd = ipv4.bits() == 0 || ipv4.bits() >>> 24 >= FIRST_CLASS_D;
        } else if (nextHop instanceof Ipv6Address ipv6) {
            // Beside a link-local address that counts instead, no global one is needed.
            boolean nobodys = ipv6.equals(Ipv6Address.ANY)
                    && attributes.linkLocalNextHop().isEmpty();
            odd = nobodys || ipv6.equals(LOOPBACK) || ipv6.isMulticast();
        }
        return odd || config.nextHops().isOwn(nextHop);
    }
}
