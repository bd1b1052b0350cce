package io.sextant.lab.console.frr;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.ExtendedCommunity;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.policy.list.CommunityNames;
import io.sextant.protocol.bgp.policy.list.ExtendedCommunities;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.rib.Selection;
import io.sextant.protocol.bgp.session.PeerId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code show bgp ipv4 unicast PREFIX} as text ({@code bgpd/bgp_route.c route_vty_out_detail} of FRR 8.4). */
final class BgpRoute {

    /** What the head says of well-known communities of the best path; the first that is there. */
    private static final List<Map.Entry<Community, String>> HINTS = List.of(
            Map.entry(new Community(0xFFFF_0001), "accept own local route exported and imported in different VRF"),
            Map.entry(
                    Community.LLGR_STALE,
                    "mark routes to be retained for a longer time. Requires support for Long-lived BGP Graceful"
                            + " Restart"),
            Map.entry(
                    Community.NO_LLGR,
                    "mark routes to not be treated according to Long-lived BGP Graceful Restart operations"),
            Map.entry(new Community(0xFFFF_0008), "accept local nexthop"),
            Map.entry(Community.BLACKHOLE, "inform peer to blackhole prefix"),
            Map.entry(Community.NO_EXPORT, "not advertised to EBGP peer"),
            Map.entry(Community.NO_ADVERTISE, "not advertised to any peer"),
            Map.entry(Community.NO_EXPORT_SUBCONFED, "not advertised outside local AS"),
            Map.entry(Community.NO_PEER, "inform EBGP peer not to advertise to their EBGP peers"));

    private final Frr frr;
    private final IpPrefix prefix;
    private final List<Path> paths;
    private final Optional<Selection> selection;

    BgpRoute(Frr frr, IpPrefix prefix) {
        this.frr = frr;
        this.prefix = prefix;
        this.paths = frr.table().paths(prefix);
        this.selection = frr.table().selection(prefix);
    }

    /** The head, and the paths that are wanted. */
    String text(Predicate<Path> wanted) {
        if (paths.isEmpty()) {
            return "% Network not in table\n";
        }
        StringBuilder out = new StringBuilder("BGP routing table entry for " + prefix);
        out.append(", version ").append(frr.table().version(prefix)).append("\nPaths: (");
        out.append(paths.size()).append(" available, ");
        out.append(selection
                .map(chosen -> "best #" + (paths.indexOf(chosen.best()) + 1) + ", table default")
                .orElse("no best path"));
        selection.map(Selection::best).ifPresent(best -> {
            List<Community> communities = best.attributes().communities();
            HINTS.stream()
                    .filter(hint -> communities.contains(hint.getKey()))
                    .findFirst()
                    .ifPresent(hint -> out.append(", ").append(hint.getValue()));
            out.append(best.isSuppressed() ? ", Advertisements suppressed by an aggregate." : "");
        });
        out.append(")\n");
        if (!frr.isToldByPath()) {
            advertisedTo(out);
        }
        paths.stream().filter(wanted).forEach(path -> text(out, path));
        return out.toString();
    }

    private void advertisedTo(StringBuilder out) {
        List<PeerId> advertised = frr.advertisedTo(prefix);
        if (advertised.isEmpty()) {
            out.append("  Not advertised to any peer\n");
        } else {
            out.append("  Advertised to non peer-group peers:\n  ")
                    .append(words(advertised))
                    .append('\n');
        }
    }

    /** Where peers may be told of more than one path, each path says who was told of it. */
    private void text(StringBuilder out, Path path) {
        PathAttributes attributes = path.attributes();
        out.append("  ");
        out.append(attributes.asPath().isEmpty() ? "Local" : attributes.asPath().toString());
        out.append(path.stale() ? ", (stale)" : "");
        attributes.aggregator().ifPresent(by -> out.append(", (aggregated by ")
                .append(by.asn())
                .append(' ')
                .append(by.identifier())
                .append(')'));
        out.append(frr.isFrom(path, FamilyOption.ROUTE_REFLECTOR_CLIENT) ? ", (Received from a RR-client)" : "");
        out.append(frr.isFrom(path, FamilyOption.ROUTE_SERVER_CLIENT) ? ", (Received from a RS-client)" : "");
        out.append("\n    ").append(Frr.nextHop(path));
        if (!path.isReachable()) {
            out.append(" (inaccessible)");
        } else if (path.igpMetric() > 0) {
            out.append(" (metric ").append(path.igpMetric()).append(')');
        }
        out.append(" from ").append(Frr.peerId(path)).append(" (");
        out.append(
                path.source().isLocal() || attributes.originatorId().isEmpty()
                        ? path.source().routerId()
                        : attributes.originatorId().get());
        out.append(")\n");
        attributes.linkLocalNextHop().ifPresent(hop -> out.append("    (")
                .append(hop)
                .append(Frr.prefersGlobal(path) ? ") (prefer-global)\n" : ") (used)\n"));
        properties(out, path);
        communities(out, attributes);
        reflection(out, attributes);
        addPath(out, path);
        out.append("      Last update: ")
                .append(frr.calendar(path.learnedNanos()))
                .append('\n');
    }

    private void properties(StringBuilder out, Path path) {
        PathAttributes attributes = path.attributes();
        out.append("      Origin ").append(attributes.origin().word());
        attributes.med().ifPresent(med -> out.append(", metric ").append(med));
        Frr.localPreference(path).ifPresent(value -> out.append(", localpref ").append(value));
        out.append(path.weight() != 0 ? ", weight " + path.weight() : "");
        long tag = path.attributes().notes().tag();
        out.append(tag != 0 ? ", tag " + tag : "");
        out.append(path.isReachable() ? ", valid" : ", invalid").append(", ").append(kind(path));
        out.append(attributes.atomicAggregate() ? ", atomic-aggregate" : "");
        out.append(frr.isMultipath(path) ? ", multipath" : "");
        if (path.isBestOfNeighbour()) {
            out.append(", bestpath-from-AS ");
            out.append(firstAs(path).map(Object::toString).orElse("Local"));
        }
        if (frr.isBest(path)) {
            selection.ifPresent(chosen ->
                    out.append(", best (").append(chosen.reason().words()).append(')'));
        }
        out.append('\n');
    }

    /** FRR 8.4 {@code aspath_get_first_as}: of whatever segment comes first. */
    static Optional<Asn> firstAs(Path path) {
        return path.attributes().asPath().segments().stream().findFirst().map(segment -> segment.asns()
                .get(0));
    }

    private String kind(Path path) {
        RouteSource source = path.source();
        return switch (source.kind()) {
            case LEARNED ->
                switch (frr.kind(source)) {
                    case INTERNAL ->
                        frr.speaker().config().inConfederation().isPresent() ? "confed-internal" : "internal";
                    case CONFEDERATION -> "confed-external";
                    case EXTERNAL -> "external";
                };
            case NETWORK -> "sourced, local";
            case REDISTRIBUTED -> "sourced";
            case AGGREGATE -> "aggregated, local";
        };
    }

    private static void communities(StringBuilder out, PathAttributes attributes) {
        if (!attributes.communities().isEmpty()) {
            line(out, "Community", CommunityNames.text(attributes.communities()));
        }
        if (!attributes.extendedCommunities().isEmpty()) {
            line(out, "Extended Community", extended(attributes.extendedCommunities()));
        }
        if (!attributes.largeCommunities().isEmpty()) {
            line(out, "Large Community", words(attributes.largeCommunities()));
        }
    }

    private static void reflection(StringBuilder out, PathAttributes attributes) {
        if (attributes.originatorId().isEmpty() && attributes.clusterList().isEmpty()) {
            return;
        }
        attributes.originatorId().ifPresent(id -> out.append("      Originator: ")
                .append(id));
        if (!attributes.clusterList().isEmpty()) {
            out.append(", Cluster list: ")
                    .append(words(attributes.clusterList()))
                    .append(' ');
        }
        out.append('\n');
    }

    private void addPath(StringBuilder out, Path path) {
        long all = frr.speaker().sentPathId(path, FamilyOption.ADD_PATH_TX_ALL);
        long bestPerAs = frr.speaker().sentPathId(path, FamilyOption.ADD_PATH_TX_BEST_PER_AS);
        if (path.pathId() != 0 || all != 0 || bestPerAs != 0) {
            out.append("      AddPath ID: RX ")
                    .append(path.pathId())
                    .append(", TX-All ")
                    .append(all);
            out.append(" TX-Best-Per-AS ").append(bestPerAs).append('\n');
        }
        List<PeerId> advertised = frr.isToldByPath() ? frr.speaker().advertisedTo(path) : List.of();
        if (!advertised.isEmpty()) {
            out.append("      Advertised to: ").append(words(advertised)).append('\n');
        }
    }

    private static void line(StringBuilder out, String name, String values) {
        out.append("      ").append(name).append(": ").append(values).append('\n');
    }

    static String words(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    static String extended(List<ExtendedCommunity> values) {
        return values.stream().map(ExtendedCommunities::text).collect(Collectors.joining(" "));
    }
}
