package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.console.text.Pad;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.speaker.PeerView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code neighbors X prefix-counts} (FRR 8.4 {@code bgp_peer_counts}): what a walk through the table finds of a peer. */
final class PrefixCounts {

    private static final int NAME_WIDTH = 20;
    private static final int COUNT_WIDTH = 10;

    private final String peer;
    private final AddressFamily family;
    private final long accepted;
    private final Map<String, Long> counts = new LinkedHashMap<>();

    private PrefixCounts(PeerView view, AddressFamily family) {
        this.peer = view.config().id().toString();
        this.family = family;
        this.accepted = view.familyViews().containsKey(family)
                ? view.familyViews().get(family).acceptedPrefixes()
                : 0;
        for (String name : new String[] {
            "Adj-in",
            "Damped",
            "Removed",
            "History",
            "Stale",
            "Valid",
            "All RIB",
            "PfxCt counted",
            "PfxCt Best Selected",
            "Useable"
        }) {
            counts.put(name, 0L);
        }
        long kept = view.received().stream()
                .filter(route -> AddressFamily.of(route.getKey().prefix()).equals(family))
                .count();
        counts.put("Adj-in", kept);
    }

    static PrefixCounts of(Frr frr, PeerView view, AddressFamily family) {
        PrefixCounts found = new PrefixCounts(view, family);
        for (IpPrefix prefix : frr.table().prefixes()) {
            if (AddressFamily.of(prefix).equals(family)) {
                frr.table().paths(prefix).stream()
                        .filter(path -> path.source()
                                .peer()
                                .equals(Optional.of(view.config().id())))
                        .forEach(path -> found.count(frr, path));
            }
        }
        return found;
    }

    private void count(Frr frr, Path path) {
        add("All RIB", true);
        add("PfxCt counted", true);
        add("Stale", path.stale());
        add("Valid", path.isReachable());
        add("Useable", path.isReachable());
        add("PfxCt Best Selected", frr.isBest(path));
    }

    private void add(String name, boolean counts) {
        if (counts) {
            this.counts.merge(name, 1L, Long::sum);
        }
    }

    static String absent(boolean json) {
        return json
                ? "{\n  \"warning\":\"Unexpected NULL peer, afi, or safi\"\n}\n"
                : "% No such neighbor or address family\n";
    }

    String text() {
        Lines out = new Lines();
        out.line("Prefix counts for ", peer, ", ", Frr.familyName(family));
        out.line("PfxCt: ", accepted).line().line("Counts from RIB table walk:").line();
        counts.forEach(
                (name, count) -> out.line(Pad.left(name, NAME_WIDTH), ": ", Pad.right(count.toString(), COUNT_WIDTH)));
        return out.toString();
    }

    String json() {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("prefixCountsFor", peer)
                .put("multiProtocol", Frr.familyKey(family))
                .put("pfxCounter", accepted);
        ObjectNode walk = out.putObject("ribTableWalkCounters");
        counts.forEach(walk::put);
        return JsonC.pretty(out);
    }
}
