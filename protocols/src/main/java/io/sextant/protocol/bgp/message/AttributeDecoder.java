package io.sextant.protocol.bgp.message;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.MalformedException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the path attributes of one UPDATE and keeps the books of RFC 7606: what is malformed is discarded, or makes the
 * routes withdrawn, or throws.
 *
 * <pre>
 *  0       1      2 or 2-3
 * | flags | type | length | value ... |  repeated; flags: optional, transitive, partial, extended length
 * </pre>
 */
final class AttributeDecoder {

    private final CodecContext context;
    private final PathAttributes.Builder builder = PathAttributes.builder();
    private final List<UpdateFault> faults = new ArrayList<>();
    private final EnumSet<AttributeType> seen = EnumSet.noneOf(AttributeType.class);
    private final List<RawAttribute> others = new ArrayList<>();
    private @Nullable MpReach reach;
    private @Nullable MpUnreach unreach;
    private @Nullable Ipv4Address nextHop;
    private @Nullable AsPath asPath;
    private @Nullable AsPath as4Path;
    private @Nullable Aggregator aggregator;
    private @Nullable Aggregator as4Aggregator;

    AttributeDecoder(CodecContext context) {
        this.context = context;
    }

    /** Reads all of {@code in}. */
    void decode(ByteReader in) throws BgpException {
        while (!in.isEmpty()) {
            int flags;
            int type;
            byte[] value;
            try {
                flags = in.u8("attribute flags");
                type = in.u8("attribute type");
                boolean extended = (flags & AttributeType.Flags.EXTENDED_LENGTH) != 0;
                value = in.bytes(extended ? in.u16("attribute length") : in.u8("attribute length"), "attribute value");
            } catch (MalformedException e) {
                // RFC 7606 §4: lengths that do not add up make the routes withdrawn, as the prefixes can still be
                // found.
                withdraw(0, Notification.MALFORMED_ATTRIBUTE_LIST, Octets.EMPTY, String.valueOf(e.getMessage()));
                return;
            }
            decodeOne(flags, type, value);
        }
    }

    private void decodeOne(int flags, int code, byte[] value) throws BgpException {
        Octets whole = whole(flags, code, value);
        Optional<AttributeType> known = AttributeType.of(code);
        if (known.isEmpty()) {
            decodeUnknown(flags, code, value, whole);
            return;
        }
        AttributeType type = known.get();
        if (!seen.add(type)) {
            if (type.cost() == AttributeType.Cost.RESET) {
                throw reset(Notification.MALFORMED_ATTRIBUTE_LIST, Octets.EMPTY, type + " twice");
            }
            // RFC 7606 §3 (g): all but the first are discarded.
            faults.add(new UpdateFault.AttributeDiscard(code, type + " twice"));
            return;
        }
        if (context.external() && !context.confederation() && type.isInternal()) {
            faults.add(new UpdateFault.AttributeDiscard(code, type + " from an external peer"));
            return;
        }
        if ((flags & AttributeType.Flags.TRANSITIVE) != type.flags()) {
            fault(type, Notification.ATTRIBUTE_FLAGS, whole, type + " with flags " + flags);
            return;
        }
        try {
            ByteReader in = new ByteReader(value);
            decodeValue(type, in);
            in.expectEnd(type.name());
        } catch (MalformedException e) {
            fault(type, subcode(type), whole, type + ": " + e.getMessage());
            return;
        }
    }

    private void decodeValue(AttributeType type, ByteReader in) throws MalformedException {
        switch (type) {
            case ORIGIN -> builder.origin(origin(in.u8("ORIGIN")));
            case AS_PATH -> asPath = asPath(in, context.fourOctetAs());
            case NEXT_HOP -> {
                nextHop = new Ipv4Address(in.s32("NEXT_HOP"));
                builder.nextHop(nextHop);
            }
            case MULTI_EXIT_DISC -> builder.med(OptionalLong.of(in.u32("MULTI_EXIT_DISC")));
            case LOCAL_PREF -> builder.localPreference(OptionalLong.of(in.u32("LOCAL_PREF")));
            case ATOMIC_AGGREGATE -> builder.atomicAggregate(in.isEmpty());
            case AGGREGATOR -> aggregator = aggregator(in, context.fourOctetAs());
            case COMMUNITIES -> builder.communities(communities(in));
            case ORIGINATOR_ID -> builder.originatorId(new Ipv4Address(in.s32("ORIGINATOR_ID")));
            case CLUSTER_LIST -> builder.clusterList(clusterList(in));
            case MP_REACH_NLRI -> reach = MpReach.decode(in, context).orElse(null);
            case MP_UNREACH_NLRI -> unreach = MpUnreach.decode(in, context).orElse(null);
            case EXTENDED_COMMUNITIES -> builder.extendedCommunities(extendedCommunities(in));
            case AS4_PATH -> as4Path = AsPath.decode(in, true).withoutConfederation();
            case AS4_AGGREGATOR -> as4Aggregator = aggregator(in, true);
            case LARGE_COMMUNITIES -> builder.largeCommunities(largeCommunities(in));
        }
    }

    private void decodeUnknown(int flags, int code, byte[] value, Octets whole) throws BgpException {
        if ((flags & AttributeType.Flags.OPTIONAL) == 0) {
            throw reset(Notification.UNRECOGNIZED_WELL_KNOWN, whole, "well-known attribute " + code);
        }
        // RFC 4271 §5: unknown optional attributes travel on if transitive, and are dropped in silence if not.
        if ((flags & AttributeType.Flags.WELL_KNOWN) != 0) {
            others.add(new RawAttribute(flags & 0xE0, code, Octets.wrap(value)));
        }
    }

    /**
     * Ends the reading: merges what two-octet peers say in two places, and checks that what must be there is there.
     *
     * @param announcesIpv4 whether prefixes follow behind the attributes
     */
    @Nullable
    PathAttributes finish(boolean announcesIpv4) throws BgpException {
        checkNextHop();
        if (!context.fourOctetAs()) {
            mergeFourOctet();
        } else if (as4Path != null || as4Aggregator != null) {
            // RFC 6793 §3: not to be sent by four-octet speakers, and discarded from them.
            faults.add(new UpdateFault.AttributeDiscard(AttributeType.AS4_PATH.code(), "AS4 attributes not wanted"));
        }
        builder.asPath(asPath == null ? AsPath.EMPTY : asPath);
        builder.aggregator(aggregator);
        builder.others(others);
        if (announcesIpv4 || (reach != null && !reach.announced().isEmpty())) {
            require(AttributeType.ORIGIN);
            require(AttributeType.AS_PATH);
            if (!context.external()) {
                require(AttributeType.LOCAL_PREF);
            }
        }
        if (announcesIpv4) {
            require(AttributeType.NEXT_HOP);
        }
        boolean onlyPrefixes =
                others.isEmpty() && seen.stream().allMatch(type -> type.cost() == AttributeType.Cost.RESET);
        return onlyPrefixes && !announcesIpv4 && reach == null ? null : builder.build();
    }

    /**
     * Departs from RFC 4271 §6.3, which would ignore the route: FRR 8.4 {@code bgp_attr_nexthop_valid} ends the session, when
     * all attributes are read and none of them is MP_REACH_NLRI (measured).
     */
    private void checkNextHop() throws BgpException {
        Ipv4Address hop = nextHop;
        if (hop != null
                && hop.isMartian()
                && !context.martianNextHops()
                && !seen.contains(AttributeType.MP_REACH_NLRI)) {
            Octets whole = whole(AttributeType.NEXT_HOP.flags(), AttributeType.NEXT_HOP.code(), hop.toOctets());
            throw reset(Notification.INVALID_NEXT_HOP, whole, "next hop " + hop + " is no host");
        }
    }

    private void mergeFourOctet() {
        boolean trueAggregator = aggregator != null && !aggregator.asn().equals(Asn.TRANS);
        if (trueAggregator && as4Aggregator != null) {
            // RFC 6793 §4.2.3: somebody who speaks two octets aggregated later; the old attributes no longer hold.
            return;
        }
        if (as4Aggregator != null && aggregator != null) {
            aggregator = as4Aggregator;
        }
        if (as4Path != null && asPath != null) {
            asPath = asPath.mergedWith(as4Path);
        }
    }

    private void require(AttributeType type) {
        if (!seen.contains(type)) {
            Octets code = Octets.of((byte) type.code());
            withdraw(type.code(), Notification.MISSING_WELL_KNOWN, code, type + " is missing");
        }
    }

    List<UpdateFault> faults() {
        return faults;
    }

    @Nullable
    MpReach reach() {
        return reach;
    }

    @Nullable
    MpUnreach unreach() {
        return unreach;
    }

    private void fault(AttributeType type, int subcode, Octets whole, String reason) throws BgpException {
        switch (type.cost()) {
            case DISCARD -> faults.add(new UpdateFault.AttributeDiscard(type.code(), reason));
            case WITHDRAW -> withdraw(type.code(), subcode, whole, reason);
            case RESET -> throw reset(subcode, whole, reason);
        }
    }

    private void withdraw(int code, int subcode, Octets data, String reason) {
        Notification instead = Notification.of(Notification.UPDATE_ERROR, subcode, data);
        faults.add(new UpdateFault.TreatAsWithdraw(code, instead, reason));
    }

    private static BgpException reset(int subcode, Octets data, String reason) {
        return new BgpException(Notification.of(Notification.UPDATE_ERROR, subcode, data), reason);
    }

    private static int subcode(AttributeType type) {
        return switch (type) {
            case ORIGIN -> Notification.INVALID_ORIGIN;
            case AS_PATH -> Notification.MALFORMED_AS_PATH;
            case NEXT_HOP -> Notification.INVALID_NEXT_HOP;
            case MP_REACH_NLRI, MP_UNREACH_NLRI -> Notification.OPTIONAL_ATTRIBUTE;
            default -> Notification.ATTRIBUTE_LENGTH;
        };
    }

    /** The attribute as it stood on the wire, which is the data RFC 4271 §6.3 asks for. */
    private static Octets whole(int flags, int code, byte[] value) {
        ByteWriter out = new ByteWriter(value.length + 4);
        out.u8(flags).u8(code);
        if ((flags & AttributeType.Flags.EXTENDED_LENGTH) != 0) {
            out.u16(value.length);
        } else {
            out.u8(value.length);
        }
        return Octets.wrap(out.bytes(value).toBytes());
    }

    private static Origin origin(int code) throws MalformedException {
        return Origin.of(code).orElseThrow(() -> new MalformedException("ORIGIN", "value " + code));
    }

    private AsPath asPath(ByteReader in, boolean fourOctets) throws MalformedException {
        AsPath path = AsPath.decode(in, fourOctets);
        if (path.confederationLength() > 0 && context.external() && !context.confederation()) {
            // RFC 5065 §5: confederation segments must not come from outside the confederation.
            throw new MalformedException("AS_PATH", "confederation segment from outside");
        }
        return path;
    }

    private static Aggregator aggregator(ByteReader in, boolean fourOctets) throws MalformedException {
        Asn asn = new Asn(fourOctets ? in.u32("AGGREGATOR AS") : in.u16("AGGREGATOR AS"));
        return new Aggregator(asn, new Ipv4Address(in.s32("AGGREGATOR identifier")));
    }

    private static List<Community> communities(ByteReader in) throws MalformedException {
        List<Community> all = new ArrayList<>();
        do {
            all.add(new Community(in.s32("COMMUNITIES")));
        } while (!in.isEmpty());
        return all;
    }

    private static List<Ipv4Address> clusterList(ByteReader in) throws MalformedException {
        List<Ipv4Address> all = new ArrayList<>();
        do {
            all.add(new Ipv4Address(in.s32("CLUSTER_LIST")));
        } while (!in.isEmpty());
        return all;
    }

    private static List<ExtendedCommunity> extendedCommunities(ByteReader in) throws MalformedException {
        List<ExtendedCommunity> all = new ArrayList<>();
        do {
            all.add(new ExtendedCommunity(in.s64("EXTENDED_COMMUNITIES")));
        } while (!in.isEmpty());
        // FRR 8.4 ecommunity_parse puts what a peer sends in order.
        return all.stream().distinct().sorted().toList();
    }

    private static List<LargeCommunity> largeCommunities(ByteReader in) throws MalformedException {
        List<LargeCommunity> all = new ArrayList<>();
        do {
            all.add(new LargeCommunity(
                    in.s32("LARGE_COMMUNITIES"), in.s32("LARGE_COMMUNITIES"), in.s32("LARGE_COMMUNITIES")));
        } while (!in.isEmpty());
        return all;
    }
}
