package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.console.text.Pad;
import io.sextant.lab.console.text.UpTime;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.config.PolicyPlace;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.rib.DecisionOption;
import io.sextant.protocol.bgp.session.BgpSession;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.protocol.bgp.session.PeerType;
import io.sextant.protocol.bgp.session.State;
import io.sextant.protocol.bgp.speaker.PeerFamilyView;
import io.sextant.protocol.bgp.speaker.PeerView;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code show bgp summary} ({@code bgpd/bgp_vty.c bgp_show_summary}). */
final class BgpSummary {

    /** {@code sizeof(struct bgp_dest)} and {@code sizeof(struct peer)} of Debian's 8.4.4 for amd64. */
    private static final long RIB_ENTRY_OCTETS = 192;

    private static final long PEER_OCTETS = 741_464;
    private static final int NEIGHBOR_WIDTH = 16;

    private static final List<PolicyPlace> INBOUND = List.of(
            PolicyPlace.ROUTE_MAP_IN,
            PolicyPlace.PREFIX_LIST_IN,
            PolicyPlace.FILTER_LIST_IN,
            PolicyPlace.DISTRIBUTE_LIST_IN);
    private static final List<PolicyPlace> OUTBOUND = List.of(
            PolicyPlace.ROUTE_MAP_OUT,
            PolicyPlace.PREFIX_LIST_OUT,
            PolicyPlace.FILTER_LIST_OUT,
            PolicyPlace.DISTRIBUTE_LIST_OUT);

    static final String NO_NEIGHBORS = "% No BGP neighbors found in VRF default\n";

    private final Frr frr;
    private final AddressFamily family;

    BgpSummary(Frr frr, AddressFamily family) {
        this.frr = frr;
        this.family = family;
    }

    /** {@code show bgp summary [json]}: every family some neighbour is activated in. */
    static String ofAll(Frr frr, boolean json) {
        List<BgpSummary> summaries = Stream.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST)
                .map(family -> new BgpSummary(frr, family))
                .filter(summary -> !summary.peers().isEmpty())
                .toList();
        if (json) {
            return summaries.stream()
                    .map(summary -> "\"" + summary.key() + "\":" + JsonC.pretty(summary.json()))
                    .collect(Collectors.joining(",\n", "{\n", "}\n"));
        }
        return summaries.isEmpty()
                ? NO_NEIGHBORS
                : summaries.stream().map(summary -> summary.text(true)).collect(Collectors.joining());
    }

    /** Of one family. */
    String printed(boolean titled, boolean json) {
        if (peers().isEmpty()) {
            return json ? "{}\n" : NO_NEIGHBORS;
        }
        return json ? JsonC.pretty(json()) : text(titled);
    }

    /** Neighbours activated in the family; others it does not know. */
    private List<PeerView> peers() {
        return frr.speaker().peers().stream()
                .filter(peer -> peer.families().containsKey(family))
                .toList();
    }

    private String key() {
        return family.equals(AddressFamily.IPV4_UNICAST) ? "ipv4Unicast" : "ipv6Unicast";
    }

    /**
     * @param titled with the family's name, as FRR 8.4 prints it unless the command names the family
     */
    private String text(boolean titled) {
        List<PeerView> peers = peers();
        long entries = ribEntries();
        String name = family.equals(AddressFamily.IPV4_UNICAST) ? "IPv4" : "IPv6";
        StringBuilder out = new StringBuilder(titled ? "\n" + name + " Unicast Summary (VRF default):\n" : "");
        out.append("BGP router identifier ").append(frr.speaker().config().routerId());
        out.append(", local AS number ")
                .append(frr.speaker().config().localAs())
                .append(" vrf-id 0\n");
        out.append("BGP table version ").append(frr.version(family)).append('\n');
        out.append("RIB entries ").append(entries).append(", using ");
        out.append(memory(entries * RIB_ENTRY_OCTETS)).append(" of memory\n");
        out.append("Peers ").append(peers.size()).append(", using ");
        out.append(memory(peers.size() * PEER_OCTETS)).append(" of memory\n\n");
        int width = Math.max(
                NEIGHBOR_WIDTH,
                peers.stream().mapToInt(peer -> name(peer).length()).max().orElse(0));
        out.append(Pad.right("Neighbor", width));
        out.append("V         AS   MsgRcvd   MsgSent   TblVer  InQ OutQ  Up/Down State/PfxRcd   PfxSnt Desc\n");
        peers.forEach(peer -> row(out, peer, width));
        return out.append("\nTotal number of neighbors ")
                .append(peers.size())
                .append('\n')
                .toString();
    }

    private void row(StringBuilder out, PeerView peer, int width) {
        boolean up = peer.state() == State.ESTABLISHED;
        out.append(Pad.right(name(peer), width)).append("4 ");
        out.append(Pad.left(Frr.remoteAs(peer), 10)).append(' ');
        out.append(Pad.left(Frr.totalReceived(peer.counters()), 9)).append(' ');
        out.append(Pad.left(peer.counters().totalSent(), 9)).append(' ');
        // The peer's own table version stays 0 in FRR 8.4's summary, and its queues are empty between events.
        out.append(Pad.left(0, 8)).append(Pad.left(0, 5)).append(Pad.left(0, 5)).append(' ');
        out.append(Pad.left(upTime(peer), 8)).append(' ');
        out.append(Pad.left(up ? Integer.toString(
                                view(peer).map(PeerFamilyView::acceptedPrefixes).orElse(0)) : stateWords(peer), 12))
                .append(' ');
        out.append(Pad.left(view(peer).map(PeerFamilyView::sentPrefixes).orElse(0), 8)).append(" N/A\n");
    }

    private ObjectNode json() {
        List<PeerView> peers = peers();
        long entries = ribEntries();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("routerId", frr.speaker().config().routerId().toString());
        root.put("as", frr.speaker().config().localAs().value());
        root.put("vrfId", 0).put("vrfName", "default");
        root.put("tableVersion", frr.version(family));
        root.put("ribCount", entries).put("ribMemory", entries * RIB_ENTRY_OCTETS);
        root.put("peerCount", peers.size()).put("peerMemory", peers.size() * PEER_OCTETS);
        ObjectNode list = root.putObject("peers");
        peers.forEach(peer -> json(list.putObject(name(peer)), peer));
        long failed =
                peers.stream().filter(peer -> peer.state() != State.ESTABLISHED).count();
        root.put("failedPeers", failed).put("displayedPeers", peers.size());
        long dynamic =
                peers.stream().filter(peer -> peer.config().has(PeerOption.DYNAMIC)).count();
        root.put("totalPeers", peers.size()).put("dynamicPeers", dynamic);
        root.putObject("bestPath")
                .put(
                        "multiPathRelax",
                        Boolean.toString(frr.speaker().config().decision().has(DecisionOption.MULTIPATH_RELAX)));
        return root;
    }

    private void json(ObjectNode out, PeerView peer) {
        if (peer.config().has(PeerOption.DYNAMIC)) {
            out.put("dynamicPeer", true);
        }
        peer.negotiated().flatMap(Frr::hostName).ifPresent(name -> out.put("hostname", name));
        out.put("remoteAs", Frr.remoteAs(peer));
        out.put("localAs", peer.config().openAs().value());
        out.put("version", 4);
        out.put("msgRcvd", Frr.totalReceived(peer.counters()));
        out.put("msgSent", peer.counters().totalSent());
        out.put("tableVersion", 0).put("outq", 0).put("inq", 0);
        out.put("peerUptime", upTime(peer));
        long since = peer.upOrDownSinceNanos();
        if (since == BgpSession.NEVER) {
            out.put("peerUptimeMsec", 0);
        } else {
            out.put("peerUptimeMsec", UpTime.secondsSince(since, frr.nowNanos()) * 1000);
            out.put("peerUptimeEstablishedEpoch", frr.epochSeconds(since));
        }
        out.put("pfxRcd", view(peer).map(PeerFamilyView::acceptedPrefixes).orElse(0));
        out.put("pfxSnt", view(peer).map(PeerFamilyView::sentPrefixes).orElse(0));
        out.put("state", stateWords(peer));
        out.put("peerState", peerState(peer));
        out.put("connectionsEstablished", peer.counters().connectionsEstablished());
        out.put("connectionsDropped", peer.counters().connectionsDropped());
        out.put("idType", peer.config().id().address() instanceof Ipv6Address ? "ipv6" : "ipv4");
    }

    private Optional<PeerFamilyView> view(PeerView peer) {
        return Optional.ofNullable(peer.familyViews().get(family));
    }

    private String upTime(PeerView peer) {
        long since = peer.upOrDownSinceNanos();
        return since == BgpSession.NEVER ? "never" : UpTime.ofSession(UpTime.secondsSince(since, frr.nowNanos()));
    }

    private String peerState(PeerView peer) {
        if (!peer.enabled()) {
            return "Admin";
        }
        if (peer.config().has(PeerOption.PASSIVE)) {
            return "Passive";
        }
        return lacksPolicy(peer) ? "Policy" : "OK";
    }

    /** FRR 8.4 {@code bgp_inbound_policy_exists}, {@code bgp_outbound_policy_exists}. */
    private boolean lacksPolicy(PeerView peer) {
        PeerFamily settings = peer.families().get(family);
        boolean needed = frr.speaker().config().has(SpeakerOption.EBGP_REQUIRES_POLICY)
                && peer.config().type() == PeerType.EXTERNAL;
        return needed && (settings == null || !has(settings, INBOUND) || !has(settings, OUTBOUND));
    }

    private static boolean has(PeerFamily settings, List<PolicyPlace> places) {
        return places.stream().anyMatch(place -> settings.policy(place).isPresent());
    }

    private static String stateWords(PeerView peer) {
        return peer.enabled() ? peer.state().word() : "Idle (Admin)";
    }

    private static String name(PeerView peer) {
        return peer.config().id().toString();
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
    private long ribEntries() {
        TreeSet<IpPrefix> prefixes = new TreeSet<>();
        frr.table().prefixes().stream().filter(this::isOurs).forEach(prefixes::add);
        for (PeerView peer : frr.speaker().peers()) {
            peer.received().stream()
                    .map(told -> told.getKey().prefix())
                    .filter(this::isOurs)
                    .forEach(prefixes::add);
        }
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

    private static IpPrefix common(IpPrefix a, IpPrefix b) {
        int same = a.address().commonBits(b.address());
        return IpPrefix.of(a.address(), Math.min(same, Math.min(a.length(), b.length())));
    }

    private boolean isOurs(IpPrefix prefix) {
        return AddressFamily.of(prefix).equals(family);
    }
}
