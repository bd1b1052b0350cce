package io.sextant.cluster.datapath;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import java.util.Locale;

/** A conntrack entry as {@code cilium bpf ct list global} prints it. */
final class CtPrinter {

    private static final int RX_CLOSING = 1;
    private static final int TX_CLOSING = 1 << 1;
    private static final int SEEN_NON_SYN = 1 << 4;
    private static final int NODE_PORT = 1 << 5;

    private CtPrinter() {}

    static String line(CtEntry entry) {
        int flags = (entry.rxClosing ? RX_CLOSING : 0)
                | (entry.txClosing ? TX_CLOSING : 0)
                | (entry.seenNonSyn ? SEEN_NON_SYN : 0)
                | (entry.nodePort ? NODE_PORT : 0);
        String names = (entry.rxClosing ? "RxClosing " : "")
                + (entry.txClosing ? "TxClosing " : "")
                + (entry.seenNonSyn ? "SeenNonSyn " : "")
                + (entry.nodePort ? "NodePort " : "");
        String protocol =
                switch (entry.protocol()) {
                    case Packet.TCP -> "TCP";
                    case Packet.UDP -> "UDP";
                    case Packet.ICMPV6 -> "ICMPv6";
                    default -> "ICMP";
                };
        String direction =
                switch (entry.kind()) {
                    case Conntrack.EGRESS -> "OUT";
                    case Conntrack.INGRESS -> "IN";
                    default -> "SVC";
                };
        return String.format(
                Locale.ROOT,
                "%s %s %s:%d -> %s:%d expires=%d RxPackets=%d RxBytes=%d RxFlagsSeen=0x%02x LastRxReport=%d"
                        + " TxPackets=%d TxBytes=%d TxFlagsSeen=0x%02x LastTxReport=%d Flags=0x%04x [ %s] RevNAT=%d"
                        + " SourceSecurityID=%d IfIndex=0",
                protocol,
                direction,
                host(entry.source()),
                entry.sourcePort(),
                host(entry.destination()),
                entry.destinationPort(),
                entry.expiresSeconds,
                entry.rxPackets,
                entry.rxOctets,
                entry.rxFlagsSeen,
                entry.lastRxReport,
                entry.txPackets,
                entry.txOctets,
                entry.txFlagsSeen,
                entry.lastTxReport,
                flags,
                names,
                entry.revNat,
                entry.sourceIdentity);
    }

    private static String host(IpAddress address) {
        return address.version() == IpVersion.IPV4 ? address.toString() : "[" + address + "]";
    }
}
