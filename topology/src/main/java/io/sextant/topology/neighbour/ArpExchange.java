package io.sextant.topology.neighbour;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.arp.Arp;
import io.sextant.protocol.ethernet.EtherType;
import io.sextant.protocol.ethernet.Ethernet;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.topology.Network;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import org.jspecify.annotations.Nullable;

/** ARP on the wire (RFC 826) as Linux' net/ipv4/arp.c sends and answers it, with arp_announce and arp_ignore at 0. */
final class ArpExchange implements Resolver {

    private static final long BROADCAST = 0xFFFF_FFFF_FFFFL;

    private final Network network;
    private final NeighbourOwner owner;
    private final NeighbourTable table;

    ArpExchange(Network network, NeighbourOwner owner, NeighbourTable table) {
        this.network = network;
        this.owner = owner;
        this.table = table;
    }

    @Override
    public int etherType() {
        return EtherType.IPV4;
    }

    @Override
    public DropReason failed() {
        return DropReason.ARP_FAILED;
    }

    @Override
    public DropReason queueFull() {
        return DropReason.ARP_QUEUE_FULL;
    }

    @Override
    public void probe(Neighbour entry, @Nullable Frame waiting) {
        int packetSource = waiting == null ? 0 : Ipv4.source(waiting.octets(), waiting.start());
        int wanted = (int) entry.low;
        long target = entry.state == NeighbourState.PROBE ? entry.macBits : BROADCAST;
        entry.probes++;
        int source = packetSource != 0 && isLocal(packetSource) ? packetSource : sourceOn(entry.device, wanted);
        send(entry.device, target, Arp.REQUEST, source, 0, wanted);
    }

    private boolean isLocal(int addressBits) {
        return owner.isLocal(0, IpAddress.mapped(addressBits));
    }

    /** arp_process. */
    @Override
    public void receive(NetworkInterface in, Frame frame) {
        byte[] octets = frame.octets();
        int at = frame.start() + Ethernet.HEADER_OCTETS;
        if (!Arp.check(octets, at, frame.end() - at).isOk()) {
            network.drop(owner.name(), in.name(), DropReason.ARP_MALFORMED, frame);
            return;
        }
        boolean request = Arp.operation(octets, at) == Arp.REQUEST;
        int sender = Arp.senderIp(octets, at);
        int target = Arp.targetIp(octets, at);
        long senderMac = Arp.senderMac(octets, at);
        boolean toUs = Ethernet.destination(octets, frame.start()) == in.macBits();
        network.pool().give(frame);
        if (target >>> 24 == 127 || target >>> 28 == 0xE) {
            return;
        }
        if (request && isLocal(target)) {
            // A sender of 0.0.0.0 asks whether the address is taken (RFC 5227): answered, not learnt.
            if (sender != 0) {
                table.heardRequest(in, 0, IpAddress.mapped(sender), senderMac);
            }
            send(in, senderMac, Arp.REPLY, target, senderMac, sender);
            return;
        }
        if (sender != 0) {
            table.heardOther(in, sender, senderMac, !request && toUs, sender == target);
        }
    }

    private void send(NetworkInterface device, long to, int operation, int source, long targetMac, int target) {
        Frame frame = network.pool().take(Ethernet.HEADER_OCTETS + Arp.PACKET_OCTETS);
        byte[] octets = frame.octets();
        Ethernet.writeHeader(octets, frame.start(), to, device.macBits(), EtherType.ARP);
        int at = frame.start() + Ethernet.HEADER_OCTETS;
        Arp.write(octets, at, operation, device.macBits(), source, targetMac, target);
        device.transmit(frame);
    }

    /** inet_select_addr: the address whose subnet holds the target, else the primary one, else 0.0.0.0. */
    private static int sourceOn(NetworkInterface device, int target) {
        for (InterfaceAddress address : device.addresses()) {
            if (address.subnet().contains(target)) {
                return address.address().bits();
            }
        }
        return device.primaryAddressBits();
    }
}
