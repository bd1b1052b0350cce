package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Prefix;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.config.NamedPolicy;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.config.PolicyPlace;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.AsPath;
import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.policy.PathFacts;
import io.sextant.protocol.bgp.policy.PolicyContext;
import io.sextant.protocol.bgp.policy.PolicyPoint;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.rib.Selection;
import io.sextant.protocol.bgp.session.Input;
import io.sextant.protocol.bgp.session.PeerType;
import io.sextant.protocol.bgp.speaker.PeerView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code show bgp … neighbors X advertised-routes|received-routes|filtered-routes} (FRR 8.4 {@code peer_adj_routes},
 * {@code show_adj_route}). Routes told are printed as they stand before the packet is written: without our AS in front,
 * with LOCAL_PREF though an external peer never hears of it, and with 0.0.0.0 where our own address will be.
 */
final class AdjRib {

    private static final List<PolicyPlace> FILTERS =
            List.of(PolicyPlace.DISTRIBUTE_LIST_IN, PolicyPlace.PREFIX_LIST_IN, PolicyPlace.FILTER_LIST_IN);

    /** One line: a route as it is printed. */
    private record Row(IpPrefix prefix, PathAttributes attributes, long weight, String nextHop, boolean filtered) {}

    private final Frr frr;
    private final PeerView peer;
    private final AddressFamily family;

    AdjRib(Frr frr, PeerView peer, AddressFamily family) {
        this.frr = frr;
        this.peer = peer;
        this.family = family;
    }

    String advertised(boolean json) {
        List<Row> rows = peer.advertised().stream()
                .filter(route -> AddressFamily.of(route.getKey().prefix()).equals(family))
                .map(route -> told(route.getKey().prefix(), route.getValue()))
                .toList();
        boolean withDefault = new Neighbor(frr, peer).family(family).defaultSent();
        return json ? json("advertisedRoutes", rows, 0, withDefault) : text(rows, 0, withDefault);
    }

    /** The peer's routes that won; FRR 8.4 prints them as it does what was told. */
    String best(boolean json) {
        List<Row> rows = new ArrayList<>();
        for (IpPrefix prefix : frr.table().prefixes()) {
            Optional<Path> best = frr.table()
                    .selection(prefix)
                    .map(Selection::best)
                    .filter(path -> AddressFamily.of(prefix).equals(family)
                            && path.source()
                                    .peer()
                                    .equals(Optional.of(peer.config().id())));
            best.ifPresent(
                    path -> rows.add(new Row(prefix, path.attributes(), path.weight(), Frr.nextHop(path), false)));
        }
        return json ? json("bestPathRoutes", rows, 0, false) : text(rows, 0, false);
    }

    /** What the peer told before policy, or of that what policy stopped. */
    String received(boolean filteredOnly, boolean json) {
        PeerFamily settings = peer.families().get(family);
        if (settings == null || !settings.has(FamilyOption.SOFT_RECONFIGURATION)) {
            return json
                    ? "{ \"warning\": \"Inbound soft reconfiguration not enabled\" }\n"
                    : "% Inbound soft reconfiguration not enabled\n";
        }
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<Nlri, PathAttributes> route : peer.received()) {
            if (AddressFamily.of(route.getKey().prefix()).equals(family)) {
                Row row = heard(settings, route.getKey(), route.getValue());
                if (row.filtered || !filteredOnly) {
                    rows.add(row);
                }
            }
        }
        long filtered = filteredOnly ? 0 : rows.stream().filter(Row::filtered).count();
        return json ? json("receivedRoutes", rows, filtered, false) : text(rows, filtered, false);
    }

    private Row told(IpPrefix prefix, PathAttributes said) {
        Optional<Path> best = frr.table().selection(prefix).map(Selection::best);
        PathAttributes.Builder shown = said.toBuilder().asPath(withoutOwn(said.asPath()));
        if (said.localPreference().isEmpty()) {
            best.ifPresent(path -> shown.localPreference(path.attributes().localPreference()));
        }
        Optional<IpAddress> own = peer.endpoints().map(Input.Connected::localAddress);
        boolean ours = said.nextHop().isEmpty() || said.nextHop().equals(own);
        boolean aggregate = best.map(path -> path.source().kind() == RouteSource.Kind.AGGREGATE)
                .orElse(false);
        String hop = ours
                ? aggregate || prefix instanceof Ipv6Prefix ? "::" : "0.0.0.0"
                : said.nextHop().map(Object::toString).orElse("0.0.0.0");
        return new Row(prefix, shown.build(), best.map(Path::weight).orElse(0L), hop, false);
    }

    /** {@code bgp_packet_attribute} puts our AS in front only when it writes. */
    private AsPath withoutOwn(AsPath path) {
        Asn own = peer.config().openAs();
        if (peer.config().type() == PeerType.INTERNAL || !path.neighbour().equals(Optional.of(own))) {
            return path;
        }
        List<AsPath.Segment> segments = new ArrayList<>(path.segments());
        AsPath.Segment first = segments.remove(0);
        if (first.asns().size() > 1) {
            segments.add(
                    0,
                    new AsPath.Segment(
                            first.type(), first.asns().subList(1, first.asns().size())));
        }
        return AsPath.of(segments);
    }

    /** {@code bgp_input_filter}, {@code bgp_input_modifier}. */
    private Row heard(PeerFamily settings, Nlri nlri, PathAttributes attributes) {
        PolicyContext context = PolicyContext.of(
                PolicyPoint.IN,
                peer.config(),
                peer.endpoints().map(Input.Connected::localAddress).orElse(null),
                frr.speaker().config().localAs());
        PolicyRoute route = new PolicyRoute(nlri, attributes, settings.weight(), PathFacts.NONE);
        boolean filtered = FILTERS.stream()
                .flatMap(place -> settings.policy(place).stream())
                .anyMatch(policy -> policy.policy().apply(route, context) == null);
        Optional<NamedPolicy> map = settings.policy(PolicyPlace.ROUTE_MAP_IN);
        PolicyRoute passed = map.isPresent() ? map.get().policy().apply(route, context) : route;
        PolicyRoute shown = passed == null ? route : passed;
        String hop = shown.attributes().nextHop().map(Object::toString).orElse("0.0.0.0");
        return new Row(nlri.prefix(), shown.attributes(), shown.weight(), hop, filtered || passed == null);
    }

    private String text(List<Row> rows, long filtered, boolean withDefault) {
        String head = new BgpTable(frr, family).header(peer.config().openAs());
        int columns = head.lastIndexOf("   Network");
        String origination = withDefault ? "Originating default network " + everywhere() + "\n\n" : "";
        if (rows.isEmpty()) {
            return withDefault ? head.substring(0, columns) + origination : "";
        }
        StringBuilder out = new StringBuilder(head.substring(0, columns) + origination + head.substring(columns));
        for (Row row : rows) {
            out.append("*> ").append(BgpTable.network(row.prefix.toString()));
            out.append(BgpTable.rest(row.attributes, row.nextHop, row.weight)).append('\n');
        }
        out.append("\nTotal number of prefixes ").append(rows.size());
        return out.append(filtered == 0 ? "" : " (" + filtered + " filtered)")
                .append('\n')
                .toString();
    }

    private String everywhere() {
        return family.equals(AddressFamily.IPV4_UNICAST) ? "0.0.0.0/0" : "::/0";
    }

    private String json(String name, List<Row> rows, long filtered, boolean withDefault) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        if (!rows.isEmpty() || withDefault) {
            head(out);
        }
        if (withDefault) {
            out.put("bgpOriginatingDefaultNetwork", everywhere());
        }
        ObjectNode routes = out.putObject(name);
        rows.forEach(row -> json(routes.putObject(row.prefix.toString()), row));
        out.put("totalPrefixCounter", rows.size()).put("filteredPrefixCounter", filtered);
        return JsonC.pretty(out);
    }

    private void head(ObjectNode out) {
        out.put("bgpTableVersion", frr.version(family));
        out.put("bgpLocalRouterId", frr.speaker().config().routerId().toString());
        out.put("defaultLocPrf", frr.speaker().config().decision().defaultLocalPreference());
        out.put("localAS", peer.config().openAs().value());
        out.putObject("bgpStatusCodes")
                .put("suppressed", "s")
                .put("damped", "d")
                .put("history", "h")
                .put("valid", "*")
                .put("best", ">")
                .put("multipath", "=")
                .put("internal", "i")
                .put("ribFailure", "r")
                .put("stale", "S")
                .put("removed", "R");
        out.putObject("bgpOriginCodes").put("igp", "i").put("egp", "e").put("incomplete", "?");
    }

    private static void json(ObjectNode out, Row row) {
        out.put("addrPrefix", row.prefix.address().toString());
        out.put("prefixLen", row.prefix.length()).put("network", row.prefix.toString());
        boolean ipv4 =
                row.attributes.nextHop().map(Ipv4Address.class::isInstance).orElse(!row.nextHop.equals("::"))
                        && !row.nextHop.equals("::");
        out.put(ipv4 ? "nextHop" : "nextHopGlobal", row.nextHop);
        row.attributes.med().ifPresent(med -> out.put("metric", med));
        row.attributes.localPreference().ifPresent(preference -> out.put("locPrf", preference));
        out.put("weight", row.weight).put("path", row.attributes.asPath().toString());
        out.put("bgpOriginCode", row.attributes.origin().symbol());
        out.putObject("appliedStatusSymbols").put("*", true).put(">", true);
    }
}
