package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.console.text.Pad;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.session.PeerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code show bgp ipv4|ipv6 unicast} ({@code bgpd/bgp_route.c bgp_show_table}). */
final class BgpTable {

    private static final String LEGEND = """
            Status codes:  s suppressed, d damped, h history, * valid, > best, = multipath,
                           i internal, r RIB-failure, S Stale, R Removed
            Nexthop codes: @NNN nexthop's vrf id, < announce-nh-self
            Origin codes:  i - IGP, e - EGP, ? - incomplete
            RPKI validation codes: V valid, I invalid, N Not found

               Network          Next Hop            Metric LocPrf Weight Path
            """;
    private static final String NARROW_COLUMNS = "Network          Next Hop            Metric";
    private static final String WIDE_COLUMNS = "Network" + " ".repeat(38) + "Next Hop" + " ".repeat(34) + "Metric";
    private static final int NETWORK_WIDTH = 17;
    private static final int NEXT_HOP_WIDTH = 16;
    private static final int NEXT_HOP_COLUMN = 20;
    private static final int METRIC_COLUMN = 36;
    private static final int WIDE_NETWORK_WIDTH = 45;
    private static final int WIDE_NEXT_HOP_WIDTH = 41;
    private static final int METRIC_WIDTH = 10;
    private static final int WIDE_METRIC_WIDTH = 7;

    private final Frr frr;
    private final AddressFamily family;

    BgpTable(Frr frr, AddressFamily family) {
        this.frr = frr;
        this.family = family;
    }

    /** The whole table. */
    String text() {
        return text(path -> true, false);
    }

    /**
     * The table as far as its paths pass.
     *
     * @param wide with columns that IPv6 fits into
     */
    String text(Predicate<Path> wanted, boolean wide) {
        int networkWidth = wide ? WIDE_NETWORK_WIDTH : NETWORK_WIDTH;
        int nextHopWidth = wide ? WIDE_NEXT_HOP_WIDTH : NEXT_HOP_WIDTH;
        StringBuilder rows = new StringBuilder();
        int routes = 0;
        int paths = 0;
        for (IpPrefix prefix : prefixes()) {
            List<Path> all = frr.table().paths(prefix);
            paths += all.size();
            boolean first = true;
            for (Path path : all) {
                if (wanted.test(path)) {
                    rows.append(status(path)).append(network(first ? prefix.toString() : "", networkWidth));
                    rows.append(rest(path, nextHopWidth)).append('\n');
                    first = false;
                }
            }
            routes += first ? 0 : 1;
        }
        if (paths == 0) {
            return "No BGP prefixes displayed, 0 exist\n";
        }
        if (routes == 0) {
            return "";
        }
        String head = wide ? header().replace(NARROW_COLUMNS, WIDE_COLUMNS) : header();
        return head + rows + "\nDisplayed  " + routes + " routes and " + paths + " total paths\n";
    }

    private List<IpPrefix> prefixes() {
        return frr.table().prefixes().stream()
                .filter(prefix -> AddressFamily.of(prefix).equals(family))
                .toList();
    }

    /** What stands above the rows. */
    String header() {
        return header(frr.speaker().config().localAs());
    }

    /** The same for a neighbour to whom this router has another AS. */
    String header(Asn localAs) {
        return "BGP table version is " + frr.version(family) + ", local router ID is "
                + frr.speaker().config().routerId() + ", vrf id 0\nDefault local pref "
                + frr.speaker().config().decision().defaultLocalPreference() + ", local AS "
                + localAs + "\n" + LEGEND;
    }

    /** {@code bgp_show_table}'s first three columns. */
    private String status(Path path) {
        char valid = path.stale() ? 'S' : path.isSuppressed() ? 's' : path.isReachable() ? '*' : ' ';
        char chosen = frr.isBest(path) ? '>' : frr.isMultipath(path) ? '=' : ' ';
        return "" + valid + chosen + (isInternal(path) ? 'i' : ' ');
    }

    private boolean isInternal(Path path) {
        return !path.source().isLocal() && frr.kind(path.source()) == PeerType.INTERNAL;
    }

    /** A prefix too long for its column goes on in the next line. */
    static String network(String prefix) {
        return network(prefix, NETWORK_WIDTH);
    }

    private static String network(String prefix, int width) {
        return prefix.length() < width ? Pad.right(prefix, width) : prefix + "\n" + " ".repeat(NEXT_HOP_COLUMN);
    }

    private static String rest(Path path, int nextHopWidth) {
        int metricWidth = nextHopWidth == NEXT_HOP_WIDTH ? METRIC_WIDTH : WIDE_METRIC_WIDTH;
        return rest(path.attributes(), Frr.usedNextHop(path), path.weight(), nextHopWidth, metricWidth);
    }

    /** The columns behind the prefix. */
    static String rest(PathAttributes attributes, String nextHop, long weight) {
        return rest(attributes, nextHop, weight, NEXT_HOP_WIDTH, METRIC_WIDTH);
    }

    private static String rest(
            PathAttributes attributes, String nextHop, long weight, int nextHopWidth, int metricWidth) {
        StringBuilder out = new StringBuilder();
        out.append(
                nextHop.length() < nextHopWidth
                        ? Pad.right(nextHop, nextHopWidth)
                        : nextHop + "\n" + " ".repeat(METRIC_COLUMN));
        out.append(Pad.left(
                attributes.med().isPresent() ? Long.toString(attributes.med().getAsLong()) : "", metricWidth));
        out.append(
                Pad.left(Frr.localPreference(attributes).map(Object::toString).orElse(""), 7));
        out.append(Pad.left(weight, 7)).append(' ');
        if (!attributes.asPath().isEmpty()) {
            out.append(attributes.asPath()).append(' ');
        }
        return out.append(attributes.origin().symbol()).toString();
    }

    /** The whole table as JSON. */
    String json() {
        return json(path -> true);
    }

    /** The mixture FRR prints: a head by hand, and each prefix' wanted paths as one line of JSON. */
    String json(Predicate<Path> wanted) {
        StringBuilder out = new StringBuilder("{\n \"vrfId\": 0,\n \"vrfName\": \"default\",\n");
        out.append(" \"tableVersion\": ").append(frr.version(family)).append(",\n");
        out.append(" \"routerId\": \"")
                .append(frr.speaker().config().routerId())
                .append("\",\n");
        out.append(" \"defaultLocPrf\": ");
        out.append(frr.speaker().config().decision().defaultLocalPreference()).append(",\n");
        out.append(" \"localAS\": ").append(frr.speaker().config().localAs()).append(",\n \"routes\": { ");
        List<String> lines = new ArrayList<>();
        for (IpPrefix prefix : prefixes()) {
            List<String> paths = frr.table().paths(prefix).stream()
                    .filter(wanted)
                    .map(path -> json(prefix, path).toString())
                    .toList();
            if (!paths.isEmpty()) {
                lines.add("\"" + prefix + "\": [" + String.join(",", paths) + "]");
            }
        }
        return out.append(String.join("\n,", lines))
                .append(lines.isEmpty() ? " }  } \n" : "\n }  } \n")
                .toString();
    }

    private ObjectNode json(IpPrefix prefix, Path path) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        boolean best = frr.isBest(path);
        mark(out, "stale", path.stale());
        mark(out, "suppressed", path.isSuppressed());
        mark(out, "valid", path.isReachable());
        if (best) {
            out.put("bestpath", true);
            frr.table()
                    .selection(prefix)
                    .ifPresent(
                            chosen -> out.put("selectionReason", chosen.reason().words()));
        }
        mark(out, "multipath", frr.isMultipath(path) && !best);
        out.put("pathFrom", isInternal(path) ? "internal" : "external");
        out.put("prefix", prefix.address().toString()).put("prefixLen", prefix.length());
        out.put("network", prefix.toString()).put("version", frr.table().version(prefix));
        path.attributes().med().ifPresent(med -> out.put("metric", med));
        Frr.localPreference(path).ifPresent(preference -> out.put("locPrf", preference));
        out.put("weight", path.weight());
        out.put("peerId", path.source().peer().map(Object::toString).orElse("(unspec)"));
        out.put("path", path.attributes().asPath().toString());
        out.put("origin", path.attributes().origin().word());
        nextHops(out.putArray("nexthops"), path);
        return out;
    }

    private void nextHops(ArrayNode out, Path path) {
        Optional<String> name = frr.hostName(path);
        ObjectNode global = out.addObject().put("ip", Frr.nextHop(path));
        name.ifPresent(host -> global.put("hostname", host));
        boolean ipv6 = Frr.hasIpv6NextHop(path);
        global.put("afi", ipv6 ? "ipv6" : "ipv4");
        if (ipv6) {
            global.put("scope", "global");
        }
        path.attributes()
                .linkLocalNextHop()
                .ifPresentOrElse(
                        hop -> {
                            ObjectNode local = out.addObject().put("ip", hop.toString());
                            name.ifPresent(host -> local.put("hostname", host));
                            local.put("afi", "ipv6").put("scope", "link-local");
                            boolean same = path.attributes().nextHop().equals(Optional.of(hop));
                            (same || Frr.prefersGlobal(path) ? global : local).put("used", true);
                        },
                        () -> global.put("used", true));
    }

    private static void mark(ObjectNode out, String key, boolean holds) {
        if (holds) {
            out.put(key, true);
        }
    }
}
