package io.sextant.protocol.icmp;

import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.address.MacAddress;
import io.sextant.protocol.ip.Ipv6;
import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.MalformedException;
import io.sextant.protocol.wire.Octets;
import io.sextant.protocol.wire.WireCheck;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of an ICMPv6 message (RFC 4443, RFC 4861). Its checksum covers the packet's addresses, which are therefore
 * given when it is read and written. Options of neighbour discovery other than link-layer addresses are passed over.
 */
public sealed interface Icmpv6Message
        permits IcmpEcho,
                Icmpv6Message.DestinationUnreachable,
                Icmpv6Message.PacketTooBig,
                Icmpv6Message.TimeExceeded,
                Icmpv6Message.ParameterProblem,
                Icmpv6Message.RouterSolicitation,
                Icmpv6Message.RouterAdvertisement,
                Icmpv6Message.NeighbourSolicitation,
                Icmpv6Message.NeighbourAdvertisement {

    /** Writes the whole message with its checksum. */
    void encode(ByteWriter out, Ipv6Address source, Ipv6Address destination);

    /** The packet could not be delivered; codes 0..6 as in {@link Icmpv6} and RFC 4443 §3.1. */
    record DestinationUnreachable(int code, Quotation quotation) implements Icmpv6Message {

        private static final int MAX_CODE = 6;

        public DestinationUnreachable {
            if (code < 0 || code > MAX_CODE) {
                throw new IllegalArgumentException("unreachable code " + code + " is not in 0..6");
            }
        }

        @Override
        public void encode(ByteWriter out, Ipv6Address source, Ipv6Address destination) {
            write(out, Icmpv6.DESTINATION_UNREACHABLE, code, 0, quotation.octets(), source, destination);
        }
    }

    /** The next link's MTU was too small (RFC 4443 §3.2). */
    record PacketTooBig(long mtuOctets, Quotation quotation) implements Icmpv6Message {

        public PacketTooBig {
            if (mtuOctets >>> 32 != 0) {
                throw new IllegalArgumentException("MTU " + mtuOctets);
            }
        }

        @Override
        public void encode(ByteWriter out, Ipv6Address source, Ipv6Address destination) {
            write(out, Icmpv6.PACKET_TOO_BIG, 0, (int) mtuOctets, quotation.octets(), source, destination);
        }
    }

    /** The hop limit ran out on the way, or with {@code inReassembly} a fragment waited too long for the others. */
    record TimeExceeded(boolean inReassembly, Quotation quotation) implements Icmpv6Message {

        @Override
        public void encode(ByteWriter out, Ipv6Address source, Ipv6Address destination) {
            write(out, Icmpv6.TIME_EXCEEDED, inReassembly ? 1 : 0, 0, quotation.octets(), source, destination);
        }
    }

    /** A field, next header or option at {@code pointer} octets into the packet was not understood (RFC 4443 §3.4). */
    record ParameterProblem(int code, long pointer, Quotation quotation) implements Icmpv6Message {

        private static final int MAX_CODE = 2;

        public ParameterProblem {
            if (code < 0 || code > MAX_CODE || pointer >>> 32 != 0) {
                throw new IllegalArgumentException("parameter problem code " + code + " at " + pointer);
            }
        }

        @Override
        public void encode(ByteWriter out, Ipv6Address source, Ipv6Address destination) {
            write(out, Icmpv6.PARAMETER_PROBLEM, code, (int) pointer, quotation.octets(), source, destination);
        }
    }

    /** Is a router there? ({@code mac}: the sender's, null where it has no address yet; RFC 4861 §4.1.) */
    record RouterSolicitation(@Nullable MacAddress mac) implements Icmpv6Message {

        @Override
        public void encode(ByteWriter out, Ipv6Address source, Ipv6Address destination) {
            byte[] options = NdpOptions.encode(Ndp.SOURCE_MAC_OPTION, mac);
            write(out, Icmpv6.ROUTER_SOLICITATION, 0, 0, options, source, destination);
        }
    }

    /**
     * A router tells of itself (RFC 4861 §4.2).
     *
     * @param hopLimit for hosts to send with; 0: not said
     * @param flags the octet of M, O and what later documents added
     * @param lifetimeSeconds as a default router, 0..65535
     * @param reachableMillis and
     * @param retransmitMillis of neighbour discovery; 0: not said
     */
    record RouterAdvertisement(
            int hopLimit,
            int flags,
            int lifetimeSeconds,
            int reachableMillis,
            int retransmitMillis,
            @Nullable MacAddress mac)
            implements Icmpv6Message {

        public RouterAdvertisement {
            if (hopLimit >>> 8 != 0 || flags >>> 8 != 0 || lifetimeSeconds >>> 16 != 0) {
                throw new IllegalArgumentException("hop limit, flags or lifetime of a router advertisement");
            }
        }

        @Override
        public void encode(ByteWriter out, Ipv6Address source, Ipv6Address destination) {
            byte[] options = NdpOptions.encode(Ndp.SOURCE_MAC_OPTION, mac);
            byte[] data = new byte[8 + options.length];
            Octets.putS32(data, 0, reachableMillis);
            Octets.putS32(data, 4, retransmitMillis);
            System.arraycopy(options, 0, data, 8, options.length);
            int rest = hopLimit << 24 | flags << 16 | lifetimeSeconds;
            write(out, Icmpv6.ROUTER_ADVERTISEMENT, 0, rest, data, source, destination);
        }
    }

    /** Who has this address? {@code mac} is the sender's, null in duplicate address detection (RFC 4861 §4.3). */
    record NeighbourSolicitation(
            Ipv6Address target, @Nullable MacAddress mac) implements Icmpv6Message {

        @Override
        public void encode(ByteWriter out, Ipv6Address source, Ipv6Address destination) {
            NdpOptions.write(out, Icmpv6.NEIGHBOUR_SOLICITATION, 0, target, mac, source, destination);
        }
    }

    /** I have this address, and {@code mac} leads to it (RFC 4861 §4.4). */
    record NeighbourAdvertisement(
            boolean router,
            boolean solicited,
            boolean override,
            Ipv6Address target,
            @Nullable MacAddress mac) implements Icmpv6Message {

        @Override
        public void encode(ByteWriter out, Ipv6Address source, Ipv6Address destination) {
            int flags = (router ? Ndp.ROUTER : 0) | (solicited ? Ndp.SOLICITED : 0) | (override ? Ndp.OVERRIDE : 0);
            NdpOptions.write(out, Icmpv6.NEIGHBOUR_ADVERTISEMENT, flags, target, mac, source, destination);
        }
    }

    /** Reads a message that takes all of {@code in}; a type this interface does not list is an error. */
    static Icmpv6Message decode(ByteReader in, Ipv6Address source, Ipv6Address destination) throws MalformedException {
        byte[] b = in.rest();
        WireCheck check = Icmpv6.check(b, 0, b.length, addressSum(source, destination));
        if (check == WireCheck.TRUNCATED) {
            throw new MalformedException("ICMPv6 header", "needs 8 octets, " + b.length + " are left");
        }
        if (!check.isOk()) {
            throw new MalformedException("ICMPv6 checksum", "does not match the message");
        }
        int type = Icmpv6.type(b, 0);
        int code = limited(type, Icmpv6.code(b, 0));
        int rest = Icmpv6.rest(b, 0);
        byte[] data = Arrays.copyOfRange(b, Icmpv6.HEADER_OCTETS, b.length);
        return switch (type) {
            case Icmpv6.ECHO_REQUEST, Icmpv6.ECHO_REPLY ->
                new IcmpEcho(type == Icmpv6.ECHO_REQUEST, rest >>> 16, rest & 0xFFFF, data);
            case Icmpv6.DESTINATION_UNREACHABLE -> new DestinationUnreachable(code, Quotation.decodeIpv6(data));
            case Icmpv6.PACKET_TOO_BIG -> new PacketTooBig(rest & 0xFFFF_FFFFL, Quotation.decodeIpv6(data));
            case Icmpv6.TIME_EXCEEDED -> new TimeExceeded(code == 1, Quotation.decodeIpv6(data));
            case Icmpv6.PARAMETER_PROBLEM ->
                new ParameterProblem(code, rest & 0xFFFF_FFFFL, Quotation.decodeIpv6(data));
            default -> NdpOptions.decode(b, type, rest);
        };
    }

    private static int limited(int type, int code) throws MalformedException {
        int max =
                switch (type) {
                    case Icmpv6.DESTINATION_UNREACHABLE -> DestinationUnreachable.MAX_CODE;
                    case Icmpv6.PARAMETER_PROBLEM -> ParameterProblem.MAX_CODE;
                    case Icmpv6.TIME_EXCEEDED -> 1;
                    case Icmpv6.ECHO_REQUEST,
                            Icmpv6.ECHO_REPLY,
                            Icmpv6.PACKET_TOO_BIG,
                            Icmpv6.ROUTER_SOLICITATION,
                            Icmpv6.ROUTER_ADVERTISEMENT,
                            Icmpv6.NEIGHBOUR_SOLICITATION,
                            Icmpv6.NEIGHBOUR_ADVERTISEMENT -> 0;
                    default -> throw new MalformedException("ICMPv6 type", type + " is not spoken here");
                };
        if (code > max) {
            throw new MalformedException("ICMPv6 code", code + " of type " + type + " is above " + max);
        }
        return code;
    }

    static void write(
            ByteWriter out, int type, int code, int rest, byte[] data, Ipv6Address source, Ipv6Address destination) {
        byte[] octets = new byte[Icmpv6.HEADER_OCTETS + data.length];
        System.arraycopy(data, 0, octets, Icmpv6.HEADER_OCTETS, data.length);
        Icmpv6.writeHeader(octets, 0, type, code, rest, data.length, addressSum(source, destination));
        out.bytes(octets);
    }

    private static long addressSum(Ipv6Address source, Ipv6Address destination) {
        return Ipv6.addressSum(source.high(), source.low(), destination.high(), destination.low());
    }
}
