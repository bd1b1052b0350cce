package io.sextant.lab.console.tcpdump;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.MacAddress;
import io.sextant.protocol.arp.Arp;
import io.sextant.protocol.ethernet.EtherType;
import io.sextant.protocol.ethernet.Ethernet;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.udp.Udp;
import io.sextant.protocol.vxlan.Vxlan;
import io.sextant.protocol.wire.Checksum;
import io.sextant.protocol.wire.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A frame as one line (and more for what is inside it, or with {@code -v}), as {@code tcpdump -nn} prints it without a time. */
final class FrameText {

    private static final int MAX_DEPTH = 4;
    private static final int IANA_VXLAN_PORT = 4789;
    private static final int IPV4_CHECKSUM = 10;
    private static final int EVIL_BIT = 0x8000;
    private static final int FRAGMENT_UNIT_OCTETS = 8;
    private static final String[] ECN = {"", ",ECT(1)", ",ECT(0)", ",CE"};

    private final boolean linkHeader;
    private final boolean verbose;
    private final TcpText tcp;
    private final IcmpText icmp;
    private final Ipv6Text ipv6;

    /**
     * @param linkHeader {@code -e}
     * @param verbose {@code -v}
     */
    FrameText(boolean linkHeader, boolean verbose) {
        this.linkHeader = linkHeader;
        this.verbose = verbose;
        this.tcp = new TcpText(verbose);
        this.icmp = new IcmpText(verbose);
        this.ipv6 = new Ipv6Text(tcp, verbose);
    }

    /** The frame at {@code [start, end)}, without a line end. */
    String text(byte[] octets, int start, int end) {
        return frame(octets, start, end, 0);
    }

    private String frame(byte[] octets, int start, int end, int depth) {
        if (!Ethernet.check(octets, start, end - start).isOk()) {
            return "[|ether]";
        }
        int type = Ethernet.etherType(octets, start);
        int packet = start + Ethernet.HEADER_OCTETS;
        String head = linkHeader ? linkHeader(octets, start, end, type) : "";
        return switch (type) {
            case EtherType.ARP -> head + (linkHeader ? "" : "ARP, ") + arp(octets, packet, end);
            case EtherType.IPV4 -> head + (linkHeader ? "" : "IP ") + ipv4(octets, packet, end, depth);
            case EtherType.IPV6 -> head + (linkHeader ? "" : "IP6 ") + ipv6.text(octets, packet, end);
            default -> head + "ethertype 0x" + Integer.toHexString(type) + ", length " + (end - start);
        };
    }

    private static String linkHeader(byte[] octets, int start, int end, int type) {
        String name =
                switch (type) {
                    case EtherType.IPV4 -> "IPv4 (0x0800)";
                    case EtherType.ARP -> "ARP (0x0806)";
                    case EtherType.IPV6 -> "IPv6 (0x86dd)";
                    default -> "Unknown (0x" + Integer.toHexString(type) + ")";
                };
        return new MacAddress(Ethernet.source(octets, start)) + " > "
                + new MacAddress(Ethernet.destination(octets, start)) + ", ethertype " + name + ", length "
                + (end - start) + ": ";
    }

    private String arp(byte[] octets, int at, int end) {
        if (!Arp.check(octets, at, end - at).isOk()) {
            return "[|arp]";
        }
        String kinds = verbose ? "Ethernet (len 6), IPv4 (len 4), " : "";
        String sender = address(Arp.senderIp(octets, at));
        String asked = address(Arp.targetIp(octets, at));
        MacAddress known = new MacAddress(Arp.targetMac(octets, at));
        String who = known.bits() == 0 ? asked : asked + " (" + known + ")";
        String what = Arp.operation(octets, at) == Arp.REQUEST
                ? "Request who-has " + who + " tell " + sender
                : "Reply " + sender + " is-at " + new MacAddress(Arp.senderMac(octets, at));
        return kinds + what + ", length " + (end - at);
    }

    private String ipv4(byte[] octets, int at, int end, int depth) {
        if (end - at < Ipv4.HEADER_OCTETS || Ipv4.headerLength(octets, at) > end - at) {
            return "[|ip]";
        }
        int packetEnd = Math.min(end, at + Ipv4.totalLength(octets, at));
        String header = verbose ? header(octets, at) + "\n    " : "";
        return header + packet(octets, at, packetEnd, depth);
    }

    private String packet(byte[] octets, int at, int end, int depth) {
        int transport = at + Ipv4.headerLength(octets, at);
        String source = address(Ipv4.source(octets, at));
        String target = address(Ipv4.destination(octets, at));
        String ends = source + " > " + target + ": ";
        int protocol = Ipv4.protocol(octets, at);
        if (Ipv4.isLaterFragment(octets, at)) {
            return ends + "ip-proto-" + protocol;
        }
        return switch (protocol) {
            case IpProtocol.TCP -> tcp.text(octets, source, target, checkable(octets, at, end), transport, end);
            case IpProtocol.UDP -> udp(octets, source, target, transport, end, depth);
            case IpProtocol.ICMP -> ends + "ICMP " + icmp(octets, at, transport, end, depth);
            default -> ends + "ip-proto-" + protocol + " " + (end - transport);
        };
    }

    /** What of the addresses goes into a checksum; -1 where the packet is not there to its end. */
    private static long checkable(byte[] octets, int at, int end) {
        boolean whole = end - at == Ipv4.totalLength(octets, at) && !Ipv4.isFragment(octets, at);
        return whole ? Ipv4.addressSum(Ipv4.source(octets, at), Ipv4.destination(octets, at)) : -1;
    }

    private String icmp(byte[] octets, int ip, int at, int end, int depth) {
        String line = icmp.text(octets, at, end, checkable(octets, ip, end) >= 0);
        int quoted = icmp.quotedAt(octets, at, end);
        return quoted < 0 || !verbose || depth == MAX_DEPTH
                ? line
                : line + "\n\t" + (linkHeader ? "" : "IP ") + ipv4(octets, quoted, end, depth + 1);
    }

    /** The header in brackets, with {@code -v}. */
    private static String header(byte[] octets, int at) {
        int service = Ipv4.trafficClass(octets, at);
        int fragment = Ipv4.flagsAndFragment(octets, at);
        String text = "(tos 0x" + Integer.toHexString(service) + ECN[service & 3] + ", ttl " + Ipv4.ttl(octets, at)
                + ", id " + Ipv4.identification(octets, at) + ", offset " + (fragment & 0x1FFF) * FRAGMENT_UNIT_OCTETS
                + ", flags [" + flags(fragment) + "], proto " + protocol(Ipv4.protocol(octets, at)) + ", length "
                + Ipv4.totalLength(octets, at);
        int length = Ipv4.headerLength(octets, at);
        int written = Ipv4.checksum(octets, at);
        int right = Checksum.finish(Checksum.add(0, octets, at, IPV4_CHECKSUM)
                + Checksum.add(0, octets, at + IPV4_CHECKSUM + 2, length - IPV4_CHECKSUM - 2));
        String bad = written == right
                ? ""
                : ", bad cksum " + Integer.toHexString(written) + " (->" + Integer.toHexString(right) + ")!";
        return text + bad + ")";
    }

    private static String flags(int fragment) {
        List<String> flags = new ArrayList<>();
        if ((fragment & Ipv4.MORE_FRAGMENTS) != 0) {
            flags.add("+");
        }
        if ((fragment & Ipv4.DONT_FRAGMENT) != 0) {
            flags.add("DF");
        }
        if ((fragment & EVIL_BIT) != 0) {
            flags.add("rsvd");
        }
        return flags.isEmpty() ? "none" : String.join(", ", flags);
    }

    /** A protocol's name and number, as the verbose headers give them. */
    static String protocol(int number) {
        String name =
                switch (number) {
                    case IpProtocol.TCP -> "TCP";
                    case IpProtocol.UDP -> "UDP";
                    case IpProtocol.ICMP -> "ICMP";
                    case IpProtocol.ICMPV6 -> "ICMPv6";
                    default -> "unknown";
                };
        return name + " (" + number + ")";
    }

    private String udp(byte[] octets, String source, String target, int at, int end, int depth) {
        if (end - at < Udp.HEADER_OCTETS) {
            return source + " > " + target + ": [|udp]";
        }
        int payload = at + Udp.HEADER_OCTETS;
        int port = Udp.destinationPort(octets, at);
        String ends = source + "." + Udp.sourcePort(octets, at) + " > " + target + "." + port + ": ";
        boolean overlay = (port == Vxlan.LINUX_PORT || port == IANA_VXLAN_PORT)
                && end - payload >= Vxlan.HEADER_OCTETS
                && depth < MAX_DEPTH;
        if (!overlay) {
            return ends + "UDP, length " + (Udp.length(octets, at) - Udp.HEADER_OCTETS);
        }
        // Port 8472 is Linux' VXLAN and, to IANA and tcpdump, OTV; the headers are alike.
        int flags = Octets.u8(octets, payload);
        String instance = port == IANA_VXLAN_PORT ? "vni " : "overlay 0, instance ";
        return ends + (port == IANA_VXLAN_PORT ? "VXLAN" : "OTV") + ", flags [" + ((flags & 8) != 0 ? "I" : ".")
                + String.format(Locale.ROOT, "] (0x%02x), ", flags) + instance + Vxlan.vni(octets, payload) + "\n"
                + frame(octets, payload + Vxlan.HEADER_OCTETS, end, depth + 1);
    }

    static String address(int bits) {
        return new Ipv4Address(bits).toString();
    }
}
