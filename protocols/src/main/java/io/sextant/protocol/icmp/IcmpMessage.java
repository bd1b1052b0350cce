package io.sextant.protocol.icmp;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.Checksum;
import io.sextant.protocol.wire.MalformedException;
import io.sextant.protocol.wire.Octets;
import io.sextant.protocol.wire.WireCheck;
import java.util.Arrays;

/**
 * The meaning of an ICMP message. Errors hold a {@link Quotation} of the packet they are about; {@link #decode} verifies the
 * checksum, {@link #encode} computes it.
 */
public sealed interface IcmpMessage
        permits IcmpEcho, IcmpMessage.DestinationUnreachable, IcmpMessage.TimeExceeded, IcmpMessage.Redirect {

    /** Writes the whole message with its checksum. */
    void encode(ByteWriter out);

    /**
     * The packet could not be delivered. {@code nextHopMtuOctets} is the MTU of the link that was too narrow (RFC 1191 §4),
     * zero for every code but {@link UnreachableCode#FRAGMENTATION_NEEDED}.
     */
    record DestinationUnreachable(UnreachableCode code, int nextHopMtuOctets, Quotation quotation)
            implements IcmpMessage {

        public DestinationUnreachable {
            if (nextHopMtuOctets != 0 && code != UnreachableCode.FRAGMENTATION_NEEDED) {
                throw new IllegalArgumentException("an MTU with code " + code);
            }
        }

        @Override
        public void encode(ByteWriter out) {
            write(out, Icmp.DESTINATION_UNREACHABLE, code.number(), nextHopMtuOctets, quotation.octets());
        }
    }

    /** The TTL ran out on the way, or with {@code inReassembly} a fragment waited too long for the others. */
    record TimeExceeded(boolean inReassembly, Quotation quotation) implements IcmpMessage {

        @Override
        public void encode(ByteWriter out) {
            write(out, Icmp.TIME_EXCEEDED, inReassembly ? 1 : 0, 0, quotation.octets());
        }
    }

    /** A better gateway for the network (code 0), the host (1), or either with a type of service (2, 3). */
    record Redirect(int code, Ipv4Address gateway, Quotation quotation) implements IcmpMessage {

        private static final int MAX_CODE = 3;

        public Redirect {
            if (code < 0 || code > MAX_CODE) {
                throw new IllegalArgumentException("redirect code " + code + " is not in 0..3");
            }
        }

        @Override
        public void encode(ByteWriter out) {
            write(out, Icmp.REDIRECT, code, gateway.bits(), quotation.octets());
        }
    }

    /** Reads a message that takes all of {@code in}; a type this interface does not list is an error. */
    static IcmpMessage decode(ByteReader in) throws MalformedException {
        byte[] b = in.rest();
        WireCheck check = Icmp.check(b, 0, b.length);
        if (check == WireCheck.TRUNCATED) {
            throw new MalformedException("ICMP header", "needs 8 octets, " + b.length + " are left");
        }
        if (!check.isOk()) {
            throw new MalformedException("ICMP checksum", "does not match the message");
        }
        int type = Icmp.type(b, 0);
        int code = limited(type, Icmp.code(b, 0));
        int rest = Octets.s32(b, 4);
        byte[] data = Arrays.copyOfRange(b, Icmp.HEADER_OCTETS, b.length);
        return switch (type) {
            case Icmp.ECHO_REQUEST, Icmp.ECHO_REPLY ->
                new IcmpEcho(type == Icmp.ECHO_REQUEST, rest >>> 16, rest & 0xFFFF, data);
            case Icmp.DESTINATION_UNREACHABLE -> {
                UnreachableCode reason = UnreachableCode.BY_NUMBER.get(code);
                int mtu = reason == UnreachableCode.FRAGMENTATION_NEEDED ? rest & 0xFFFF : 0;
                yield new DestinationUnreachable(reason, mtu, Quotation.decode(data));
            }
            case Icmp.TIME_EXCEEDED -> new TimeExceeded(code == 1, Quotation.decode(data));
            default -> new Redirect(code, new Ipv4Address(rest), Quotation.decode(data));
        };
    }

    private static int limited(int type, int code) throws MalformedException {
        int max =
                switch (type) {
                    case Icmp.ECHO_REQUEST, Icmp.ECHO_REPLY -> 0;
                    case Icmp.DESTINATION_UNREACHABLE -> UnreachableCode.BY_NUMBER.size() - 1;
                    case Icmp.TIME_EXCEEDED -> 1;
                    case Icmp.REDIRECT -> Redirect.MAX_CODE;
                    default -> throw new MalformedException("ICMP type", type + " is not spoken here");
                };
        if (code > max) {
            throw new MalformedException("ICMP code", code + " of type " + type + " is above " + max);
        }
        return code;
    }

    static void write(ByteWriter out, int type, int code, int rest, byte[] data) {
        int at = out.length();
        out.u8(type).u8(code).u16(0).s32(rest).bytes(data);
        out.patchU16(at + 2, Checksum.of(out.buffer(), at, out.length() - at));
    }
}
