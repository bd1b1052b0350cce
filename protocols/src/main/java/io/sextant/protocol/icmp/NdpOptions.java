package io.sextant.protocol.icmp;

import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.address.MacAddress;
import io.sextant.protocol.ip.Ipv6;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.MalformedException;
import io.sextant.protocol.wire.Octets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Messages of neighbour discovery as values: their fixed parts, and the link-layer addresses in their options. */
final class NdpOptions {

    private static final int ROUTER_ADVERTISEMENT_OCTETS = 16;

    private NdpOptions() {}

    /** An option of eight octets, or nothing. */
    static byte[] encode(int kind, @Nullable MacAddress mac) {
        if (mac == null) {
            return new byte[0];
        }
        byte[] option = new byte[8];
        Octets.putU16(option, 0, kind << 8 | 1);
        mac.writeTo(option, 2);
        return option;
    }

    static void write(
            ByteWriter out,
            int type,
            int flags,
            Ipv6Address target,
            @Nullable MacAddress mac,
            Ipv6Address source,
            Ipv6Address destination) {
        byte[] octets = new byte[Ndp.WITH_MAC_OCTETS];
        long addressSum = Ipv6.addressSum(source.high(), source.low(), destination.high(), destination.low());
        long macBits = mac == null ? Ndp.NO_MAC : mac.bits();
        int length = Ndp.write(octets, 0, type, flags, target.high(), target.low(), macBits, addressSum);
        out.bytes(Arrays.copyOf(octets, length));
    }

    static Icmpv6Message decode(byte[] b, int type, int rest) throws MalformedException {
        switch (type) {
            case Icmpv6.ROUTER_SOLICITATION -> {
                return new Icmpv6Message.RouterSolicitation(mac(b, Icmpv6.HEADER_OCTETS, Ndp.SOURCE_MAC_OPTION));
            }
            case Icmpv6.ROUTER_ADVERTISEMENT -> {
                require(b, ROUTER_ADVERTISEMENT_OCTETS);
                return new Icmpv6Message.RouterAdvertisement(
                        rest >>> 24,
                        rest >>> 16 & 0xFF,
                        rest & 0xFFFF,
                        Octets.s32(b, 8),
                        Octets.s32(b, 12),
                        mac(b, ROUTER_ADVERTISEMENT_OCTETS, Ndp.SOURCE_MAC_OPTION));
            }
            case Icmpv6.NEIGHBOUR_SOLICITATION -> {
                Ipv6Address target = target(b);
                return new Icmpv6Message.NeighbourSolicitation(
                        target, mac(b, Ndp.HEADER_OCTETS, Ndp.SOURCE_MAC_OPTION));
            }
            default -> {
                Ipv6Address target = target(b);
                return new Icmpv6Message.NeighbourAdvertisement(
                        (rest & Ndp.ROUTER) != 0,
                        (rest & Ndp.SOLICITED) != 0,
                        (rest & Ndp.OVERRIDE) != 0,
                        target,
                        mac(b, Ndp.HEADER_OCTETS, Ndp.TARGET_MAC_OPTION));
            }
        }
    }

    private static Ipv6Address target(byte[] b) throws MalformedException {
        require(b, Ndp.HEADER_OCTETS);
        Ipv6Address target = Ipv6Address.of(b, 8);
        if (target.isMulticast()) {
            throw new MalformedException("NDP target", target + " is a group");
        }
        return target;
    }

    private static void require(byte[] b, int octets) throws MalformedException {
        if (b.length < octets) {
            throw new MalformedException("NDP message", b.length + " octets, " + octets + " are needed");
        }
    }

    private static @Nullable MacAddress mac(byte[] b, int from, int kind) throws MalformedException {
        MacAddress found = null;
        for (int at = from; at < b.length; ) {
            int words = b.length - at < 8 ? 0 : Octets.u8(b, at + 1);
            if (words == 0 || words * 8 > b.length - at) {
                throw new MalformedException("NDP option", words + " words with " + (b.length - at) + " octets left");
            }
            if (found == null && Octets.u8(b, at) == kind) {
                found = MacAddress.of(b, at + 2);
            }
            at += words * 8;
        }
        return found;
    }
}
