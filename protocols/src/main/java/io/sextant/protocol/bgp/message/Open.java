package io.sextant.protocol.bgp.message;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first message of each side (RFC 4271 §4.2).
 *
 * <pre>
 *  0         1       3           5            9
 * | version | my AS | hold time | identifier | length | optional parameters ... |
 * </pre>
 *
 * <p>{@code parameters} keeps the grouping as it was on the wire: FRR sends one capability per parameter, MetalLB all in
 * one, and both must come out octet for octet.
 *
 * @param myAs the two-octet field, {@link Asn#TRANS} when the number does not fit
 * @param holdTimeSeconds 0..65535
 */
public record Open(int version, int myAs, int holdTimeSeconds, Ipv4Address identifier, List<Parameter> parameters)
        implements BgpMessage {

    /** The version spoken here. */
    public static final int VERSION = 4;

    private static final int CAPABILITIES = 2;
    private static final int EXTENDED_LENGTH = 255;

    public Open {
        if (myAs >>> 16 != 0 || holdTimeSeconds >>> 16 != 0) {
            throw new IllegalArgumentException("OPEN fields do not fit: " + myAs + ", " + holdTimeSeconds);
        }
        parameters = List.copyOf(parameters);
    }

    /** An optional parameter. */
    public sealed interface Parameter {
        /** One or several capabilities in one parameter (RFC 5492 §4). */
        record Capabilities(List<Capability> capabilities) implements Parameter {
            public Capabilities {
                capabilities = List.copyOf(capabilities);
            }
        }

        /** Any other parameter; it earns {@code 2/4} from the session. */
        record Unknown(int type, Octets value) implements Parameter {}
    }

    /** An OPEN of this version; the AS number goes into the two-octet field as far as it fits. */
    public static Open of(Asn asn, int holdTimeSeconds, Ipv4Address identifier, List<Parameter> parameters) {
        int myAs = (int) (asn.isFourOctet() ? Asn.TRANS : asn).value();
        return new Open(VERSION, myAs, holdTimeSeconds, identifier, parameters);
    }

    /** All capabilities in the order of the wire. */
    public List<Capability> capabilities() {
        List<Capability> all = new ArrayList<>();
        for (Parameter parameter : parameters) {
            if (parameter instanceof Parameter.Capabilities group) {
                all.addAll(group.capabilities());
            }
        }
        return all;
    }

    /** The first capability of a kind. */
    public <C extends Capability> Optional<C> capability(Class<C> kind) {
        return capabilities().stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** The speaker's AS number: from the capability if it has one, else from the header field (RFC 6793 §4.1). */
    public Asn asn() {
        return capability(Capability.FourOctetAs.class)
                .map(Capability.FourOctetAs::asn)
                .orElse(new Asn(myAs));
    }

    /** The families offered. Without any multiprotocol capability that is IPv4 unicast (RFC 4760 §8). */
    public List<AddressFamily> families() {
        List<AddressFamily> families = new ArrayList<>();
        for (Capability capability : capabilities()) {
            if (capability instanceof Capability.Multiprotocol multiprotocol
                    && !families.contains(multiprotocol.family())) {
                families.add(multiprotocol.family());
            }
        }
        return families.isEmpty() ? List.of(AddressFamily.IPV4_UNICAST) : families;
    }

    static Open decode(ByteReader in) throws MalformedException, BgpException {
        int version = in.u8("OPEN version");
        if (version != VERSION) {
            // RFC 4271 §6.2: the data is the largest version supported, in two octets.
            throw new BgpException(
                    Notification.of(
                            Notification.OPEN_ERROR, Notification.UNSUPPORTED_VERSION, Octets.of((byte) 0, (byte)
                                    VERSION)),
                    "version " + version);
        }
        int myAs = in.u16("OPEN my AS");
        int holdTimeSeconds = in.u16("OPEN hold time");
        Ipv4Address identifier = new Ipv4Address(in.s32("OPEN identifier"));
        try {
            return new Open(version, myAs, holdTimeSeconds, identifier, decodeParameters(in));
        } catch (MalformedException e) {
            // RFC 4271 §6.2: a recognized but malformed parameter has subcode 0, unspecific.
            throw new BgpException(Notification.of(Notification.OPEN_ERROR, 0), String.valueOf(e.getMessage()));
        }
    }

    private static List<Parameter> decodeParameters(ByteReader in) throws MalformedException {
        int length = in.u8("parameters length");
        boolean extended = false;
        ByteReader body;
        if (length == EXTENDED_LENGTH && in.remaining() > 0) {
            ByteReader rest = new ByteReader(in.rest());
            // RFC 9072 §2: a first type of 255 says that the true length follows in two octets.
            int type = rest.u8("parameter type");
            extended = type == EXTENDED_LENGTH;
            if (extended) {
                body = rest.slice(rest.u16("extended parameters length"), "parameters");
            } else {
                body = new ByteReader(prepend(type, rest.bytes(length - 1, "parameters")));
            }
            rest.expectEnd("OPEN");
        } else {
            body = in.slice(length, "parameters");
            in.expectEnd("OPEN");
        }
        List<Parameter> parameters = new ArrayList<>();
        while (!body.isEmpty()) {
            int type = body.u8("parameter type");
            int octets = extended ? body.u16("parameter length") : body.u8("parameter length");
            parameters.add(decodeParameter(type, body.slice(octets, "parameter value")));
        }
        return parameters;
    }

    private static byte[] prepend(int first, byte[] rest) {
        return new ByteWriter(rest.length + 1).u8(first).bytes(rest).toBytes();
    }

    private static Parameter decodeParameter(int type, ByteReader value) throws MalformedException {
        if (type != CAPABILITIES) {
            return new Parameter.Unknown(type, Octets.wrap(value.rest()));
        }
        List<Capability> capabilities = new ArrayList<>();
        while (!value.isEmpty()) {
            capabilities.add(Capability.decode(value));
        }
        return new Parameter.Capabilities(capabilities);
    }

    void encode(ByteWriter out) {
        out.u8(version).u16(myAs).u16(holdTimeSeconds).s32(identifier.bits());
        ByteWriter plain = new ByteWriter();
        boolean fits = true;
        for (Parameter parameter : parameters) {
            byte[] value = value(parameter);
            fits &= value.length <= 255;
            if (fits) {
                plain.u8(type(parameter)).u8(value.length).bytes(value);
            }
        }
        if (fits && plain.length() < EXTENDED_LENGTH) {
            out.u8(plain.length()).bytes(plain.toBytes());
            return;
        }
        out.u8(EXTENDED_LENGTH).u8(EXTENDED_LENGTH).lengthPrefixed16(body -> {
            for (Parameter parameter : parameters) {
                byte[] value = value(parameter);
                body.u8(type(parameter)).u16(value.length).bytes(value);
            }
        });
    }

    private static int type(Parameter parameter) {
        return parameter instanceof Parameter.Unknown unknown ? unknown.type() : CAPABILITIES;
    }

    private static byte[] value(Parameter parameter) {
        if (parameter instanceof Parameter.Unknown unknown) {
            return unknown.value().toBytes();
        }
        ByteWriter value = new ByteWriter();
        for (Capability capability : ((Parameter.Capabilities) parameter).capabilities()) {
            capability.encode(value);
        }
        return value.toBytes();
    }

    @Override
    public MessageType type() {
        return MessageType.OPEN;
    }
}
