package io.sextant.lab.console.tools;

import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.icmp.Icmp;
import io.sextant.protocol.icmp.Icmpv6;
import io.sextant.topology.host.IcmpError;

/** ICMP errors in the words of iputils (pr_icmph of ping_common.c and ping6_common.c). */
final class PingWords {

    private PingWords() {}

    static String of(IcmpError error) {
        return error.version() == IpVersion.IPV4 ? ofIpv4(error) : ofIpv6(error);
    }

    private static String ofIpv4(IcmpError error) {
        if (error.isTimeExceeded()) {
            return error.code() == 0 ? "Time to live exceeded" : "Frag reassembly time exceeded";
        }
        if (error.type() != Icmp.DESTINATION_UNREACHABLE) {
            return "Bad ICMP type: " + error.type();
        }
        return switch (error.code()) {
            case 0 -> "Destination Net Unreachable";
            case 1 -> "Destination Host Unreachable";
            case 2 -> "Destination Protocol Unreachable";
            case 3 -> "Destination Port Unreachable";
            case 4 -> "Frag needed and DF set (mtu = " + error.mtuOctets() + ")";
            case 9 -> "Destination Net Prohibited";
            case 10 -> "Destination Host Prohibited";
            case 13 -> "Packet filtered";
            default -> "Dest Unreachable, Bad Code: " + error.code();
        };
    }

    private static String ofIpv6(IcmpError error) {
        return switch (error.type()) {
            case Icmpv6.DESTINATION_UNREACHABLE ->
                "Destination unreachable: "
                        + switch (error.code()) {
                            case Icmpv6.NO_ROUTE -> "No route";
                            case Icmpv6.PROHIBITED -> "Administratively prohibited";
                            case Icmpv6.BEYOND_SCOPE -> "Beyond scope of source address";
                            case Icmpv6.ADDRESS_UNREACHABLE -> "Address unreachable";
                            case Icmpv6.PORT_UNREACHABLE -> "Port unreachable";
                            default -> "Unknown code " + error.code();
                        };
            case Icmpv6.PACKET_TOO_BIG -> "Packet too big: mtu=" + (error.rest() & 0xFFFF_FFFFL);
            case Icmpv6.TIME_EXCEEDED ->
                "Time exceeded: " + (error.code() == 0 ? "Hop limit" : "Defragmentation failure");
            case Icmpv6.PARAMETER_PROBLEM -> "Parameter problem: Unknown header at " + (error.rest() & 0xFFFF_FFFFL);
            default -> "Bad ICMP type: " + error.type();
        };
    }
}
