package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.message.AsPath;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.rib.Selection;
import io.sextant.protocol.bgp.session.PeerType;
import io.sextant.protocol.bgp.speaker.PeerView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code show bgp ipv4 unicast PREFIX} ({@code bgpd/bgp_route.c route_vty_out_detail}). */
final class BgpRoute {

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

    String text() {
        if (paths.isEmpty()) {
            return "% Network not in table\n";
        }
        StringBuilder out = new StringBuilder("BGP routing table entry for " + prefix);
        out.append(", version ").append(frr.table().version(prefix)).append("\nPaths: (");
        out.append(paths.size()).append(" available, ");
        out.append(selection
                .map(chosen -> "best #" + (paths.indexOf(chosen.best()) + 1) + ", table default")
                .orElse("no best path"));
        out.append(")\n");
        List<PeerView> advertised = advertisedTo();
        if (advertised.isEmpty()) {
            out.append("  Not advertised to any peer\n");
        } else {
            out.append("  Advertised to non peer-group peers:\n  ");
            out.append(advertised.stream()
                    .map(peer -> peer.config().id().toString())
                    .collect(Collectors.joining(" ")));
            out.append('\n');
        }
        paths.forEach(path -> text(out, path));
        return out.toString();
    }

    private List<PeerView> advertisedTo() {
        return frr.speaker().peers().stream()
                .filter(peer -> peer.advertised().stream()
                        .anyMatch(route -> route.getKey().prefix().equals(prefix)))
                .toList();
    }

    private void text(StringBuilder out, Path path) {
        PathAttributes attributes = path.attributes();
        out.append("  ")
                .append(
                        attributes.asPath().isEmpty()
                                ? "Local"
                                : attributes.asPath().toString());
        attributes.aggregator().ifPresent(by -> out.append(", (aggregated by ")
                .append(by.asn())
                .append(' ')
                .append(by.identifier())
                .append(')'));
        out.append("\n    ").append(Frr.nextHop(path));
        if (!path.isReachable()) {
            out.append(" (inaccessible)");
        } else if (path.igpMetric() > 0) {
            out.append(" (metric ").append(path.igpMetric()).append(')');
        }
        out.append(" from ").append(path.source().peer().map(Object::toString).orElse("0.0.0.0"));
        out.append(" (").append(path.source().routerId()).append(")\n");
        out.append("      Origin ").append(attributes.origin().word());
        attributes.med().ifPresent(med -> out.append(", metric ").append(med));
        Frr.localPreference(path).ifPresent(value -> out.append(", localpref ").append(value));
        if (path.weight() != 0) {
            out.append(", weight ").append(path.weight());
        }
        out.append(path.isReachable() ? ", valid" : ", invalid").append(", ").append(kind(path));
        out.append(attributes.atomicAggregate() ? ", atomic-aggregate" : "");
        out.append(path.stale() ? ", stale" : "");
        out.append(frr.isMultipath(path) ? ", multipath" : "");
        if (frr.isBest(path)) {
            selection.ifPresent(chosen ->
                    out.append(", best (").append(chosen.reason().words()).append(')'));
        }
        out.append('\n');
        list(out, "Community", attributes.communities());
        list(out, "Extended Community", attributes.extendedCommunities());
        list(out, "Large Community", attributes.largeCommunities());
        if (attributes.originatorId().isPresent() || !attributes.clusterList().isEmpty()) {
            out.append("      Originator: ")
                    .append(attributes.originatorId().map(Object::toString).orElse("0.0.0.0"));
            out.append(", Cluster list: ")
                    .append(words(attributes.clusterList()))
                    .append('\n');
        }
        out.append("      Last update: ")
                .append(frr.calendar(path.learnedNanos()))
                .append('\n');
    }

    private static String kind(Path path) {
        RouteSource source = path.source();
        return switch (source.kind()) {
            case LEARNED ->
                switch (source.peerType()) {
                    case INTERNAL -> "internal";
                    case CONFEDERATION -> "confed-external";
                    case EXTERNAL -> "external";
                };
            case NETWORK -> "sourced, local";
            case REDISTRIBUTED -> "sourced";
            case AGGREGATE -> "aggregated, local";
        };
    }

    private static void list(StringBuilder out, String name, List<?> values) {
        if (!values.isEmpty()) {
            out.append("      ").append(name).append(": ").append(words(values)).append('\n');
        }
    }

    private static String words(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    String json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        if (paths.isEmpty()) {
            return JsonC.pretty(root);
        }
        root.put("prefix", prefix.toString()).put("version", frr.table().version(prefix));
        List<PeerView> advertised = advertisedTo();
        if (!advertised.isEmpty()) {
            ObjectNode to = root.putObject("advertisedTo");
            for (PeerView peer : advertised) {
                ObjectNode one = to.putObject(peer.config().id().toString());
                peer.negotiated().flatMap(Frr::hostName).ifPresent(name -> one.put("hostname", name));
            }
        }
        ArrayNode list = root.putArray("paths");
        paths.forEach(path -> json(list.addObject(), path));
        return JsonC.pretty(root);
    }

    private void json(ObjectNode out, Path path) {
        PathAttributes attributes = path.attributes();
        asPath(out.putObject("aspath"), attributes.asPath());
        out.put("origin", attributes.origin().word());
        attributes.med().ifPresent(med -> out.put("metric", med));
        Frr.localPreference(path).ifPresent(value -> out.put("locPrf", value));
        if (path.weight() != 0) {
            out.put("weight", path.weight());
        }
        out.put("valid", path.isReachable());
        out.put("version", frr.table().version(prefix));
        if (path.source().isLocal()) {
            out.put("sourced", true);
            if (path.source().kind() != RouteSource.Kind.REDISTRIBUTED) {
                out.put("local", true);
            }
        }
        if (frr.isMultipath(path)) {
            out.put("multipath", true);
        }
        if (frr.isBest(path)) {
            ObjectNode best = out.putObject("bestpath").put("overall", true);
            selection.ifPresent(
                    chosen -> best.put("selectionReason", chosen.reason().words()));
        }
        communities(out, "community", attributes.communities());
        communities(out, "largeCommunity", attributes.largeCommunities());
        out.putObject("lastUpdate")
                .put("epoch", frr.epochSeconds(path.learnedNanos()))
                .put("string", frr.calendar(path.learnedNanos()) + "\n");
        ObjectNode hop = out.putArray("nexthops").addObject().put("ip", Frr.nextHop(path));
        Optional<String> name = frr.hostName(path);
        name.ifPresent(host -> hop.put("hostname", host));
        hop.put("afi", "ipv4");
        if (path.isReachable()) {
            hop.put("metric", path.igpMetric());
        }
        hop.put("accessible", path.isReachable()).put("used", true);
        ObjectNode peer = out.putObject("peer");
        peer.put("peerId", path.source().peer().map(Object::toString).orElse("0.0.0.0"));
        peer.put("routerId", path.source().routerId().toString());
        if (!path.source().isLocal()) {
            name.ifPresent(host -> peer.put("hostname", host));
            peer.put("type", path.source().peerType() == PeerType.INTERNAL ? "internal" : "external");
        }
    }

    private static void asPath(ObjectNode out, AsPath path) {
        out.put("string", path.isEmpty() ? "Local" : path.toString());
        ArrayNode segments = out.putArray("segments");
        for (AsPath.Segment segment : path.segments()) {
            ArrayNode numbers = segments.addObject()
                    .put(
                            "type",
                            "as-"
                                    + segment.type()
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', '-'))
                    .putArray("list");
            segment.asns().forEach(asn -> numbers.add(asn.value()));
        }
        out.put("length", path.length());
    }

    private static void communities(ObjectNode out, String key, List<?> values) {
        if (!values.isEmpty()) {
            ArrayNode list = out.putObject(key).put("string", words(values)).putArray("list");
            values.forEach(value -> list.add(value.toString()));
        }
    }
}
