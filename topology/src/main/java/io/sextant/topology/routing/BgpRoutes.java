package io.sextant.topology.routing;

import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.config.NamedPolicy;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.config.SpeakerFamily;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.message.RouteMark;
import io.sextant.protocol.bgp.policy.PathFacts;
import io.sextant.protocol.bgp.policy.PolicyContext;
import io.sextant.protocol.bgp.policy.PolicyPoint;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.rib.LinkBandwidth;
import io.sextant.protocol.bgp.rib.LinkBandwidthUse;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.rib.Selection;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.PeerType;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.forwarding.RouteKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What bgpd tells zebra of its decisions (FRR 8.4 {@code bgp_zebra_announce}). */
final class BgpRoutes {

    /** For deletions, which name the source alone. */
    static final RibEntry.Facts NONE = new RibEntry.Facts(RouteOrigin.BGP, 0, 0, 0, false, false, false, List.of());

    private BgpRoutes() {}

    /** The route for zebra; none for what came from this router's own tables, or does not pass the {@code table-map}. */
    static Optional<RibEntry.Facts> of(Selection selection, BgpDaemon bgpd) {
        Path best = selection.best();
        RouteSource source = best.source();
        boolean aggregate = source.kind() == RouteSource.Kind.AGGREGATE;
        if (source.isLocal() && !aggregate) {
            return Optional.empty();
        }
        boolean external = !aggregate && source.peerType() == PeerType.EXTERNAL;
        // FRR 8.4 bgp_zebra_announce: of equal paths of both kinds of peers the internal ones are looked for further
        // away.
        boolean mixed = selection.multipath().stream().anyMatch(path -> !isFromOutside(path));
        boolean recursive = !external || mixed || bgpd.reachesBeyondLink(source);
        SpeakerConfig config = bgpd.config();
        SpeakerFamily family = config.family(AddressFamily.of(selection.prefix()));
        List<RibNextHop> hops = hops(selection, config.decision().linkBandwidth(), bgpd);
        if (aggregate && mapped(best, family.tableMap(), config) != null) {
            hops = List.of(RibNextHop.dead(RouteKind.BLACKHOLE));
        }
        if (hops.isEmpty()) {
            return Optional.empty();
        }
        PathAttributes passed = mapped(best, family.tableMap(), config);
        PathAttributes said = passed == null ? best.attributes() : passed;
        return Optional.of(new RibEntry.Facts(
                RouteOrigin.BGP,
                BgpDistances.of(best, family),
                said.med().orElse(0L),
                said.notes().tag(),
                !external,
                recursive,
                false,
                hops));
    }

    /** A path's attributes as {@code table-map} leaves them, or null where it refuses the path. */
    private static @Nullable PathAttributes mapped(Path path, @Nullable NamedPolicy map, SpeakerConfig config) {
        if (map == null) {
            return path.attributes();
        }
        PeerId peer = path.source().peerOrNull();
        PolicyContext context = peer == null
                ? PolicyContext.local(PolicyPoint.OTHER, config.localAs())
                : new PolicyContext(
                        PolicyPoint.OTHER,
                        peer,
                        null,
                        path.source().peerType(),
                        config.localAs(),
                        config.localAs(),
                        0,
                        false);
        PolicyRoute route = new PolicyRoute(path.nlri(), path.attributes(), path.weight(), PathFacts.NONE);
        PolicyRoute passed = map.policy().apply(route, context);
        return passed == null ? null : passed.attributes();
    }

    private static boolean isFromOutside(Path path) {
        return path.source().peerType() == PeerType.EXTERNAL;
    }

    private static List<RibNextHop> hops(Selection selection, LinkBandwidthUse use, BgpDaemon bgpd) {
        long total = 0;
        boolean all = true;
        for (Path path : selection.multipath()) {
            long bandwidth = LinkBandwidth.of(path.attributes());
            total += bandwidth;
            all &= bandwidth > 0;
        }
        boolean weighted = isWeighted(use, selection.multipath().size(), total, all);
        List<RibNextHop> hops = new ArrayList<>();
        SpeakerConfig config = bgpd.config();
        NamedPolicy map = config.family(AddressFamily.of(selection.prefix())).tableMap();
        for (Path path : selection.multipath()) {
            PathAttributes said = mapped(path, map, config);
            RibNextHop hop = said == null ? null : hop(path, said, bgpd);
            int weight = weighted ? weight(LinkBandwidth.of(path.attributes()), total, use) : 1;
            if (hop != null
                    && weight >= 0
                    && hops.stream().noneMatch(each -> Objects.equals(hop.gateway(), each.gateway()))) {
                hops.add(hop.withWeight(weight));
            }
        }
        return hops;
    }

    /**
     * A neighbour that says its link-local address beside the global one is reached by it, over the interface of the session
     * (FRR 8.4 {@code bgp_path_info_to_ipv6_nexthop}).
     */
    private static @Nullable RibNextHop hop(Path path, PathAttributes said, BgpDaemon bgpd) {
        boolean global = said.notes().has(RouteMark.IPV6_PREFER_GLOBAL);
        Ipv6Address linkLocal = global ? null : said.linkLocalNextHop().orElse(null);
        NetworkInterface device = linkLocal == null
                ? null
                : path.source().peer().flatMap(bgpd::deviceTowards).orElse(null);
        return linkLocal != null && device != null
                ? RibNextHop.via(linkLocal, device)
                : said.nextHop().map(RibNextHop::via).orElse(null);
    }

    /** FRR 8.4 {@code bgp_path_info_mpath_chkwtd}. */
    private static boolean isWeighted(LinkBandwidthUse use, int paths, long total, boolean all) {
        return switch (use) {
            case IGNORE -> false;
            case WEIGHTS -> paths > 1 && all;
            case SKIP_MISSING, DEFAULT_WEIGHT_FOR_MISSING -> paths > 1 && total > 0;
        };
    }

    /** A share in per cent, or -1 for a path that is left out ({@code bgp_zebra_use_nhop_weighted}). */
    private static int weight(long bandwidth, long total, LinkBandwidthUse use) {
        if (bandwidth == 0) {
            return use == LinkBandwidthUse.SKIP_MISSING ? -1 : 1;
        }
        // zebra takes a weight of nothing for the usual one.
        return Math.max(1, (int) (bandwidth * 100 / total));
    }
}
