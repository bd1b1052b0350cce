package io.sextant.protocol.bgp.message;

import io.sextant.protocol.wire.ByteWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes path attributes in FRR's order: multiprotocol first (RFC 7606 §5.1), then 1 to 8, large communities, route
 * reflection, extended communities, the two-octet speakers' AS4 pair, and what is passed on unread.
 */
final class AttributeEncoder {

    private final CodecContext context;
    private final ByteWriter out;

    AttributeEncoder(CodecContext context, ByteWriter out) {
        this.context = context;
        this.out = out;
    }

    void reach(MpReach reach) {
        put(AttributeType.MP_REACH_NLRI, body -> reach.encode(body, context));
    }

    void unreach(MpUnreach unreach) {
        put(AttributeType.MP_UNREACH_NLRI, body -> unreach.encode(body, context));
    }

    /** All attributes but the multiprotocol ones; NEXT_HOP only if IPv4 prefixes follow. */
    void attributes(PathAttributes attributes, boolean announcesIpv4) {
        put(AttributeType.ORIGIN, body -> body.u8(attributes.origin().code()));
        put(AttributeType.AS_PATH, context.longAsPathHeader(), body -> attributes
                .asPath()
                .encode(body, context.fourOctetAs()));
        if (announcesIpv4) {
            attributes.nextHop().ifPresent(hop -> put(AttributeType.NEXT_HOP, body -> body.bytes(hop.toOctets())));
        }
        attributes.med().ifPresent(med -> put(AttributeType.MULTI_EXIT_DISC, body -> body.u32(med)));
        attributes
                .localPreference()
                .ifPresent(preference -> put(AttributeType.LOCAL_PREF, body -> body.u32(preference)));
        if (attributes.atomicAggregate()) {
            put(AttributeType.ATOMIC_AGGREGATE, body -> {});
        }
        Aggregator aggregator = attributes.aggregator().orElse(null);
        if (aggregator != null) {
            put(AttributeType.AGGREGATOR, body -> aggregator(body, aggregator, context.fourOctetAs()));
        }
        communities(attributes);
        as4(attributes, aggregator);
        attributes.others().forEach(this::raw);
    }

    private void communities(PathAttributes attributes) {
        if (!attributes.communities().isEmpty()) {
            put(AttributeType.COMMUNITIES, body -> attributes.communities().forEach(value -> body.s32(value.bits())));
        }
        if (!attributes.largeCommunities().isEmpty()) {
            put(AttributeType.LARGE_COMMUNITIES, body -> attributes
                    .largeCommunities()
                    .forEach(value ->
                            body.s32(value.administrator()).s32(value.first()).s32(value.second())));
        }
        attributes.originatorId().ifPresent(id -> put(AttributeType.ORIGINATOR_ID, body -> body.s32(id.bits())));
        if (!attributes.clusterList().isEmpty()) {
            put(AttributeType.CLUSTER_LIST, body -> attributes.clusterList().forEach(id -> body.s32(id.bits())));
        }
        if (!attributes.extendedCommunities().isEmpty()) {
            put(
                    AttributeType.EXTENDED_COMMUNITIES,
                    body -> attributes.extendedCommunities().forEach(value -> body.s64(value.bits())));
        }
    }

    /** RFC 6793 §4.2.2: what a two-octet peer cannot read goes along in attributes it passes on unread. */
    private void as4(PathAttributes attributes, @Nullable Aggregator aggregator) {
        if (context.fourOctetAs()) {
            return;
        }
        AsPath path = attributes.asPath().withoutConfederation();
        if (path.needsFourOctets()) {
            put(AttributeType.AS4_PATH, body -> path.encode(body, true));
        }
        if (aggregator != null && aggregator.asn().isFourOctet()) {
            put(AttributeType.AS4_AGGREGATOR, body -> aggregator(body, aggregator, true));
        }
    }

    private static void aggregator(ByteWriter body, Aggregator aggregator, boolean fourOctets) {
        long asn = aggregator.asn().value();
        if (fourOctets) {
            body.u32(asn);
        } else {
            body.u16((int) (aggregator.asn().isFourOctet() ? io.sextant.protocol.address.Asn.TRANS.value() : asn));
        }
        body.s32(aggregator.identifier().bits());
    }

    private void raw(RawAttribute attribute) {
        put(
                attribute.flags(),
                attribute.type(),
                false,
                body -> body.bytes(attribute.value().array()));
    }

    private void put(AttributeType type, Consumer<ByteWriter> value) {
        put(type, false, value);
    }

    private void put(AttributeType type, boolean longHeader, Consumer<ByteWriter> value) {
        put(type.flags(), type.code(), longHeader, value);
    }

    private void put(int flags, int code, boolean longHeader, Consumer<ByteWriter> value) {
        ByteWriter body = new ByteWriter();
        value.accept(body);
        if (longHeader || body.length() > 255) {
            out.u8(flags | AttributeType.Flags.EXTENDED_LENGTH).u8(code).u16(body.length());
        } else {
            out.u8(flags).u8(code).u8(body.length());
        }
        out.bytes(body.buffer(), 0, body.length());
    }
}
