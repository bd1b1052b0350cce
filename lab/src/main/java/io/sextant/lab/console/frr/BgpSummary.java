package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.rib.DecisionOption;
import io.sextant.protocol.bgp.speaker.PeerView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code show bgp [ipv4|ipv6] summary …} of one or both families (FRR 8.4 {@code bgp_show_summary_afi_safi}). */
final class BgpSummary {

    /** {@code sizeof} of {@code struct bgp_dest}, {@code struct peer} and {@code struct peer_group}: Debian's 8.4.4, amd64. */
    private static final long RIB_ENTRY_OCTETS = 192;

    private static final long PEER_OCTETS = 741_464;
    private static final long GROUP_OCTETS = 64;

    private final Frr frr;
    private final SummaryWish wish;

    BgpSummary(Frr frr, SummaryWish wish) {
        this.frr = frr;
        this.wish = wish;
    }

    /**
     * The families that anyone is a neighbour in.
     *
     * @param titled each begins with its name, as where the command leaves the family open
     */
    String text(List<AddressFamily> families, boolean titled) {
        StringBuilder out = new StringBuilder();
        for (AddressFamily family : families) {
            List<Neighbor> neighbors = neighbors(family);
            if (!neighbors.isEmpty()) {
                out.append(titled ? "\n" + Frr.familyName(family) + " Summary (VRF default):\n" : "");
                out.append(text(family, neighbors));
            }
        }
        return out.isEmpty() ? "% No BGP neighbors found in VRF default\n" : out.toString();
    }

    /**
     * As {@link #text}.
     *
     * @param wrapped each family stands under its name
     */
    String json(List<AddressFamily> families, boolean wrapped) {
        List<String> parts = new ArrayList<>();
        for (AddressFamily family : families) {
            List<Neighbor> neighbors = neighbors(family);
            if (!neighbors.isEmpty()) {
                String name = wrapped ? "\"" + Frr.familyKey(family) + "\":" : "";
                parts.add(name + JsonC.pretty(json(family, neighbors)));
            }
        }
        if (wrapped) {
            return "{\n" + String.join(",\n", parts) + "}\n";
        }
        return parts.isEmpty() ? "{}\n" : parts.get(0);
    }

    private List<Neighbor> neighbors(AddressFamily family) {
        return frr.peers().stream()
                .filter(view -> view.families().containsKey(family))
                .map(view -> new Neighbor(frr, view))
                .toList();
    }

    private boolean isDynamic(PeerView view) {
        Neighbor neighbor = new Neighbor(frr, view);
        return neighbor.isDynamic() && wish.passes(neighbor);
    }

    private String text(AddressFamily family, List<Neighbor> neighbors) {
        SummaryRows rows = new SummaryRows(frr, family, wish, neighbors);
        if (wish.kind() == SummaryWish.Kind.FAILED && rows.failed() == 0) {
            return "% No failed BGP neighbors found\n";
        }
        Lines out = new Lines();
        out.line(
                "BGP router identifier ",
                frr.speaker().config().routerId(),
                ", local AS number ",
                frr.speaker().config().localAs(),
                " vrf-id 0");
        if (!wish.terse()) {
            usage(out, family, neighbors.size());
        }
        rows.text(out);
        long dynamic = neighbors.stream().filter(Neighbor::isDynamic).count();
        out.lineIf(dynamic > 0, "* - dynamic neighbor");
        int limit = frr.speaker().config().listenLimit();
        out.lineIf(dynamic > 0, dynamic, " dynamic neighbor(s), limit ", limit);
        return out.toString();
    }

    private void usage(Lines out, AddressFamily family, int peers) {
        long entries = ribEntries(family);
        out.lineIf(frr.speaker().config().administrativeMed().isPresent(), "Max-med administrative active");
        out.line("BGP table version ", frr.version(family));
        out.line("RIB entries ", entries, ", using ", memory(entries * RIB_ENTRY_OCTETS), " of memory");
        out.line("Peers ", peers, ", using ", memory(peers * PEER_OCTETS), " of memory");
        int groups = frr.groups().size();
        out.lineIf(groups > 0, "Peer groups ", groups, ", using ", memory(groups * GROUP_OCTETS), " of memory");
    }

    private ObjectNode json(AddressFamily family, List<Neighbor> neighbors) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        SummaryJson rows = new SummaryJson(frr, family, wish, neighbors);
        if (wish.kind() == SummaryWish.Kind.FAILED && rows.failed() == 0) {
            out.put("failedPeersCount", 0);
            // FRR 8.4 counts those of the other family here.
            out.put("dynamicPeers", frr.peers().stream().filter(this::isDynamic).count());
            return out.put("totalPeers", neighbors.size());
        }
        long entries = ribEntries(family);
        out.put("routerId", frr.speaker().config().routerId().toString());
        out.put("as", frr.speaker().config().localAs().value());
        out.put("vrfId", 0).put("vrfName", "default");
        if (frr.speaker().config().administrativeMed().isPresent()) {
            out.put("maxMedAdministrative", true);
        }
        out.put("tableVersion", frr.version(family));
        out.put("ribCount", entries).put("ribMemory", entries * RIB_ENTRY_OCTETS);
        out.put("peerCount", neighbors.size()).put("peerMemory", neighbors.size() * PEER_OCTETS);
        int groups = frr.groups().size();
        if (groups > 0) {
            out.put("peerGroupCount", groups).put("peerGroupMemory", groups * GROUP_OCTETS);
        }
        rows.fill(out);
        if (wish.kind() != SummaryWish.Kind.FAILED) {
            bestPath(out.putObject("bestPath"));
        }
        return out;
    }

    /** FRR 8.4 {@code bgp_show_bestpath_json}. */
    private void bestPath(ObjectNode out) {
        if (decides(DecisionOption.IGNORE_AS_PATH)) {
            out.put("asPath", "ignore");
        }
        if (decides(DecisionOption.CONFEDERATION_AS_PATH)) {
            out.put("asPath", "confed");
        }
        boolean relaxed = decides(DecisionOption.MULTIPATH_RELAX);
        boolean asSet = relaxed && decides(DecisionOption.MULTIPATH_RELAX_AS_SET);
        out.put("multiPathRelax", asSet ? "as-set" : Boolean.toString(relaxed));
        if (decides(DecisionOption.PEER_TYPE_RELAX)) {
            out.put("peerTypeRelax", true);
        }
        if (decides(DecisionOption.COMPARE_ROUTER_ID)) {
            out.put("compareRouterId", "true");
        }
        // FRR 8.4 puts two values under one key; the second stays.
        boolean worst = decides(DecisionOption.MISSING_MED_AS_WORST);
        if (worst || decides(DecisionOption.MED_IN_CONFEDERATION)) {
            out.put("med", worst ? "missing-as-worst" : "true");
        }
    }

    private boolean decides(DecisionOption option) {
        return frr.speaker().config().decision().has(option);
    }

    /** {@code lib/memory.c mtype_memstr}: whole KiB or MiB, rounded, above ten of them. */
    static String memory(long octets) {
        if (octets >> 20 > 10) {
            return (octets + (1 << 19) >> 20) + " MiB";
        }
        return octets >> 10 > 10 ? (octets + (1 << 9) >> 10) + " KiB" : octets + " bytes";
    }

    /**
     * Nodes of FRR's radix tree: a prefix each, those included that a peer told and import refused where they are kept, and
     * one wherever two branches part at no prefix.
     */
    private long ribEntries(AddressFamily family) {
        TreeSet<IpPrefix> prefixes = new TreeSet<>();
        frr.table().prefixes().forEach(prefix -> add(prefixes, family, prefix));
        frr.speaker().peers().forEach(peer -> peer.received()
                .forEach(told -> add(prefixes, family, told.getKey().prefix())));
        TreeSet<IpPrefix> nodes = new TreeSet<>(prefixes);
        IpPrefix before = null;
        for (IpPrefix prefix : prefixes) {
            if (before != null) {
                nodes.add(common(before, prefix));
            }
            before = prefix;
        }
        return nodes.size();
    }

    private static void add(Set<IpPrefix> prefixes, AddressFamily family, IpPrefix prefix) {
        if (AddressFamily.of(prefix).equals(family)) {
            prefixes.add(prefix);
        }
    }

    private static IpPrefix common(IpPrefix a, IpPrefix b) {
        byte[] one = a.address().toOctets();
        byte[] other = b.address().toOctets();
        int same = 0;
        while (same < Math.min(a.length(), b.length()) && bit(one, same) == bit(other, same)) {
            same++;
        }
        return IpPrefix.of(a.address(), same);
    }

    private static int bit(byte[] octets, int at) {
        return octets[at / 8] >> 7 - at % 8 & 1;
    }
}
