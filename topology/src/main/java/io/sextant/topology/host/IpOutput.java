package io.sextant.topology.host;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.ethernet.EtherType;
import io.sextant.protocol.ethernet.Ethernet;
import io.sextant.protocol.icmp.Icmp;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.wire.Octets;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.forwarding.RouteEntry;
import io.sextant.topology.forwarding.RouteKind;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;

/** How packets made here leave: ip_route_output and ip_output. */
final class IpOutput {

    private static final long BROADCAST = 0xFFFF_FFFF_FFFFL;

    private final Host host;

    IpOutput(Host host) {
        this.host = host;
    }

    /**
     * Takes over a packet, from its complete IP header on.
     *
     * @param lookupSource the source the route lookup knows: the header's, or 0 where a socket was not bound
     *     (linux-ecmp.md §2, locally made traffic)
     * @return false when there is no route; the packet is dropped then
     */
    boolean send(Frame packet, int lookupSource) {
        return send(packet, lookupSource, false);
    }

    /** As {@link #send(Frame, int)}, for a connection that makes progress: the neighbour it goes to is alive. */
    boolean sendConfirmed(Frame packet, int lookupSource) {
        return send(packet, lookupSource, true);
    }

    private boolean send(Frame packet, int lookupSource, boolean confirm) {
        byte[] octets = packet.octets();
        int target = Ipv4.destination(octets, packet.start());
        byte kind = host.kindOf(target);
        if (kind == LocalAddresses.LOCAL) {
            transmitTo(host.loopback(), 0, packet);
            return true;
        }
        if (kind == LocalAddresses.BROADCAST || target >>> 28 == 0xE) {
            return sendToAll(packet, target);
        }
        RouteEntry route = host.fib().lookup(target);
        if (route == null || route.kind() != RouteKind.UNICAST) {
            host.network().drop(host.name(), "", DropReason.NO_ROUTE, packet);
            return false;
        }
        int hop = route.isMultipath() ? choose(route, packet, lookupSource) : 0;
        NetworkInterface out = route.hop(hop).device();
        if (packet.length() > out.mtu()) {
            host.network().drop(host.name(), out.name(), DropReason.TOO_BIG, packet);
            return true;
        }
        int near = route.gatewayBits(hop) != 0 ? route.gatewayBits(hop) : target;
        if (confirm) {
            host.neighbours().confirm(out, near);
        }
        host.neighbours().send(out, near, packet);
        return true;
    }

    /** The address this host would put into a packet to the target whose ports nobody knows yet; 0 without a route. */
    int sourceFor(int target) {
        return sourceFor(target, IpProtocol.TCP, 0, 0);
    }

    /**
     * The address a socket that is not bound to one gets: that of the link its first lookup leads to, from 0.0.0.0 and with the
     * ports it has (linux-ecmp.md §2, locally made traffic); 0 without a route.
     *
     * @param sourcePort 0 where none is bound: Linux hashes a random one from 6.16 on, see
     *     {@code Predictability.Reason.RANDOM_CONNECT_PORT}
     */
    int sourceFor(int target, int protocol, int sourcePort, int targetPort) {
        if (target >>> 24 == 127) {
            return 0x7F00_0001;
        }
        if (host.kindOf(target) == LocalAddresses.LOCAL) {
            return target;
        }
        RouteEntry route = host.fib().lookup(target);
        if (route == null || route.kind() != RouteKind.UNICAST) {
            return 0;
        }
        IpAddress preferred = route.route().preferredSource();
        if (preferred != null) {
            return (int) preferred.low();
        }
        int hop = route.isMultipath()
                ? route.select(host.flowHash().hash31OfLocalIpv4(0, target, protocol, sourcePort, targetPort))
                : 0;
        int near = route.gatewayBits(hop) != 0 ? route.gatewayBits(hop) : target;
        return sourceOn(route.hop(hop).device(), near);
    }

    /** The MTU of the first hop towards a target; that of Ethernet without a route. */
    int mtuTo(int target) {
        if (host.kindOf(target) == LocalAddresses.LOCAL) {
            return Math.min(65_535, host.loopback().mtu());
        }
        RouteEntry route = host.fib().lookup(target);
        return route == null || route.size() == 0
                ? 1_500
                : Math.min(65_535, route.hop(0).device().mtu());
    }

    /** inet_select_addr: an address of the device, best one on the neighbour's subnet. */
    private int sourceOn(NetworkInterface device, int near) {
        for (InterfaceAddress address : device.addresses()) {
            if (address.subnet().contains(near)) {
                return address.address().bits();
            }
        }
        if (device.primaryAddressBits() != 0) {
            return device.primaryAddressBits();
        }
        // inet_select_addr: a device without an address borrows one from the first that has one.
        for (NetworkInterface other : host.interfaces()) {
            if (other != host.loopback() && other.primaryAddressBits() != 0) {
                return other.primaryAddressBits();
            }
        }
        return 0;
    }

    private int choose(RouteEntry route, Frame packet, int lookupSource) {
        byte[] octets = packet.octets();
        int at = packet.start();
        int protocol = Ipv4.protocol(octets, at);
        int transport = at + Ipv4.headerLength(octets, at);
        int sourcePort = 0;
        int targetPort = 0;
        if (protocol == IpProtocol.TCP || protocol == IpProtocol.UDP) {
            sourcePort = Octets.u16(octets, transport);
            targetPort = Octets.u16(octets, transport + 2);
        } else if (protocol == IpProtocol.ICMP) {
            targetPort = Icmp.type(octets, transport) << 8 | Icmp.code(octets, transport);
        }
        int target = Ipv4.destination(octets, at);
        int hash31 = host.flowHash().hash31OfLocalIpv4(lookupSource, target, protocol, sourcePort, targetPort);
        return host.profile().kernel().prefersSource()
                ? route.selectFromSource(hash31, lookupSource)
                : route.select(hash31);
    }

    private boolean sendToAll(Frame packet, int target) {
        int source = Ipv4.source(packet.octets(), packet.start());
        for (NetworkInterface out : host.interfaces()) {
            for (InterfaceAddress address : out.addresses()) {
                boolean here = address.address().bits() == source
                        || address.subnet().last().bits() == target;
                if (here && out != host.loopback()) {
                    long multicast = 0x0100_5E00_0000L | (target & 0x7F_FFFF);
                    transmitTo(out, target >>> 28 == 0xE ? multicast : BROADCAST, packet);
                    return true;
                }
            }
        }
        host.network().drop(host.name(), "", DropReason.NO_ROUTE, packet);
        return false;
    }

    private static void transmitTo(NetworkInterface out, long mac, Frame packet) {
        int start = packet.push(Ethernet.HEADER_OCTETS);
        Ethernet.writeHeader(packet.octets(), start, mac, out.macBits(), EtherType.IPV4);
        out.transmit(packet);
    }
}
