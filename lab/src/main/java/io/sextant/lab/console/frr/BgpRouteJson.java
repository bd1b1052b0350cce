package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.message.AsPath;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.rib.Selection;
import io.sextant.protocol.bgp.session.PeerId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code show bgp ipv4 unicast PREFIX json}, its keys in the order of FRR 8.4 {@code route_vty_out_detail}. */
final class BgpRouteJson {

    private final Frr frr;
    private final IpPrefix prefix;
    private final List<Path> paths;
    private final Optional<Selection> selection;

    BgpRouteJson(Frr frr, IpPrefix prefix) {
        this.frr = frr;
        this.prefix = prefix;
        this.paths = frr.table().paths(prefix);
        this.selection = frr.table().selection(prefix);
    }

    /** The head, and the paths that are wanted. */
    String text(Predicate<Path> wanted) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        if (paths.isEmpty()) {
            return JsonC.pretty(root);
        }
        root.put("prefix", prefix.toString()).put("version", frr.table().version(prefix));
        if (!frr.isToldByPath()) {
            advertisedTo(root, frr.advertisedTo(prefix));
        }
        ArrayNode list = root.putArray("paths");
        paths.stream().filter(wanted).forEach(path -> path(list.addObject(), path));
        return JsonC.pretty(root);
    }

    private void path(ObjectNode out, Path path) {
        PathAttributes attributes = path.attributes();
        asPath(out.putObject("aspath"), attributes.asPath());
        mark(out, "stale", path.stale());
        attributes.aggregator().ifPresent(by -> out.put("aggregatorAs", by.asn().value())
                .put("aggregatorId", by.identifier().toString()));
        mark(out, "rxedFromRrClient", frr.isFrom(path, FamilyOption.ROUTE_REFLECTOR_CLIENT));
        mark(out, "rxedFromRsClient", frr.isFrom(path, FamilyOption.ROUTE_SERVER_CLIENT));
        out.put("origin", attributes.origin().word());
        attributes.med().ifPresent(med -> out.put("metric", med));
        Frr.localPreference(path).ifPresent(value -> out.put("locPrf", value));
        if (path.weight() != 0) {
            out.put("weight", path.weight());
        }
        if (attributes.notes().tag() != 0) {
            out.put("tag", attributes.notes().tag());
        }
        out.put("valid", path.isReachable());
        out.put("version", frr.table().version(prefix));
        origination(out, path.source());
        mark(out, "atomicAggregate", attributes.atomicAggregate());
        mark(out, "multipath", frr.isMultipath(path));
        best(out, path);
        communities(out, attributes);
        addPath(out, path);
        out.putObject("lastUpdate")
                .put("epoch", frr.epochSeconds(path.learnedNanos()))
                .put("string", frr.calendar(path.learnedNanos()) + "\n");
        // FRR 8.4 bgp_redistribute_add marks the prefix, whichever path wins there.
        mark(
                out,
                "fibInstalled",
                paths.stream().anyMatch(each -> each.source().kind() == RouteSource.Kind.REDISTRIBUTED));
        nextHops(out.putArray("nexthops"), path);
        peer(out.putObject("peer"), path);
    }

    private static void asPath(ObjectNode out, AsPath path) {
        out.put("string", path.isEmpty() ? "Local" : path.toString());
        ArrayNode segments = out.putArray("segments");
        for (AsPath.Segment segment : path.segments()) {
            String type = segment.type().name().toLowerCase(Locale.ROOT).replace('_', '-');
            ArrayNode numbers = segments.addObject().put("type", "as-" + type).putArray("list");
            segment.asns().forEach(asn -> numbers.add(asn.value()));
        }
        out.put("length", path.length());
    }

    private static void origination(ObjectNode out, RouteSource source) {
        switch (source.kind()) {
            case AGGREGATE -> out.put("aggregated", true).put("local", true);
            case REDISTRIBUTED -> out.put("sourced", true);
            case NETWORK -> out.put("sourced", true).put("local", true);
            case LEARNED -> {}
        }
    }

    private void best(ObjectNode out, Path path) {
        boolean best = frr.isBest(path);
        if (!best && !path.isBestOfNeighbour()) {
            return;
        }
        ObjectNode how = out.putObject("bestpath");
        if (path.isBestOfNeighbour()) {
            how.put("bestpathFromAs", BgpRoute.firstAs(path).map(Asn::value).orElse(0L));
        }
        if (best) {
            how.put("overall", true);
            selection.ifPresent(
                    chosen -> how.put("selectionReason", chosen.reason().words()));
        }
    }

    private static void communities(ObjectNode out, PathAttributes attributes) {
        CommunityJson.add(out, attributes.communities());
        if (!attributes.extendedCommunities().isEmpty()) {
            out.putObject("extendedCommunity").put("string", BgpRoute.extended(attributes.extendedCommunities()));
        }
        if (!attributes.largeCommunities().isEmpty()) {
            ArrayNode list = out.putObject("largeCommunity")
                    .put("string", BgpRoute.words(attributes.largeCommunities()))
                    .putArray("list");
            attributes.largeCommunities().forEach(each -> list.add(each.toString()));
        }
        attributes.originatorId().ifPresent(id -> out.put("originatorId", id.toString()));
        if (!attributes.clusterList().isEmpty()) {
            ArrayNode list = out.putObject("clusterList").putArray("list");
            attributes.clusterList().forEach(each -> list.add(each.toString()));
        }
    }

    /** Identifiers, and who was told of this path, where peers may be told of more than one. */
    private void addPath(ObjectNode out, Path path) {
        long all = frr.speaker().sentPathId(path, FamilyOption.ADD_PATH_TX_ALL);
        long bestPerAs = frr.speaker().sentPathId(path, FamilyOption.ADD_PATH_TX_BEST_PER_AS);
        if (path.pathId() != 0 || all != 0 || bestPerAs != 0) {
            out.put("addpathRxId", path.pathId()).put("addpathTxId", all);
            out.put("addpathTxIdAll", all).put("addpathTxIdBestPerAS", bestPerAs);
        }
        if (frr.isToldByPath()) {
            advertisedTo(out, frr.speaker().advertisedTo(path));
        }
    }

    private void advertisedTo(ObjectNode out, List<PeerId> advertised) {
        if (!advertised.isEmpty()) {
            ObjectNode to = out.putObject("advertisedTo");
            for (PeerId peer : advertised) {
                ObjectNode one = to.putObject(peer.toString());
                frr.hostName(peer).ifPresent(name -> one.put("hostname", name));
            }
        }
    }

    private void nextHops(ArrayNode out, Path path) {
        boolean ipv6 = Frr.hasIpv6NextHop(path);
        Optional<String> name = frr.hostName(path);
        ObjectNode global = out.addObject().put("ip", Frr.nextHop(path));
        name.ifPresent(host -> global.put("hostname", host));
        global.put("afi", ipv6 ? "ipv6" : "ipv4");
        if (ipv6) {
            global.put("scope", "global");
        }
        if (path.isReachable()) {
            global.put("metric", path.igpMetric());
        }
        global.put("accessible", path.isReachable());
        path.attributes()
                .linkLocalNextHop()
                .ifPresentOrElse(
                        hop -> {
                            ObjectNode local = out.addObject().put("ip", hop.toString());
                            name.ifPresent(host -> local.put("hostname", host));
                            local.put("afi", "ipv6").put("scope", "link-local").put("accessible", true);
                            (Frr.prefersGlobal(path) ? global : local).put("used", true);
                        },
                        () -> global.put("used", true));
    }

    private void peer(ObjectNode out, Path path) {
        RouteSource source = path.source();
        out.put("peerId", Frr.peerId(path)).put("routerId", source.routerId().toString());
        if (source.isLocal()) {
            return;
        }
        frr.hostName(path).ifPresent(host -> out.put("hostname", host));
        boolean confederation = frr.speaker().config().inConfederation().isPresent();
        out.put(
                "type",
                switch (frr.kind(source)) {
                    case INTERNAL -> confederation ? "confed-internal" : "internal";
                    case CONFEDERATION -> "confed-external";
                    case EXTERNAL -> "external";
                });
    }

    private static void mark(ObjectNode out, String key, boolean holds) {
        if (holds) {
            out.put(key, true);
        }
    }
}
