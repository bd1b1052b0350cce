package io.sextant.lab.console.tcpdump;

import io.sextant.protocol.icmp.Icmp;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.wire.Checksum;
import io.sextant.protocol.wire.Octets;

/** What stands behind {@code ICMP}. */
final class IcmpText {

    private static final int REDIRECT_GATEWAY_OFFSET = 4;
    private static final int CHECKSUM_OFFSET = 2;
    private static final int CODE_FRAGMENTATION_NEEDED = 4;
    private static final int CODE_PORT = 3;
    private static final int CODE_PROTOCOL = 2;
    private static final int CODE_HOST = 1;
    private static final int CODE_PROHIBITED = 13;

    private final boolean verbose;

    IcmpText(boolean verbose) {
        this.verbose = verbose;
    }

    /**
     * @param at where the ICMP header begins
     * @param end behind the last octet of the packet
     * @param whole whether the packet is there to its end, so that its checksum can be told
     */
    String text(byte[] octets, int at, int end, boolean whole) {
        int length = end - at;
        if (length < Icmp.HEADER_OCTETS) {
            return "[|icmp]";
        }
        return what(octets, at, end) + ", length " + length + (verbose && whole ? doubt(octets, at, length) : "");
    }

    private static String what(byte[] octets, int at, int end) {
        return switch (Icmp.type(octets, at)) {
            case Icmp.ECHO_REQUEST -> "echo request" + echo(octets, at);
            case Icmp.ECHO_REPLY -> "echo reply" + echo(octets, at);
            case Icmp.DESTINATION_UNREACHABLE -> unreachable(octets, at, end);
            case Icmp.REDIRECT -> redirect(octets, at, end);
            case Icmp.TIME_EXCEEDED ->
                Icmp.code(octets, at) == 0 ? "time exceeded in-transit" : "ip reassembly time exceeded";
            default -> "type-#" + Icmp.type(octets, at);
        };
    }

    private static String doubt(byte[] octets, int at, int length) {
        int written = Octets.u16(octets, at + CHECKSUM_OFFSET);
        int rest = at + CHECKSUM_OFFSET + 2;
        int right = Checksum.finish(Checksum.add(0, octets, at, CHECKSUM_OFFSET)
                + Checksum.add(0, octets, rest, length - CHECKSUM_OFFSET - 2));
        return written == right
                ? ""
                : " (wrong icmp cksum " + Integer.toHexString(written) + " (->" + Integer.toHexString(right) + ")!)";
    }

    /** Where the packet begins that an error is about; -1 where there is none, or less than its header. */
    int quotedAt(byte[] octets, int at, int end) {
        int ip = at + Icmp.HEADER_OCTETS;
        return end - at >= Icmp.HEADER_OCTETS && Icmp.isError(octets, at) && end - ip >= Ipv4.HEADER_OCTETS ? ip : -1;
    }

    private static String echo(byte[] octets, int at) {
        return ", id " + Icmp.identifier(octets, at) + ", seq " + Icmp.sequence(octets, at);
    }

    /** The packet the error is about; its address where it is whole enough. */
    private static String quoted(byte[] octets, int at, int end) {
        int ip = at + Icmp.HEADER_OCTETS;
        return end - ip < Ipv4.HEADER_OCTETS ? "?" : FrameText.address(Ipv4.destination(octets, ip));
    }

    private static String unreachable(byte[] octets, int at, int end) {
        String target = quoted(octets, at, end);
        return switch (Icmp.code(octets, at)) {
            case CODE_HOST -> "host " + target + " unreachable";
            case CODE_PROTOCOL -> target + " protocol " + quotedProtocol(octets, at, end) + "unreachable";
            case CODE_PORT -> target + " " + quotedPort(octets, at, end) + "unreachable";
            case CODE_FRAGMENTATION_NEEDED ->
                target + " unreachable - need to frag (mtu " + Octets.u16(octets, at + 6) + ")";
            case CODE_PROHIBITED -> "host " + target + " unreachable - admin prohibited filter";
            default -> "net " + target + " unreachable";
        };
    }

    private static String quotedProtocol(byte[] octets, int at, int end) {
        int ip = at + Icmp.HEADER_OCTETS;
        return end - ip < Ipv4.HEADER_OCTETS ? "" : Ipv4.protocol(octets, ip) + " ";
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
        String name =
                switch (Ipv4.protocol(octets, ip)) {
                    case IpProtocol.TCP -> "tcp";
                    case IpProtocol.UDP -> "udp";
                    default -> "protocol " + Ipv4.protocol(octets, ip);
                };
        return name + " port " + Octets.u16(octets, transport + 2) + " ";
    }

    private static String redirect(byte[] octets, int at, int end) {
        return "redirect " + quoted(octets, at, end) + (Icmp.code(octets, at) == 0 ? " to net " : " to host ")
                + FrameText.address(Octets.s32(octets, at + REDIRECT_GATEWAY_OFFSET));
    }
}
