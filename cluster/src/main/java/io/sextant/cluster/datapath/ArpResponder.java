package io.sextant.cluster.datapath;

import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.frame.Frame;

/** {@code tail_handle_arp}: whoever asks a Cilium device for an address is told the device's own MAC address. */
final class ArpResponder {

    private static final int REQUEST = 1;
    private static final int REPLY = 2;

    private ArpResponder() {}

    /** Turns an ARP request (RFC 826) into its answer, in place; false when the frame is none. */
    static boolean answer(Frame frame, NetworkInterface device) {
        if (!Packet.isArp(frame)) {
            return false;
        }
        byte[] octets = frame.octets();
        int ethernet = frame.start();
        int arp = ethernet + Packet.ETHERNET_OCTETS;
        if (Packet.u16(octets, arp + 6) != REQUEST) {
            return false;
        }
        long asker = Packet.mac(octets, arp + 8);
        int askerIp = Packet.u32(octets, arp + 14);
        int wantedIp = Packet.u32(octets, arp + 24);
        if (askerIp == wantedIp) {
            return false;
        }
        Packet.putMac(octets, ethernet, asker);
        Packet.putMac(octets, ethernet + 6, device.macBits());
        Packet.putU16(octets, arp + 6, REPLY);
        Packet.putMac(octets, arp + 8, device.macBits());
        Packet.putU32(octets, arp + 14, wantedIp);
        Packet.putMac(octets, arp + 18, asker);
        Packet.putU32(octets, arp + 24, askerIp);
        return true;
    }
}
