package io.sextant.lab.run;

import io.sextant.lab.scenario.expect.Check;
import io.sextant.lab.scenario.traffic.Destination;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.ethernet.EtherType;
import io.sextant.protocol.ethernet.Ethernet;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.ip.Ipv6;
import io.sextant.topology.frame.Frame;
import java.util.function.Predicate;

/** The filter of an expectation about a capture: as in tcpdump, inner headers are not looked at. */
final class CaptureFilter implements Predicate<Frame> {

    private static final int VXLAN_PORT = 8472;

    private final Check.Captured check;
    private final Lab lab;

    CaptureFilter(Check.Captured check, Lab lab) {
        this.check = check;
        this.lab = lab;
    }

    @Override
    public boolean test(Frame frame) {
        if (frame.length() < Ethernet.HEADER_OCTETS) {
            return false;
        }
        int etherType = Ethernet.etherType(frame.octets(), frame.start());
        if (etherType == EtherType.IPV4 && frame.length() >= Ethernet.HEADER_OCTETS + Ipv4.HEADER_OCTETS) {
            return isIpv4(frame);
        }
        if (etherType == EtherType.IPV6 && frame.length() >= Ethernet.HEADER_OCTETS + Ipv6.HEADER_OCTETS) {
            return isIpv6(frame);
        }
        boolean any = check.protocol() == null && check.port() == null && check.host() == null;
        return any
                || (check.protocol() == Check.CapturedProtocol.ARP
                        && etherType == EtherType.ARP
                        && check.port() == null
                        && check.host() == null);
    }

    private boolean isIpv4(Frame frame) {
        byte[] octets = frame.octets();
        int ip = frame.start() + Ethernet.HEADER_OCTETS;
        int ports = Ipv4.isLaterFragment(octets, ip) ? frame.end() : ip + Ipv4.headerLength(octets, ip);
        return isWanted(frame, Ipv4.protocol(octets, ip), ports)
                && isHost(
                        IpVersion.IPV4,
                        address -> (int) address.low() == Ipv4.source(octets, ip)
                                || (int) address.low() == Ipv4.destination(octets, ip));
    }

    private boolean isIpv6(Frame frame) {
        byte[] octets = frame.octets();
        int ip = frame.start() + Ethernet.HEADER_OCTETS;
        long upper = Ipv6.upperLayer(octets, ip, frame.end());
        boolean known = upper != Ipv6.MALFORMED;
        return isWanted(frame, known ? Ipv6.protocolOf(upper) : -1, known ? Ipv6.offsetOf(upper) : frame.end())
                && isHost(
                        IpVersion.IPV6,
                        address -> isAt(address, Ipv6.sourceHigh(octets, ip), Ipv6.sourceLow(octets, ip))
                                || isAt(address, Ipv6.destinationHigh(octets, ip), Ipv6.destinationLow(octets, ip)));
    }

    /** Whether protocol and ports are those that are asked for. */
    private boolean isWanted(Frame frame, int protocol, int ports) {
        Check.CapturedProtocol wanted = check.protocol();
        boolean hasPorts = protocol == IpProtocol.TCP || protocol == IpProtocol.UDP;
        int near = hasPorts ? port(frame, ports) : -1;
        int far = hasPorts ? port(frame, ports + 2) : -1;
        boolean isProtocol = wanted == null
                || switch (wanted) {
                    case ARP -> false;
                    case ICMP -> protocol == IpProtocol.ICMP;
                    case ICMP6 -> protocol == IpProtocol.ICMPV6;
                    case TCP -> protocol == IpProtocol.TCP;
                    case UDP -> protocol == IpProtocol.UDP;
                    case VXLAN -> protocol == IpProtocol.UDP && far == VXLAN_PORT;
                };
        Integer port = check.port();
        return isProtocol && (port == null || near == port || far == port);
    }

    private boolean isHost(IpVersion version, Predicate<IpAddress> matches) {
        Destination wanted = check.host();
        return wanted == null || lab.address(wanted, version).filter(matches).isPresent();
    }

    private static boolean isAt(IpAddress address, long high, long low) {
        return address.high() == high && address.low() == low;
    }

    /** The port at an offset, or -1 where the frame has none. */
    private static int port(Frame frame, int at) {
        byte[] octets = frame.octets();
        return at + 2 > frame.end() ? -1 : (octets[at] & 0xFF) << 8 | octets[at + 1] & 0xFF;
    }
}
