package io.sextant.lab.run;

import io.sextant.lab.scenario.expect.Check;
import io.sextant.lab.scenario.traffic.Destination;
import io.sextant.protocol.ethernet.EtherType;
import io.sextant.protocol.ethernet.Ethernet;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
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
        if (etherType != EtherType.IPV4 || frame.length() < Ethernet.HEADER_OCTETS + Ipv4.HEADER_OCTETS) {
            boolean any = check.protocol() == null && check.port() == null && check.host() == null;
            return any
                    || (check.protocol() == Check.CapturedProtocol.ARP
                            && etherType == EtherType.ARP
                            && check.port() == null
                            && check.host() == null);
        }
        return isProtocol(frame) && isPort(frame) && isHost(frame);
    }

    private boolean isProtocol(Frame frame) {
        Check.CapturedProtocol wanted = check.protocol();
        if (wanted == null) {
            return true;
        }
        int protocol = Ipv4.protocol(frame.octets(), ip(frame));
        return switch (wanted) {
            case ARP -> false;
            case ICMP -> protocol == IpProtocol.ICMP;
            case TCP -> protocol == IpProtocol.TCP;
            case UDP -> protocol == IpProtocol.UDP;
            case VXLAN -> protocol == IpProtocol.UDP && port(frame, 2) == VXLAN_PORT;
        };
    }

    private boolean isPort(Frame frame) {
        Integer wanted = check.port();
        if (wanted == null) {
            return true;
        }
        int protocol = Ipv4.protocol(frame.octets(), ip(frame));
        boolean hasPorts = protocol == IpProtocol.TCP || protocol == IpProtocol.UDP;
        return hasPorts && (port(frame, 0) == wanted || port(frame, 2) == wanted);
    }

    private boolean isHost(Frame frame) {
        Destination wanted = check.host();
        if (wanted == null) {
            return true;
        }
        int source = Ipv4.source(frame.octets(), ip(frame));
        int destination = Ipv4.destination(frame.octets(), ip(frame));
        return lab.address(wanted)
                .map(address -> address.bits() == source || address.bits() == destination)
                .orElse(false);
    }

    private static int ip(Frame frame) {
        return frame.start() + Ethernet.HEADER_OCTETS;
    }

    /** The port at an offset behind the IP header, or -1 where the frame has none. */
    private static int port(Frame frame, int offset) {
        byte[] octets = frame.octets();
        int at = ip(frame) + Ipv4.headerLength(octets, ip(frame)) + offset;
        if (at + 2 > frame.end() || Ipv4.isLaterFragment(octets, ip(frame))) {
            return -1;
        }
        return (octets[at] & 0xFF) << 8 | (octets[at + 1] & 0xFF);
    }
}
