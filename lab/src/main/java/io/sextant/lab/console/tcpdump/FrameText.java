package io.sextant.lab.console.tcpdump;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.MacAddress;
import io.sextant.protocol.arp.Arp;
import io.sextant.protocol.ethernet.EtherType;
import io.sextant.protocol.ethernet.Ethernet;
import io.sextant.protocol.icmp.Icmp;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.udp.Udp;
import io.sextant.protocol.vxlan.Vxlan;
import io.sextant.protocol.wire.Octets;

/** A frame as one line (and one more for each frame inside it), as {@code tcpdump -nn} prints it without a time. */
final class FrameText {

    private static final int MAX_DEPTH = 4;
    private static final int REDIRECT_GATEWAY_OFFSET = 4;
    private static final int CODE_FRAGMENTATION_NEEDED = 4;
    private static final int CODE_PORT = 3;
    private static final int CODE_PROTOCOL = 2;
    private static final int CODE_HOST = 1;
    private static final int CODE_PROHIBITED = 13;

    private final boolean linkHeader;
    private final TcpText tcp = new TcpText();

    /**
     * @param linkHeader {@code -e}
     */
    FrameText(boolean linkHeader) {
        this.linkHeader = linkHeader;
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
        if (type == EtherType.ARP) {
            return head + (linkHeader ? "" : "ARP, ") + arp(octets, packet, end);
        }
        if (type == EtherType.IPV4) {
            return head + (linkHeader ? "" : "IP ") + ipv4(octets, packet, end, depth);
        }
        return head + "ethertype 0x" + Integer.toHexString(type) + ", length " + (end - start);
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

    private static String arp(byte[] octets, int at, int end) {
        if (!Arp.check(octets, at, end - at).isOk()) {
            return "[|arp]";
        }
        String sender = address(Arp.senderIp(octets, at));
        String what = Arp.operation(octets, at) == Arp.REQUEST
                ? "Request who-has " + address(Arp.targetIp(octets, at)) + " tell " + sender
                : "Reply " + sender + " is-at " + new MacAddress(Arp.senderMac(octets, at));
        return what + ", length " + (end - at);
    }

    private String ipv4(byte[] octets, int at, int end, int depth) {
        if (!Ipv4.check(octets, at, end - at).isOk()) {
            return "[|ip]";
        }
        int transport = at + Ipv4.headerLength(octets, at);
        int packetEnd = Math.min(end, at + Ipv4.totalLength(octets, at));
        String source = address(Ipv4.source(octets, at));
        String target = address(Ipv4.destination(octets, at));
        if (Ipv4.isLaterFragment(octets, at)) {
            return source + " > " + target + ": " + name(Ipv4.protocol(octets, at));
        }
        return switch (Ipv4.protocol(octets, at)) {
            case IpProtocol.TCP -> tcp.text(octets, at, transport, packetEnd);
            case IpProtocol.UDP -> udp(octets, source, target, transport, packetEnd, depth);
            case IpProtocol.ICMP -> source + " > " + target + ": ICMP " + icmp(octets, transport, packetEnd);
            default ->
                source + " > " + target + ": ip-proto-" + Ipv4.protocol(octets, at) + " " + (packetEnd - transport);
        };
    }

    private static String name(int protocol) {
        return switch (protocol) {
            case IpProtocol.TCP -> "tcp";
            case IpProtocol.UDP -> "udp";
            case IpProtocol.ICMP -> "icmp";
            default -> "ip-proto-" + protocol;
        };
    }

    private String udp(byte[] octets, String source, String target, int at, int end, int depth) {
        if (end - at < Udp.HEADER_OCTETS) {
            return source + " > " + target + ": [|udp]";
        }
        int payload = at + Udp.HEADER_OCTETS;
        int port = Udp.destinationPort(octets, at);
        String ends = source + "." + Udp.sourcePort(octets, at) + " > " + target + "." + port + ": ";
        boolean overlay = port == Vxlan.LINUX_PORT && end - payload >= Vxlan.HEADER_OCTETS && depth < MAX_DEPTH;
        if (!overlay) {
            return ends + "UDP, length " + (Udp.length(octets, at) - Udp.HEADER_OCTETS);
        }
        // Port 8472 is Linux' VXLAN and, to IANA and tcpdump, OTV; the headers are alike.
        int flags = Octets.u8(octets, payload);
        String hex = Integer.toHexString(flags | 0x100).substring(1);
        return ends + "OTV, flags [" + ((flags & 8) != 0 ? "I" : ".") + "] (0x" + hex + "), overlay 0, instance "
                + Vxlan.vni(octets, payload) + "\n" + frame(octets, payload + Vxlan.HEADER_OCTETS, end, depth + 1);
    }

    private static String icmp(byte[] octets, int at, int end) {
        int length = end - at;
        if (length < Icmp.HEADER_OCTETS) {
            return "[|icmp]";
        }
        String what =
                switch (Icmp.type(octets, at)) {
                    case Icmp.ECHO_REQUEST -> "echo request" + echo(octets, at);
                    case Icmp.ECHO_REPLY -> "echo reply" + echo(octets, at);
                    case Icmp.DESTINATION_UNREACHABLE -> unreachable(octets, at, end);
                    case Icmp.REDIRECT -> redirect(octets, at, end);
                    case Icmp.TIME_EXCEEDED ->
                        Icmp.code(octets, at) == 0 ? "time exceeded in-transit" : "ip reassembly time exceeded";
                    default -> "type-#" + Icmp.type(octets, at);
                };
        return what + ", length " + length;
    }

    private static String echo(byte[] octets, int at) {
        return ", id " + Icmp.identifier(octets, at) + ", seq " + Icmp.sequence(octets, at);
    }

    /** The packet the error is about; its address where it is whole enough. */
    private static String quoted(byte[] octets, int at, int end) {
        int ip = at + Icmp.HEADER_OCTETS;
        return end - ip < Ipv4.HEADER_OCTETS ? "?" : address(Ipv4.destination(octets, ip));
    }

    private static String unreachable(byte[] octets, int at, int end) {
        String target = quoted(octets, at, end);
        return switch (Icmp.code(octets, at)) {
            case CODE_HOST -> "host " + target + " unreachable";
            case CODE_PROTOCOL -> target + " protocol unreachable";
            case CODE_PORT -> target + " " + quotedPort(octets, at, end) + "unreachable";
            case CODE_FRAGMENTATION_NEEDED ->
                target + " unreachable - need to frag (mtu " + Octets.u16(octets, at + 6) + ")";
            case CODE_PROHIBITED -> "host " + target + " unreachable - admin prohibited filter";
            default -> "net " + target + " unreachable";
        };
    }

    private static String quotedPort(byte[] octets, int at, int end) {
        int ip = at + Icmp.HEADER_OCTETS;
        if (end - ip < Ipv4.HEADER_OCTETS) {
            return "";
        }
        int transport = ip + Ipv4.headerLength(octets, ip);
        if (end - transport < 4) {
            return "";
        }
        return name(Ipv4.protocol(octets, ip)) + " port " + Octets.u16(octets, transport + 2) + " ";
    }

    private static String redirect(byte[] octets, int at, int end) {
        return "redirect " + quoted(octets, at, end) + (Icmp.code(octets, at) == 0 ? " to net " : " to host ")
                + address(Octets.s32(octets, at + REDIRECT_GATEWAY_OFFSET));
    }

    static String address(int bits) {
        return new Ipv4Address(bits).toString();
    }
}
