package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.console.text.Pad;
import io.sextant.lab.console.text.UpTime;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.bgp.rib.DecisionOption;
import io.sextant.protocol.bgp.session.BgpSession;
import io.sextant.protocol.bgp.session.State;
import io.sextant.protocol.bgp.speaker.PeerView;
import java.util.List;
import java.util.TreeSet;

/** {@code show bgp summary} ({@code bgpd/bgp_vty.c bgp_show_summary}). */
final class BgpSummary {

    /** {@code sizeof(struct bgp_dest)} and {@code sizeof(struct peer)} of Debian's 8.4.4 for amd64. */
    private static final long RIB_ENTRY_OCTETS = 192;

    private static final long PEER_OCTETS = 741_464;
    private static final int NEIGHBOR_WIDTH = 16;

    private final Frr frr;

    BgpSummary(Frr frr) {
        this.frr = frr;
    }

    String text() {
        List<PeerView> peers = frr.speaker().peers();
        if (peers.isEmpty()) {
            return "% No BGP neighbors found in VRF default\n";
        }
        long entries = ribEntries();
        StringBuilder out = new StringBuilder("\nIPv4 Unicast Summary (VRF default):\n");
        out.append("BGP router identifier ").append(frr.speaker().config().routerId());
        out.append(", local AS number ")
                .append(frr.speaker().config().localAs())
                .append(" vrf-id 0\n");
        out.append("BGP table version ").append(frr.table().version()).append('\n');
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
        out.append(Pad.left(peer.config().remoteAs(), 10)).append(' ');
        out.append(Pad.left(peer.counters().totalReceived(), 9)).append(' ');
        out.append(Pad.left(peer.counters().totalSent(), 9)).append(' ');
        // The peer's own table version stays 0 in FRR 8.4's summary, and its queues are empty between events.
        out.append(Pad.left(0, 8)).append(Pad.left(0, 5)).append(Pad.left(0, 5)).append(' ');
        out.append(Pad.left(upTime(peer), 8)).append(' ');
        out.append(Pad.left(up ? Integer.toString(peer.acceptedPrefixes()) : stateWords(peer), 12))
                .append(' ');
        out.append(Pad.left(peer.sentPrefixes(), 8)).append(" N/A\n");
    }

    /** {@code show bgp summary json} wraps each address family by its name; the family's own command does not. */
    String json(boolean wrapped) {
        List<PeerView> peers = frr.speaker().peers();
        long entries = ribEntries();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("routerId", frr.speaker().config().routerId().toString());
        root.put("as", frr.speaker().config().localAs().value());
        root.put("vrfId", 0).put("vrfName", "default");
        root.put("tableVersion", frr.table().version());
        root.put("ribCount", entries).put("ribMemory", entries * RIB_ENTRY_OCTETS);
        root.put("peerCount", peers.size()).put("peerMemory", peers.size() * PEER_OCTETS);
        ObjectNode list = root.putObject("peers");
        peers.forEach(peer -> json(list.putObject(name(peer)), peer));
        long failed =
                peers.stream().filter(peer -> peer.state() != State.ESTABLISHED).count();
        root.put("failedPeers", failed).put("displayedPeers", peers.size());
        root.put("totalPeers", peers.size()).put("dynamicPeers", 0);
        root.putObject("bestPath")
                .put(
                        "multiPathRelax",
                        Boolean.toString(frr.speaker().config().decision().has(DecisionOption.MULTIPATH_RELAX)));
        return wrapped ? "{\n\"ipv4Unicast\":" + JsonC.pretty(root) + "}\n" : JsonC.pretty(root);
    }

    private void json(ObjectNode out, PeerView peer) {
        peer.negotiated().flatMap(Frr::hostName).ifPresent(name -> out.put("hostname", name));
        out.put("remoteAs", peer.config().remoteAs().value());
        out.put("localAs", peer.config().localAs().value());
        out.put("version", 4);
        out.put("msgRcvd", peer.counters().totalReceived());
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
        out.put("pfxRcd", peer.acceptedPrefixes()).put("pfxSnt", peer.sentPrefixes());
        out.put("state", stateWords(peer));
        out.put("peerState", peer.enabled() ? "OK" : "Admin");
        out.put("connectionsEstablished", peer.counters().connectionsEstablished());
        out.put("connectionsDropped", peer.counters().connectionsDropped());
        out.put("idType", "ipv4");
    }

    private String upTime(PeerView peer) {
        long since = peer.upOrDownSinceNanos();
        return since == BgpSession.NEVER ? "never" : UpTime.ofSession(UpTime.secondsSince(since, frr.nowNanos()));
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

    /** Nodes of FRR's radix tree: a prefix each, and one wherever two branches part at no prefix. */
    private long ribEntries() {
        TreeSet<Ipv4Prefix> nodes = new TreeSet<>();
        Ipv4Prefix before = null;
        for (IpPrefix prefix : frr.table().prefixes()) {
            if (prefix instanceof Ipv4Prefix ipv4) {
                nodes.add(ipv4);
                if (before != null) {
                    nodes.add(common(before, ipv4));
                }
                before = ipv4;
            }
        }
        return nodes.size();
    }

    private static Ipv4Prefix common(Ipv4Prefix a, Ipv4Prefix b) {
        int same = Integer.numberOfLeadingZeros(a.address().bits() ^ b.address().bits());
        return new Ipv4Prefix(a.address(), Math.min(same, Math.min(a.length(), b.length())));
    }
}
