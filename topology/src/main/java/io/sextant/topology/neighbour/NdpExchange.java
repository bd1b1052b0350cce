package io.sextant.topology.neighbour;

import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.ethernet.EtherType;
import io.sextant.protocol.ethernet.Ethernet;
import io.sextant.protocol.icmp.Icmpv6;
import io.sextant.protocol.icmp.Ndp;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv6;
import io.sextant.topology.Network;
import io.sextant.topology.device.Ipv6InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import org.jspecify.annotations.Nullable;

/** Neighbour solicitations and advertisements (RFC 4861 §7.2) as Linux' net/ipv6/ndisc.c sends and answers them. */
final class NdpExchange implements Resolver {

    private static final long GROUP_MAC = 0x3333_0000_0000L;
    private static final long LINK_GROUP_HIGH = 0xFF02_0000_0000_0000L;
    private static final long SOLICITED_NODE_LOW = 0x1_FF00_0000L;

    private final Network network;
    private final NeighbourOwner owner;
    private final NeighbourTable table;

    NdpExchange(Network network, NeighbourOwner owner, NeighbourTable table) {
        this.network = network;
        this.owner = owner;
        this.table = table;
    }

    @Override
    public int etherType() {
        return EtherType.IPV6;
    }

    @Override
    public DropReason failed() {
        return DropReason.ND_FAILED;
    }

    @Override
    public DropReason queueFull() {
        return DropReason.ND_QUEUE_FULL;
    }

    /** ndisc_solicit: from the waiting packet's own source, else from the link-local address. */
    @Override
    public void probe(Neighbour entry, @Nullable Frame waiting) {
        entry.probes++;
        Ipv6Address source = sourceOn(entry.device, waiting);
        if (source == null) {
            return;
        }
        boolean unicast = entry.state == NeighbourState.PROBE;
        long groupLow = SOLICITED_NODE_LOW | (entry.low & 0xFF_FFFF);
        send(
                entry.device,
                unicast ? entry.macBits : GROUP_MAC | (groupLow & 0xFFFF_FFFFL),
                source,
                unicast ? entry.high : LINK_GROUP_HIGH,
                unicast ? entry.low : groupLow,
                Icmpv6.NEIGHBOUR_SOLICITATION,
                0,
                entry.high,
                entry.low,
                entry.device.macBits());
    }

    @Override
    public void receive(NetworkInterface in, Frame frame) {
        byte[] octets = frame.octets();
        int at = frame.start() + Ethernet.HEADER_OCTETS;
        int ndp = Ipv6.offsetOf(Ipv6.upperLayer(octets, at));
        int length = frame.end() - ndp;
        if (!Ndp.check(octets, ndp, length, Ipv6.hopLimit(octets, at)).isOk()) {
            network.drop(owner.name(), in.name(), DropReason.ND_MALFORMED, frame);
            return;
        }
        if (Icmpv6.type(octets, ndp) == Icmpv6.NEIGHBOUR_SOLICITATION) {
            receiveSolicitation(in, octets, at, ndp, length);
        } else {
            receiveAdvertisement(in, octets, at, ndp, length);
        }
        network.pool().give(frame);
    }

    /** ndisc_recv_ns: the target must be an address of the very interface. */
    private void receiveSolicitation(NetworkInterface in, byte[] octets, int at, int ndp, int length) {
        Ipv6Address own = addressOn(in, Ndp.targetHigh(octets, ndp), Ndp.targetLow(octets, ndp));
        if (own == null) {
            return;
        }
        long mac = Ndp.mac(octets, ndp, length);
        long high = Ipv6.sourceHigh(octets, at);
        long low = Ipv6.sourceLow(octets, at);
        boolean multicast = Ipv6Address.isMulticast(Ipv6.destinationHigh(octets, at));
        int router = owner.isRouter() ? Ndp.ROUTER : 0;
        if ((high | low) == 0) {
            // Duplicate address detection elsewhere: everybody is told (RFC 4861 §7.2.4).
            Ipv6Address all = Ipv6Address.ALL_NODES;
            long group = all.multicastMac().bits();
            advertise(in, group, own, all.high(), all.low(), router | Ndp.OVERRIDE, in.macBits());
            return;
        }
        if (mac != Ndp.NO_MAC) {
            table.heardRequest(in, high, low, mac);
        }
        long to = mac != Ndp.NO_MAC ? mac : Ethernet.source(octets, at - Ethernet.HEADER_OCTETS);
        // Whoever probes an address it knows is answered without the address, which replaces nothing.
        int flags = router | Ndp.SOLICITED | (multicast ? Ndp.OVERRIDE : 0);
        advertise(in, to, own, high, low, flags, multicast ? in.macBits() : Ndp.NO_MAC);
    }

    private void receiveAdvertisement(NetworkInterface in, byte[] octets, int at, int ndp, int length) {
        int flags = Ndp.flags(octets, ndp);
        boolean multicast = Ipv6Address.isMulticast(Ipv6.destinationHigh(octets, at));
        if (multicast && (flags & Ndp.SOLICITED) != 0) {
            return;
        }
        long mac = Ndp.mac(octets, ndp, length);
        table.heardAdvertisement(in, Ndp.targetHigh(octets, ndp), Ndp.targetLow(octets, ndp), mac, flags);
    }

    private void advertise(
            NetworkInterface device, long toMac, Ipv6Address own, long high, long low, int flags, long mac) {
        int type = Icmpv6.NEIGHBOUR_ADVERTISEMENT;
        send(device, toMac, own, high, low, type, flags, own.high(), own.low(), mac);
    }

    private void send(
            NetworkInterface device,
            long toMac,
            Ipv6Address source,
            long destinationHigh,
            long destinationLow,
            int type,
            int flags,
            long targetHigh,
            long targetLow,
            long mac) {
        int length = mac == Ndp.NO_MAC ? Ndp.HEADER_OCTETS : Ndp.WITH_MAC_OCTETS;
        Frame frame = network.pool().take(Ethernet.HEADER_OCTETS + Ipv6.HEADER_OCTETS + length);
        byte[] octets = frame.octets();
        Ethernet.writeHeader(octets, frame.start(), toMac, device.macBits(), EtherType.IPV6);
        int at = frame.start() + Ethernet.HEADER_OCTETS;
        Ipv6.writeHeader(
                octets,
                at,
                0,
                0,
                length,
                IpProtocol.ICMPV6,
                Ndp.HOP_LIMIT,
                source.high(),
                source.low(),
                destinationHigh,
                destinationLow);
        long addressSum = Ipv6.addressSum(octets, at);
        Ndp.write(octets, at + Ipv6.HEADER_OCTETS, type, flags, targetHigh, targetLow, mac, addressSum);
        device.transmit(frame);
    }

    private static @Nullable Ipv6Address sourceOn(NetworkInterface device, @Nullable Frame waiting) {
        if (waiting != null) {
            byte[] octets = waiting.octets();
            int at = waiting.start();
            Ipv6Address own = addressOn(device, Ipv6.sourceHigh(octets, at), Ipv6.sourceLow(octets, at));
            if (own != null) {
                return own;
            }
        }
        for (Ipv6InterfaceAddress address : device.ipv6Addresses()) {
            if (address.address().isLinkLocal()) {
                return address.address();
            }
        }
        return null;
    }

    private static @Nullable Ipv6Address addressOn(NetworkInterface device, long high, long low) {
        for (Ipv6InterfaceAddress address : device.ipv6Addresses()) {
            if (address.address().high() == high && address.address().low() == low) {
                return address.address();
            }
        }
        return null;
    }
}
