package io.sextant.cluster.datapath;

import io.sextant.protocol.address.IpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cilium's connection tracking on one node, after {@code bpf/lib/conntrack.h}: an entry per connection and direction it
 * was first seen in, found by the packets of both directions. It also decides whether a packet is worth a report: the
 * {@code monitor} argument of trace notifications, which monitor aggregation <em>medium</em> prints only if not zero.
 */
final class Conntrack {

    static final int EGRESS = 0;
    static final int INGRESS = 1;
    static final int SERVICE = 4;

    static final int NEW = 0;
    static final int ESTABLISHED = 1;
    static final int REPLY = 2;
    static final int REOPENED = 3;

    /** {@code TRACE_PAYLOAD_LEN}: report with this many octets. */
    static final int REPORT = 128;

    /** {@code bpf-ct-global-tcp-max}, of each version of IP. */
    static final int LIMIT_TCP_ENTRIES = 524_288;

    /** {@code bpf-ct-global-any-max}. */
    static final int LIMIT_ANY_ENTRIES = 262_144;

    /** Time since boot at the start of the run, so that a last report of 0 lies long ago. */
    static final long UPTIME_SECONDS = 100_000;

    private final CiliumProfile profile;
    private final NatMap nat;
    private final ByVersion<TupleMap<CtEntry>> tcp =
            new ByVersion<>(new TupleMap<>(LIMIT_TCP_ENTRIES), new TupleMap<>(LIMIT_TCP_ENTRIES));
    private final ByVersion<TupleMap<CtEntry>> any =
            new ByVersion<>(new TupleMap<>(LIMIT_ANY_ENTRIES), new TupleMap<>(LIMIT_ANY_ENTRIES));
    private final List<TupleMap<CtEntry>> maps = List.of(tcp.ipv4(), any.ipv4(), tcp.ipv6(), any.ipv6());

    private @Nullable CtEntry found;
    private int monitor;

    Conntrack(CiliumProfile profile, NatMap nat) {
        this.profile = profile;
        this.nat = nat;
    }

    /** The entry of the last lookup or creation; null when there is none. */
    @Nullable
    CtEntry entry() {
        return found;
    }

    /** What the last lookup says about reporting: {@link #REPORT} or 0. */
    int monitor() {
        return monitor;
    }

    int size() {
        int entries = 0;
        for (TupleMap<CtEntry> map : maps) {
            entries += map.size();
        }
        return entries;
    }

    /** All entries in the order in which {@code cilium bpf ct list global} opens the maps. */
    List<CtEntry> entries() {
        return maps.stream().flatMap(map -> map.entries().stream()).toList();
    }

    /**
     * Looks a packet up, the reply direction first. That order has a consequence which shows in Hubble: the miss sets
     * {@code monitor}, and an entry with both directions closed leaves it set, so the client's packets behind both FINs
     * are always reported and the server's never.
     */
    int lookup(long nowNanos, Packet packet, int direction) {
        monitor = 0;
        if (direction != SERVICE) {
            int opposite = direction == INGRESS ? EGRESS : INGRESS;
            CtEntry reply = map(packet.version(), packet.protocol)
                    .find(
                            packet.destinationHigh,
                            packet.destinationLow,
                            packet.sourceHigh,
                            packet.sourceLow,
                            TupleMap.rest(packet.destinationPort, packet.sourcePort, packet.protocol, opposite));
            if (reply != null) {
                int result = see(nowNanos, reply, packet, direction);
                return result == REOPENED ? REOPENED : REPLY;
            }
        }
        monitor = REPORT;
        CtEntry forward = find(packet, direction);
        if (forward == null) {
            found = null;
            return NEW;
        }
        return see(nowNanos, forward, packet, direction);
    }

    /** Creates the entry of a connection that {@link #lookup} called new; at the limit the stalest entry goes. */
    CtEntry create(long nowNanos, Packet packet, int direction) {
        CtEntry entry = new CtEntry();
        // ct_create4 counts the first packet as a SYN whatever it was.
        update(nowNanos, entry, packet.protocol == Packet.TCP, direction, Packet.SYN);
        count(entry, direction, packet);
        CtEntry evicted = map(packet.version(), packet.protocol)
                .put(
                        packet.sourceHigh,
                        packet.sourceLow,
                        packet.destinationHigh,
                        packet.destinationLow,
                        TupleMap.rest(packet.sourcePort, packet.destinationPort, packet.protocol, direction),
                        entry);
        if (evicted != null) {
            nat.release(evicted);
        }
        found = entry;
        return entry;
    }

    void remove(CtEntry entry) {
        map(entry.source().version(), entry.protocol()).remove(entry);
        nat.release(entry);
    }

    /** Whether nodeport made an egress entry for this packet: the backend is local and its replies are to be reversed. */
    boolean hasNodePortEgress(Packet packet) {
        CtEntry entry = find(packet, EGRESS);
        return entry != null && entry.nodePort;
    }

    /** Ties an address translation to the pod's connection that caused it, so that both are forgotten together. */
    void attach(Packet packet, NatEntry translation) {
        CtEntry entry = find(packet, EGRESS);
        if (entry != null) {
            entry.nat = translation;
        }
    }

    /** Removes what has expired, as the agent's garbage collector does; returns the share that was. */
    double collect(long nowNanos) {
        long now = seconds(nowNanos);
        int before = size();
        int removed = 0;
        for (TupleMap<CtEntry> map : maps) {
            for (CtEntry entry : map.entries()) {
                if (entry.expiresSeconds < now) {
                    remove(entry);
                    removed++;
                }
            }
        }
        return before == 0 ? 0 : (double) removed / before;
    }

    void clear() {
        maps.forEach(TupleMap::clear);
    }

    static long seconds(long nowNanos) {
        return UPTIME_SECONDS + nowNanos / 1_000_000_000L;
    }

    private @Nullable CtEntry find(Packet packet, int kind) {
        return map(packet.version(), packet.protocol).find(packet, kind);
    }

    private TupleMap<CtEntry> map(IpVersion version, int protocol) {
        return (protocol == Packet.TCP ? tcp : any).of(version);
    }

    /** {@code __ct_lookup} on a hit. */
    private int see(long nowNanos, CtEntry entry, Packet packet, int direction) {
        found = entry;
        boolean isTcp = packet.protocol == Packet.TCP;
        if (entry.isAlive()) {
            monitor = update(nowNanos, entry, isTcp, direction, packet.flags);
        }
        count(entry, direction, packet);
        if (isTcp && (packet.flags & (Packet.FIN | Packet.RST)) != 0) {
            close(nowNanos, entry, direction, packet.flags);
        } else if ((!isTcp || (packet.flags & Packet.SYN) != 0) && entry.isClosing()) {
            entry.rxClosing = false;
            entry.txClosing = false;
            monitor = update(nowNanos, entry, isTcp, direction, packet.flags);
            return REOPENED;
        }
        return ESTABLISHED;
    }

    /** ACTION_CLOSE: always reported; when both directions are closed, or at RST, the entry has ten seconds left. */
    private void close(long nowNanos, CtEntry entry, int direction, int flags) {
        if (direction == INGRESS) {
            entry.rxClosing = true;
        } else {
            entry.txClosing = true;
        }
        if ((flags & Packet.RST) != 0) {
            entry.rxClosing = true;
            entry.txClosing = true;
        }
        monitor = REPORT;
        if (!entry.isAlive()) {
            renew(nowNanos, entry, CiliumProfile.CLOSE_SECONDS, direction, flags);
        }
    }

    private int update(long nowNanos, CtEntry entry, boolean isTcp, int direction, int flags) {
        int lifetimeSeconds = CiliumProfile.ANY_SECONDS;
        if (isTcp) {
            entry.seenNonSyn |= (flags & Packet.SYN) == 0;
            lifetimeSeconds = entry.seenNonSyn ? profile.establishedSeconds() : CiliumProfile.SYN_SECONDS;
        }
        return renew(nowNanos, entry, lifetimeSeconds, direction, isTcp ? flags : 0);
    }

    /** A flag not seen before in this direction, or five seconds of silence about it, make a report. */
    private static int renew(long nowNanos, CtEntry entry, int lifetimeSeconds, int direction, int flags) {
        long now = seconds(nowNanos);
        entry.expiresSeconds = now + lifetimeSeconds;
        boolean ingress = direction == INGRESS;
        int seen = ingress ? entry.rxFlagsSeen : entry.txFlagsSeen;
        long lastReport = ingress ? entry.lastRxReport : entry.lastTxReport;
        int all = seen | flags;
        if (lastReport + CiliumProfile.REPORT_SECONDS >= now && all == seen) {
            return 0;
        }
        if (ingress) {
            entry.rxFlagsSeen = all;
            entry.lastRxReport = now;
        } else {
            entry.txFlagsSeen = all;
            entry.lastTxReport = now;
        }
        return REPORT;
    }

    private static void count(CtEntry entry, int direction, Packet packet) {
        if (direction == INGRESS) {
            entry.rxPackets++;
            entry.rxOctets += packet.lengthOctets();
        } else {
            entry.txPackets++;
            entry.txOctets += packet.lengthOctets();
        }
    }
}
