package io.sextant.lab.console.tcpdump;

import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv6;
import io.sextant.protocol.udp.Udp;
import io.sextant.protocol.wire.Checksum;
import io.sextant.protocol.wire.Octets;
import java.util.Locale;

/** What stands behind {@code IP6}. */
final class Ipv6Text {

    private static final int DESTINATION_OFFSET = 24;
    private static final int UDP_CHECKSUM_OFFSET = 6;
    private static final int ICMP_CHECKSUM_OFFSET = 2;

    private final TcpText tcp;
    private final Icmpv6Text icmp;
    private final boolean verbose;

    Ipv6Text(TcpText tcp, boolean verbose) {
        this.tcp = tcp;
        this.icmp = new Icmpv6Text(verbose);
        this.verbose = verbose;
    }

    /** The packet that begins at an offset. */
    String text(byte[] octets, int at, int frameEnd) {
        if (frameEnd - at < Ipv6.HEADER_OCTETS) {
            return "[|ip6]";
        }
        int end = Math.min(frameEnd, at + Ipv6.totalLength(octets, at));
        String source = Ipv6Address.of(octets, at + 8).toString();
        String target = Ipv6Address.of(octets, at + DESTINATION_OFFSET).toString();
        String head = verbose ? header(octets, at) : "";
        String ends = source + " > " + target + ": ";
        long upper = Ipv6.upperLayer(octets, at, end);
        if (upper == Ipv6.MALFORMED) {
            return head + ends + "[|ip6]";
        }
        int transport = Ipv6.offsetOf(upper);
        long addresses = end - at == Ipv6.totalLength(octets, at) ? Ipv6.addressSum(octets, at) : -1;
        return head
                + switch (Ipv6.protocolOf(upper)) {
                    case IpProtocol.TCP -> tcp.text(octets, source, target, addresses, transport, end);
                    case IpProtocol.UDP -> udp(octets, source, target, addresses, transport, end);
                    case IpProtocol.ICMPV6 ->
                        ends
                                + sum(
                                        "icmp6",
                                        octets,
                                        addresses,
                                        IpProtocol.ICMPV6,
                                        transport,
                                        end,
                                        ICMP_CHECKSUM_OFFSET)
                                + "ICMP6, " + icmp.text(octets, transport, end);
                    case IpProtocol.NONE -> ends + "no next header";
                    default -> ends + "ip-proto-" + Ipv6.protocolOf(upper) + " " + (end - transport);
                };
    }

    private static String header(byte[] octets, int at) {
        int service = Ipv6.trafficClass(octets, at);
        int label = Ipv6.flowLabel(octets, at);
        return "(" + (service == 0 ? "" : String.format(Locale.ROOT, "class 0x%02x, ", service))
                + (label == 0 ? "" : String.format(Locale.ROOT, "flowlabel 0x%05x, ", label)) + "hlim "
                + Ipv6.hopLimit(octets, at) + ", next-header " + FrameText.protocol(Ipv6.nextHeader(octets, at))
                + " payload length: " + Ipv6.payloadLength(octets, at) + ") ";
    }

    private String udp(byte[] octets, String source, String target, long addresses, int at, int end) {
        if (end - at < Udp.HEADER_OCTETS) {
            return source + " > " + target + ": [|udp]";
        }
        return source + "." + Udp.sourcePort(octets, at) + " > " + target + "." + Udp.destinationPort(octets, at) + ": "
                + sum("udp", octets, addresses, IpProtocol.UDP, at, end, UDP_CHECKSUM_OFFSET) + "UDP, length "
                + (Udp.length(octets, at) - Udp.HEADER_OCTETS);
    }

    /** What {@code -v} says of a checksum; unlike over IPv4 it says so for every protocol. */
    private String sum(String name, byte[] octets, long addresses, int protocol, int at, int end, int offset) {
        if (!verbose || addresses < 0 || end - at < offset + 2) {
            return "";
        }
        int written = Octets.u16(octets, at + offset);
        int rest = at + offset + 2;
        long before = Checksum.add(addresses + protocol + (end - at), octets, at, offset);
        int right = Checksum.finish(Checksum.add(before, octets, rest, end - rest));
        return written == right
                ? "[" + name + " sum ok] "
                : String.format(Locale.ROOT, "[bad %s cksum 0x%04x -> 0x%04x!] ", name, written, right);
    }
}
