package io.sextant.protocol.bgp.message;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One capability of an OPEN message (RFC 5492 §4).
 *
 * <pre>
 *  0      1        2
 * | code | length | value ... |
 * </pre>
 *
 * <p>A code that is not known here is kept raw, so that what a peer said can always be shown and said again.
 */
public sealed interface Capability {

    /** The code IANA assigned. */
    int code();

    /** Writes the value without code and length. */
    void encodeValue(ByteWriter out);

    /** Multiprotocol extensions (RFC 4760 §8). */
    record Multiprotocol(AddressFamily family) implements Capability {
        @Override
        public int code() {
            return 1;
        }

        @Override
        public void encodeValue(ByteWriter out) {
            out.u16(family.afi()).u8(0).u8(family.safi());
        }
    }

    /** Route refresh (RFC 2918), or its prestandard form with code 128. */
    record RouteRefreshing(boolean prestandard) implements Capability {
        @Override
        public int code() {
            return prestandard ? 128 : 2;
        }

        @Override
        public void encodeValue(ByteWriter out) {}
    }

    /** IPv4 prefixes with IPv6 next hops (RFC 8950 §4). */
    record ExtendedNextHop(List<Rule> rules) implements Capability {

        /** Prefixes of {@code family} may have next hops of {@code nextHopAfi}. */
        public record Rule(AddressFamily family, int nextHopAfi) {}

        public ExtendedNextHop {
            rules = List.copyOf(rules);
        }

        @Override
        public int code() {
            return 5;
        }

        @Override
        public void encodeValue(ByteWriter out) {
            for (Rule rule : rules) {
                out.u16(rule.family.afi()).u16(rule.family.safi()).u16(rule.nextHopAfi);
            }
        }
    }

    /** Messages up to 65,535 octets (RFC 8654). */
    record ExtendedMessage() implements Capability {
        @Override
        public int code() {
            return 6;
        }

        @Override
        public void encodeValue(ByteWriter out) {}
    }

    /** The role in an eBGP relation (RFC 9234 §4.1): 0 provider, 1 route server, 2 its client, 3 customer, 4 peer. */
    record Role(int role) implements Capability {
        @Override
        public int code() {
            return 9;
        }

        @Override
        public void encodeValue(ByteWriter out) {
            out.u8(role);
        }
    }

    /** Graceful restart (RFC 4724 §3) with the N bit of RFC 8538 §2. No families: helper only. */
    record GracefulRestart(boolean restarting, boolean notification, int restartTimeSeconds, List<FamilyState> families)
            implements Capability {

        /** Whether forwarding state of the family was preserved over the restart. */
        public record FamilyState(AddressFamily family, boolean preserved) {}

        public GracefulRestart {
            if (restartTimeSeconds >>> 12 != 0) {
                throw new IllegalArgumentException("restart time " + restartTimeSeconds + " is not in 0..4095 s");
            }
            families = List.copyOf(families);
        }

        @Override
        public int code() {
            return 64;
        }

        @Override
        public void encodeValue(ByteWriter out) {
            out.u16((restarting ? 0x8000 : 0) | (notification ? 0x4000 : 0) | restartTimeSeconds);
            for (FamilyState state : families) {
                out.u16(state.family.afi()).u8(state.family.safi()).u8(state.preserved ? 0x80 : 0);
            }
        }
    }

    /** The speaker's AS number in full (RFC 6793 §3). */
    record FourOctetAs(Asn asn) implements Capability {
        @Override
        public int code() {
            return 65;
        }

        @Override
        public void encodeValue(ByteWriter out) {
            out.u32(asn.value());
        }
    }

    /** Several paths per prefix (RFC 7911 §4). */
    record AddPath(List<Ability> abilities) implements Capability {

        /** What the sender of the capability is able to do for a family. */
        public record Ability(AddressFamily family, boolean canReceive, boolean canSend) {}

        public AddPath {
            abilities = List.copyOf(abilities);
        }

        @Override
        public int code() {
            return 69;
        }

        @Override
        public void encodeValue(ByteWriter out) {
            for (Ability ability : abilities) {
                out.u16(ability.family.afi())
                        .u8(ability.family.safi())
                        .u8((ability.canReceive ? 1 : 0) | (ability.canSend ? 2 : 0));
            }
        }
    }

    /** Enhanced route refresh (RFC 7313 §3.1). */
    record EnhancedRouteRefresh() implements Capability {
        @Override
        public int code() {
            return 70;
        }

        @Override
        public void encodeValue(ByteWriter out) {}
    }

    /** Long-lived graceful restart (RFC 9494 §3). */
    record LongLivedGracefulRestart(List<StaleFamily> families) implements Capability {

        /** Whether forwarding state was preserved, and for how many seconds (24 bits) stale routes may live. */
        public record StaleFamily(AddressFamily family, boolean preserved, int staleTimeSeconds) {}

        public LongLivedGracefulRestart {
            families = List.copyOf(families);
        }

        @Override
        public int code() {
            return 71;
        }

        @Override
        public void encodeValue(ByteWriter out) {
            for (StaleFamily state : families) {
                out.u16(state.family.afi())
                        .u8(state.family.safi())
                        .u8(state.preserved ? 0x80 : 0)
                        .u24(state.staleTimeSeconds);
            }
        }
    }

    /** Host and domain name of the speaker (draft-walton-bgp-hostname-capability). */
    record Fqdn(String hostName, String domainName) implements Capability {
        @Override
        public int code() {
            return 73;
        }

        @Override
        public void encodeValue(ByteWriter out) {
            out.lengthPrefixed8(body -> body.bytes(hostName.getBytes(StandardCharsets.UTF_8)));
            out.lengthPrefixed8(body -> body.bytes(domainName.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Any other capability, or a known one whose value has a form that is not the assigned one. */
    record Unknown(int code, Octets value) implements Capability {
        @Override
        public void encodeValue(ByteWriter out) {
            out.bytes(value.array());
        }
    }

    static Capability decode(ByteReader in) throws MalformedException {
        int code = in.u8("capability code");
        byte[] value = in.bytes(in.u8("capability length"), "capability value");
        try {
            Capability capability = decodeValue(code, new ByteReader(value), value);
            // A reserved bit that was set or a name that is no UTF-8 would be lost; such a value is kept raw.
            ByteWriter again = new ByteWriter(value.length);
            capability.encodeValue(again);
            Octets raw = Octets.wrap(value);
            return Octets.wrap(again.toBytes()).equals(raw) ? capability : new Unknown(code, raw);
        } catch (MalformedException e) {
            // RFC 5492 §5 leaves bad values to each capability; the session is not worth losing over one.
            return new Unknown(code, Octets.wrap(value));
        }
    }

    default void encode(ByteWriter out) {
        out.u8(code()).lengthPrefixed8(this::encodeValue);
    }

    private static Capability decodeValue(int code, ByteReader in, byte[] raw) throws MalformedException {
        return switch (code) {
            case 1 -> {
                int afi = in.u16("AFI");
                in.skip(1, "reserved");
                yield new Multiprotocol(new AddressFamily(afi, in.u8("SAFI")));
            }
            case 2 -> new RouteRefreshing(false);
            case 128 -> new RouteRefreshing(true);
            case 5 -> extendedNextHop(in);
            case 6 -> new ExtendedMessage();
            case 9 -> new Role(in.u8("role"));
            case 64 -> gracefulRestart(in);
            case 65 -> new FourOctetAs(new Asn(in.u32("AS number")));
            case 69 -> addPath(in);
            case 70 -> new EnhancedRouteRefresh();
            case 71 -> longLived(in);
            case 73 -> new Fqdn(text(in, "host name"), text(in, "domain name"));
            default -> new Unknown(code, Octets.wrap(raw));
        };
    }

    private static ExtendedNextHop extendedNextHop(ByteReader in) throws MalformedException {
        List<ExtendedNextHop.Rule> entries = new ArrayList<>();
        while (!in.isEmpty()) {
            int afi = in.u16("AFI");
            int safi = in.u16("SAFI");
            if (safi > 0xFF) {
                throw new MalformedException("SAFI", safi + " is more than 255");
            }
            entries.add(new ExtendedNextHop.Rule(new AddressFamily(afi, safi), in.u16("next hop AFI")));
        }
        return new ExtendedNextHop(entries);
    }

    private static GracefulRestart gracefulRestart(ByteReader in) throws MalformedException {
        int flagsAndTime = in.u16("restart flags and time");
        List<GracefulRestart.FamilyState> families = new ArrayList<>();
        while (!in.isEmpty()) {
            AddressFamily family = new AddressFamily(in.u16("AFI"), in.u8("SAFI"));
            families.add(new GracefulRestart.FamilyState(family, (in.u8("flags") & 0x80) != 0));
        }
        return new GracefulRestart(
                (flagsAndTime & 0x8000) != 0, (flagsAndTime & 0x4000) != 0, flagsAndTime & 0xFFF, families);
    }

    private static AddPath addPath(ByteReader in) throws MalformedException {
        List<AddPath.Ability> entries = new ArrayList<>();
        while (!in.isEmpty()) {
            AddressFamily family = new AddressFamily(in.u16("AFI"), in.u8("SAFI"));
            int flags = in.u8("send/receive");
            entries.add(new AddPath.Ability(family, (flags & 1) != 0, (flags & 2) != 0));
        }
        return new AddPath(entries);
    }

    private static LongLivedGracefulRestart longLived(ByteReader in) throws MalformedException {
        List<LongLivedGracefulRestart.StaleFamily> families = new ArrayList<>();
        while (!in.isEmpty()) {
            AddressFamily family = new AddressFamily(in.u16("AFI"), in.u8("SAFI"));
            boolean preserved = (in.u8("flags") & 0x80) != 0;
            families.add(new LongLivedGracefulRestart.StaleFamily(family, preserved, in.u24("stale time")));
        }
        return new LongLivedGracefulRestart(families);
    }

    private static String text(ByteReader in, String field) throws MalformedException {
        return new String(in.bytes(in.u8(field + " length"), field), StandardCharsets.UTF_8);
    }
}
