package io.sextant.cluster.datapath;

import io.sextant.protocol.wire.Checksum;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.frame.Frame;

/**
 * {@code icmp6_handle_ns}: a pod that asks for the router's address or for another pod of this node is told the MAC address of
 * the device it asks through.
 */
final class NdResponder {

    /** Neighbour solicitation (RFC 4861 §4.3). */
    static final int SOLICITATION = 135;

    private static final int ADVERTISEMENT = 136;
    private static final int ROUTER = 0x8000_0000;
    private static final int SOLICITED = 0x4000_0000;
    private static final int OVERRIDE = 0x2000_0000;
    private static final int MESSAGE_OCTETS = 32;
    private static final int TARGET_LINK_LAYER_OPTION = 0x0201;

    private NdResponder() {}

    /**
     * Turns the solicitation in {@code maps.packet} into its advertisement, in place: the option with the asker's address
     * has room for ours. False when the target is nobody's here, or the asker gave no address.
     */
    static boolean answer(Frame frame, NetworkInterface device, Maps maps) {
        Packet packet = maps.packet;
        byte[] octets = frame.octets();
        int icmp = packet.transport();
        if (frame.end() - icmp < MESSAGE_OCTETS) {
            return false;
        }
        long targetHigh = Packet.u64(octets, icmp + 8);
        long targetLow = Packet.u64(octets, icmp + 16);
        boolean router = maps.net().routerIp().high() == targetHigh
                && maps.net().routerIp().low() == targetLow;
        if (!router && maps.endpoints.get(targetHigh, targetLow) == null) {
            return false;
        }
        int ip = frame.start() + Packet.ETHERNET_OCTETS;
        packet.setMacs(device.macBits(), packet.sourceMac());
        Packet.putU64(octets, ip + 24, packet.sourceHigh);
        Packet.putU64(octets, ip + 32, packet.sourceLow);
        Packet.putU64(octets, ip + 8, targetHigh);
        Packet.putU64(octets, ip + 16, targetLow);
        Packet.putU16(octets, icmp, ADVERTISEMENT << 8);
        Packet.putU16(octets, icmp + 2, 0);
        Packet.putU32(octets, icmp + 4, (router ? ROUTER : 0) | SOLICITED | OVERRIDE);
        Packet.putU16(octets, icmp + 24, TARGET_LINK_LAYER_OPTION);
        Packet.putMac(octets, icmp + 26, device.macBits());
        int length = frame.end() - icmp;
        long pseudoHeader = Checksum.add(length + Packet.ICMPV6, octets, ip + 8, 32);
        Packet.putU16(octets, icmp + 2, Checksum.finish(Checksum.add(pseudoHeader, octets, icmp, length)));
        return true;
    }
}
