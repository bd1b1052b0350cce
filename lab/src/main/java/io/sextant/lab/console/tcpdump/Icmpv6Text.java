package io.sextant.lab.console.tcpdump;

import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.address.MacAddress;
import io.sextant.protocol.icmp.Icmpv6;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv6;
import io.sextant.protocol.wire.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What stands behind {@code ICMP6,}. */
final class Icmpv6Text {

    private static final int ADDRESS_OCTETS = 16;
    private static final int DESTINATION_OFFSET = 24;
    private static final int OPTION_UNIT_OCTETS = 8;
    private static final int MAC_OCTETS = 6;
    private static final int ADVERTISEMENT_OCTETS = 16;
    private static final int FLAG_ROUTER = 0x80;
    private static final int FLAG_SOLICITED = 0x40;
    private static final int FLAG_OVERRIDE = 0x20;

    private final boolean verbose;

    Icmpv6Text(boolean verbose) {
        this.verbose = verbose;
    }

    String text(byte[] octets, int at, int end) {
        int length = end - at;
        if (length < Icmpv6.HEADER_OCTETS) {
            return "[|icmp6]";
        }
        String size = ", length " + length;
        return switch (Icmpv6.type(octets, at)) {
            case Icmpv6.NEIGHBOUR_SOLICITATION, Icmpv6.NEIGHBOUR_ADVERTISEMENT -> neighbour(octets, at, end, size);
            case Icmpv6.ROUTER_SOLICITATION ->
                "router solicitation" + size + (verbose ? options(octets, at + Icmpv6.HEADER_OCTETS, end) : "");
            case Icmpv6.ROUTER_ADVERTISEMENT -> "router advertisement" + size + routerDetail(octets, at, end);
            default -> simple(octets, at, end) + (verbose ? "" : size);
        };
    }

    private static String simple(byte[] octets, int at, int end) {
        String echo = ", id " + Icmpv6.identifier(octets, at) + ", seq " + Icmpv6.sequence(octets, at);
        return switch (Icmpv6.type(octets, at)) {
            case Icmpv6.ECHO_REQUEST -> "echo request" + echo;
            case Icmpv6.ECHO_REPLY -> "echo reply" + echo;
            case Icmpv6.PACKET_TOO_BIG -> "packet too big, mtu " + Integer.toUnsignedString(Icmpv6.rest(octets, at));
            case Icmpv6.TIME_EXCEEDED ->
                Icmpv6.code(octets, at) == 0
                        ? "time exceeded in-transit for " + quoted(octets, at, end, DESTINATION_OFFSET)
                        : "time exceeded in-transit (reassembly)";
            case Icmpv6.PARAMETER_PROBLEM -> "parameter problem, " + problem(octets, at);
            case Icmpv6.DESTINATION_UNREACHABLE -> "destination unreachable, " + unreachable(octets, at, end);
            default -> "unknown icmp6 type (" + Icmpv6.type(octets, at) + ")";
        };
    }

    private static String problem(byte[] octets, int at) {
        String what =
                switch (Icmpv6.code(octets, at)) {
                    case 0 -> "erroneous";
                    case Icmpv6.UNKNOWN_NEXT_HEADER -> "next header";
                    case 2 -> "option";
                    default -> "code-#" + Icmpv6.code(octets, at);
                };
        return what + " - octet " + Integer.toUnsignedString(Icmpv6.rest(octets, at));
    }

    private static String unreachable(byte[] octets, int at, int end) {
        String target = quoted(octets, at, end, DESTINATION_OFFSET);
        return switch (Icmpv6.code(octets, at)) {
            case Icmpv6.NO_ROUTE -> "unreachable route " + target;
            case Icmpv6.PROHIBITED -> " unreachable prohibited " + target;
            case Icmpv6.BEYOND_SCOPE ->
                "beyond scope " + target + ", source address "
                        + quoted(octets, at, end, DESTINATION_OFFSET - ADDRESS_OCTETS);
            case Icmpv6.ADDRESS_UNREACHABLE -> "unreachable address " + target;
            case Icmpv6.PORT_UNREACHABLE -> "unreachable port, " + target + port(octets, at, end);
            default -> "unknown unreach code (" + Icmpv6.code(octets, at) + ")";
        };
    }

    private static String quoted(byte[] octets, int at, int end, int offset) {
        int address = at + Icmpv6.HEADER_OCTETS + offset;
        return end - address < ADDRESS_OCTETS
                ? "?"
                : Ipv6Address.of(octets, address).toString();
    }

    private static String port(byte[] octets, int at, int end) {
        int ip = at + Icmpv6.HEADER_OCTETS;
        long upper = end - ip < Ipv6.HEADER_OCTETS ? Ipv6.MALFORMED : Ipv6.upperLayer(octets, ip, end);
        if (upper == Ipv6.MALFORMED || end - Ipv6.offsetOf(upper) < 4) {
            return "";
        }
        int port = Octets.u16(octets, Ipv6.offsetOf(upper) + 2);
        return switch (Ipv6.protocolOf(upper)) {
            case IpProtocol.TCP -> " tcp port " + port;
            case IpProtocol.UDP -> " udp port " + port;
            default -> " protocol " + Ipv6.protocolOf(upper) + " port " + port;
        };
    }

    private String neighbour(byte[] octets, int at, int end, String size) {
        int target = at + Icmpv6.HEADER_OCTETS;
        if (end - target < ADDRESS_OCTETS) {
            return "[|icmp6]";
        }
        boolean asks = Icmpv6.type(octets, at) == Icmpv6.NEIGHBOUR_SOLICITATION;
        String name = asks ? "neighbor solicitation" : "neighbor advertisement";
        String whom = (asks ? ", who has " : ", tgt is ") + Ipv6Address.of(octets, target);
        return verbose
                ? name
                        + size
                        + whom
                        + (asks ? "" : flags(octets[at + 4]))
                        + options(octets, target + ADDRESS_OCTETS, end)
                : name + whom + size;
    }

    private static String flags(byte bits) {
        List<String> flags = new ArrayList<>();
        if ((bits & FLAG_ROUTER) != 0) {
            flags.add("router");
        }
        if ((bits & FLAG_SOLICITED) != 0) {
            flags.add("solicited");
        }
        if ((bits & FLAG_OVERRIDE) != 0) {
            flags.add("override");
        }
        return ", Flags [" + (flags.isEmpty() ? "none" : String.join(", ", flags)) + "]";
    }

    private String routerDetail(byte[] octets, int at, int end) {
        if (!verbose || end - at < ADVERTISEMENT_OCTETS) {
            return "";
        }
        return "\n\thop limit " + Octets.u8(octets, at + 4) + ", Flags [none], pref medium, router lifetime "
                + Octets.u16(octets, at + 6) + "s, reachable time "
                + Integer.toUnsignedString(Octets.s32(octets, at + 8)) + "ms, retrans timer "
                + Integer.toUnsignedString(Octets.s32(octets, at + 12)) + "ms"
                + options(octets, at + ADVERTISEMENT_OCTETS, end);
    }

    private static String options(byte[] octets, int from, int end) {
        StringBuilder out = new StringBuilder();
        int at = from;
        while (end - at >= 2) {
            int type = Octets.u8(octets, at);
            int length = Octets.u8(octets, at + 1) * OPTION_UNIT_OCTETS;
            if (length == 0 || length > end - at) {
                break;
            }
            String name =
                    switch (type) {
                        case 1 -> "source link-address";
                        case 2 -> "destination link-address";
                        default -> "unknown";
                    };
            out.append(String.format(
                    Locale.ROOT,
                    "\n\t  %s option (%d), length %d (%d)",
                    name,
                    type,
                    length,
                    length / OPTION_UNIT_OCTETS));
            if ((type == 1 || type == 2) && length >= 2 + MAC_OCTETS) {
                out.append(": ").append(new MacAddress(Octets.u48(octets, at + 2)));
            }
            at += length;
        }
        return out.toString();
    }
}
