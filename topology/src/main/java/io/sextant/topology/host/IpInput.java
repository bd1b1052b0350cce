package io.sextant.topology.host;

import io.sextant.protocol.ethernet.EtherType;
import io.sextant.protocol.ethernet.Ethernet;
import io.sextant.protocol.icmp.Icmp;
import io.sextant.protocol.icmp.UnreachableCode;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.wire.WireCheck;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.forwarding.RouteEntry;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;

/** What the stack does with a received frame: Linux' ip_rcv, ip_route_input, ip_local_deliver and ip_forward. */
final class IpInput {

    private final Host host;
    private final SourceCheck sourceCheck;

    IpInput(Host host) {
        this.host = host;
        this.sourceCheck = new SourceCheck(host);
    }

    /** Takes over a frame, from its Ethernet header on. */
    void receive(NetworkInterface in, Frame frame) {
        if (frame.length() < Ethernet.HEADER_OCTETS) {
            in.dropReceived(frame, DropReason.FRAME_TOO_SHORT);
            return;
        }
        byte[] octets = frame.octets();
        long target = Ethernet.destination(octets, frame.start());
        boolean toUs = target == in.macBits();
        if (!toUs && !Ethernet.isGroup(target)) {
            in.dropStray(frame);
            return;
        }
        int type = Ethernet.etherType(octets, frame.start());
        if (type == EtherType.IPV4) {
            receiveIp(in, frame, toUs);
        } else if (type == EtherType.IPV6) {
            host.ipv6().receive(in, frame, toUs);
        } else if (type == EtherType.ARP) {
            host.neighbours().receive(in, frame);
        } else {
            in.dropReceived(frame, DropReason.UNHANDLED_PROTOCOL);
        }
    }

    private void receiveIp(NetworkInterface in, Frame frame, boolean unicast) {
        byte[] octets = frame.octets();
        int at = frame.start() + Ethernet.HEADER_OCTETS;
        WireCheck check = Ipv4.check(octets, at, frame.end() - at);
        if (check != WireCheck.OK) {
            boolean sum = check == WireCheck.BAD_CHECKSUM;
            in.dropReceived(frame, sum ? DropReason.IP_CHECKSUM : DropReason.IP_HEADER);
            return;
        }
        frame.setEnd(at + Ipv4.totalLength(octets, at));
        int source = Ipv4.source(octets, at);
        int target = Ipv4.destination(octets, at);
        DropReason martian = sourceCheck.martian(in, source, target);
        if (martian != null) {
            in.dropReceived(frame, martian);
            return;
        }
        byte kind = host.kindOf(target);
        if (kind != LocalAddresses.NONE) {
            DropReason refused = sourceCheck.refuse(in, source);
            if (refused != null) {
                in.dropReceived(frame, refused);
            } else {
                deliverLocally(in, frame, unicast && kind == LocalAddresses.LOCAL);
            }
            return;
        }
        if (target >>> 28 == 0xE || !unicast) {
            in.dropReceived(frame, DropReason.NOT_FORWARDABLE);
        } else if (!host.sysctl().ipForward()) {
            in.dropReceived(frame, DropReason.FORWARDING_OFF);
        } else {
            forward(in, frame, at, source, target);
        }
    }

    private void deliverLocally(NetworkInterface in, Frame frame, boolean unicast) {
        byte[] octets = frame.octets();
        int at = frame.start() + Ethernet.HEADER_OCTETS;
        if (Ipv4.isFragment(octets, at)) {
            in.dropReceived(frame, DropReason.FRAGMENT);
            return;
        }
        switch (Ipv4.protocol(octets, at)) {
            case IpProtocol.TCP -> host.tcp().receive(in, frame, at, unicast);
            case IpProtocol.UDP -> host.udp().receive(in, frame, at, unicast);
            case IpProtocol.ICMP -> host.icmp().receive(in, frame, at, unicast);
            default -> {
                if (unicast) {
                    int code = UnreachableCode.PROTOCOL.number();
                    host.icmpErrors().send(Icmp.DESTINATION_UNREACHABLE, code, 0, frame, at, true);
                }
                in.dropReceived(frame, DropReason.IP_UNKNOWN_PROTOCOL);
            }
        }
    }

    private void forward(NetworkInterface in, Frame frame, int at, int source, int target) {
        RouteEntry route = host.fib().lookup(target);
        if (route == null) {
            refuse(in, frame, at, UnreachableCode.NETWORK, DropReason.NO_ROUTE);
            return;
        }
        switch (route.kind()) {
            case UNICAST -> forward(in, frame, at, source, target, route);
            case BLACKHOLE -> in.dropReceived(frame, DropReason.BLACKHOLE);
            case UNREACHABLE -> refuse(in, frame, at, UnreachableCode.HOST, DropReason.NO_ROUTE);
            case PROHIBIT -> refuse(in, frame, at, UnreachableCode.COMMUNICATION_PROHIBITED, DropReason.PROHIBITED);
        }
    }

    private void forward(NetworkInterface in, Frame frame, int at, int source, int target, RouteEntry route) {
        DropReason refused = sourceCheck.refuse(in, source);
        if (refused != null) {
            in.dropReceived(frame, refused);
            return;
        }
        byte[] octets = frame.octets();
        if (Ipv4.ttl(octets, at) <= 1) {
            host.icmpErrors().send(Icmp.TIME_EXCEEDED, 0, 0, frame, at, false);
            in.dropReceived(frame, DropReason.TTL_EXCEEDED);
            return;
        }
        int hop = route.isMultipath() ? route.select(host.hash31(frame, at)) : 0;
        NetworkInterface out = route.hop(hop).device();
        int mtu = out.mtu();
        if (frame.end() - at > mtu) {
            tooLong(in, frame, at, mtu);
            return;
        }
        int gateway = route.gatewayBits(hop);
        Ipv4.decrementTtl(octets, at);
        if (out == in && host.sysctl().sendRedirects() && sourceCheck.isOnLink(in, source)) {
            host.icmpErrors().redirect(frame, at, gateway != 0 ? gateway : target);
        }
        frame.pull(Ethernet.HEADER_OCTETS);
        host.neighbours().send(out, gateway != 0 ? gateway : target, frame);
    }

    /** ip_error: the sender is told, within the rate limits. */
    private void refuse(NetworkInterface in, Frame frame, int at, UnreachableCode code, DropReason reason) {
        host.icmpErrors().send(Icmp.DESTINATION_UNREACHABLE, code.number(), 0, frame, at, false);
        in.dropReceived(frame, reason);
    }

    /** Packets that may be fragmented end here too: this model sends none such beyond an MTU and fragments nothing. */
    private void tooLong(NetworkInterface in, Frame frame, int at, int mtu) {
        if (Ipv4.isDontFragment(frame.octets(), at)) {
            int code = UnreachableCode.FRAGMENTATION_NEEDED.number();
            host.icmpErrors().send(Icmp.DESTINATION_UNREACHABLE, code, mtu, frame, at, false);
        }
        in.dropReceived(frame, DropReason.FRAGMENTATION_NEEDED);
    }
}
