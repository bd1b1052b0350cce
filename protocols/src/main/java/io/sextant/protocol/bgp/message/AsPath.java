package io.sextant.protocol.bgp.message;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.MalformedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The path of ASes a route came along (RFC 4271 §5.1.2, RFC 5065 §3). Immutable; kept in its four-octet wire form, which
 * is compact, cheap to compare and what most peers speak.
 *
 * <pre>
 *  0              1       2
 * | segment type | count | AS numbers, 2 or 4 octets each ... |  repeated
 * </pre>
 */
public final class AsPath {

    /** The path of a route born in this AS. */
    public static final AsPath EMPTY = new AsPath(new byte[0]);

    private static final int MAX_SEGMENT_ASNS = 255;

    private final byte[] wire;
    private final int length;
    private final int confederationLength;

    private AsPath(byte[] wire) {
        this.wire = wire;
        int counted = 0;
        int confederation = 0;
        for (int at = 0; at < wire.length; at += 2 + 4 * (wire[at + 1] & 0xFF)) {
            int asns = wire[at + 1] & 0xFF;
            switch (SegmentType.of(wire[at])) {
                case SET -> counted++;
                case SEQUENCE -> counted += asns;
                case CONFED_SEQUENCE -> confederation += asns;
                case CONFED_SET -> confederation++;
            }
        }
        this.length = counted;
        this.confederationLength = confederation;
    }

    /** Kinds of segment with their values on the wire. */
    public enum SegmentType {
        SET(1),
        SEQUENCE(2),
        CONFED_SEQUENCE(3),
        CONFED_SET(4);

        private final int code;

        SegmentType(int code) {
            this.code = code;
        }

        static SegmentType of(int code) {
            return switch (code) {
                case 1 -> SET;
                case 2 -> SEQUENCE;
                case 3 -> CONFED_SEQUENCE;
                default -> CONFED_SET;
            };
        }

        /** Whether the segment lives inside a confederation only. */
        public boolean isConfederation() {
            return this == CONFED_SEQUENCE || this == CONFED_SET;
        }
    }

    /** A run of 1..255 AS numbers of one kind. */
    public record Segment(SegmentType type, List<Asn> asns) {
        public Segment {
            if (asns.isEmpty() || asns.size() > MAX_SEGMENT_ASNS) {
                throw new IllegalArgumentException(asns.size() + " AS numbers in a segment");
            }
            asns = List.copyOf(asns);
        }
    }

    /** One sequence; empty for no number at all. */
    public static AsPath ofSequence(Asn... asns) {
        return EMPTY.prepend(List.of(asns));
    }

    public static AsPath of(List<Segment> segments) {
        ByteWriter out = new ByteWriter();
        for (Segment segment : segments) {
            out.u8(segment.type().code).u8(segment.asns().size());
            segment.asns().forEach(asn -> out.u32(asn.value()));
        }
        return new AsPath(out.toBytes());
    }

    /** AS numbers in sequences, and one for each set; confederation segments do not count (RFC 4271 §9.1.2.2). */
    public int length() {
        return length;
    }

    /** The same count over confederation segments alone. */
    public int confederationLength() {
        return confederationLength;
    }

    public boolean isEmpty() {
        return wire.length == 0;
    }

    public List<Segment> segments() {
        List<Segment> segments = new ArrayList<>();
        for (int at = 0; at < wire.length; at += 2 + 4 * (wire[at + 1] & 0xFF)) {
            List<Asn> asns = new ArrayList<>();
            for (int i = 0; i < (wire[at + 1] & 0xFF); i++) {
                asns.add(asnAt(at + 2 + 4 * i));
            }
            segments.add(new Segment(SegmentType.of(wire[at]), asns));
        }
        return segments;
    }

    /** The neighbouring AS: the first number of the first segment, if that is a plain sequence. */
    public Optional<Asn> neighbour() {
        boolean sequence = wire.length > 0 && SegmentType.of(wire[0]) == SegmentType.SEQUENCE;
        return sequence ? Optional.of(asnAt(2)) : Optional.empty();
    }

    /**
     * The neighbouring AS behind confederation segments, or 0 where a set comes first or nothing does (FRR 8.4
     * {@code aspath_cmp_left}); for code that runs for every route.
     */
    public long neighbourBits() {
        for (int at = 0; at < wire.length; at += 2 + 4 * (wire[at + 1] & 0xFF)) {
            SegmentType type = SegmentType.of(wire[at]);
            if (!type.isConfederation()) {
                return type == SegmentType.SEQUENCE ? longAt(at + 2) : 0;
            }
        }
        return 0;
    }

    /** The first member AS of the confederation, or 0 where the path does not begin with one. */
    public long memberBits() {
        return wire.length > 0 && SegmentType.of(wire[0]) == SegmentType.CONFED_SEQUENCE ? longAt(2) : 0;
    }

    /** The last number of the path, the AS it began in, or 0 for an empty path (FRR 8.4 {@code aspath_get_last_as}). */
    public long originBits() {
        return wire.length == 0 ? 0 : longAt(wire.length - 4);
    }

    /** Whether any segment is a set. */
    public boolean hasSets() {
        for (int at = 0; at < wire.length; at += 2 + 4 * (wire[at + 1] & 0xFF)) {
            SegmentType type = SegmentType.of(wire[at]);
            if (type == SegmentType.SET || type == SegmentType.CONFED_SET) {
                return true;
            }
        }
        return false;
    }

    /** Whether the number appears anywhere, which for one's own is a loop. */
    public boolean contains(Asn asn) {
        return count(asn) > 0;
    }

    /** How often the number appears. */
    public int count(Asn asn) {
        int count = 0;
        for (int at = 0; at < wire.length; at += 2 + 4 * (wire[at + 1] & 0xFF)) {
            for (int i = 0; i < (wire[at + 1] & 0xFF); i++) {
                if (longAt(at + 2 + 4 * i) == asn.value()) {
                    count++;
                }
            }
        }
        return count;
    }

    /** The path with the numbers in front, in a sequence; a full segment is followed by a new one (RFC 4271 §5.1.2). */
    public AsPath prepend(List<Asn> asns) {
        List<Segment> segments = new ArrayList<>(segments());
        for (int i = asns.size() - 1; i >= 0; i--) {
            Segment first = segments.isEmpty() ? null : segments.get(0);
            if (first == null
                    || first.type() != SegmentType.SEQUENCE
                    || first.asns().size() == MAX_SEGMENT_ASNS) {
                segments.add(0, new Segment(SegmentType.SEQUENCE, List.of(asns.get(i))));
            } else {
                List<Asn> longer = new ArrayList<>(first.asns().size() + 1);
                longer.add(asns.get(i));
                longer.addAll(first.asns());
                segments.set(0, new Segment(SegmentType.SEQUENCE, longer));
            }
        }
        return asns.isEmpty() ? this : of(segments);
    }

    /** The path with one number in front, {@code times} times. */
    public AsPath prepend(Asn asn, int times) {
        boolean fits =
                wire.length > 0 && wire[0] == SegmentType.SEQUENCE.code && (wire[1] & 0xFF) + times <= MAX_SEGMENT_ASNS;
        if (!fits) {
            return prepend(Collections.nCopies(times, asn));
        }
        ByteWriter out = new ByteWriter(wire.length + 4 * times);
        out.u8(SegmentType.SEQUENCE.code).u8((wire[1] & 0xFF) + times);
        for (int i = 0; i < times; i++) {
            out.u32(asn.value());
        }
        return new AsPath(out.bytes(wire, 2, wire.length - 2).toBytes());
    }

    /** The path with a member AS of the confederation in front (RFC 5065 §4). */
    public AsPath prependMember(Asn member) {
        List<Segment> segments = new ArrayList<>(segments());
        Segment first = segments.isEmpty() ? null : segments.get(0);
        List<Asn> asns = new ArrayList<>(List.of(member));
        if (first != null
                && first.type() == SegmentType.CONFED_SEQUENCE
                && first.asns().size() < MAX_SEGMENT_ASNS) {
            asns.addAll(first.asns());
            segments.remove(0);
        }
        segments.add(0, new Segment(SegmentType.CONFED_SEQUENCE, asns));
        return of(segments);
    }

    /** Reads the whole of {@code in}; numbers have two or four octets. */
    static AsPath decode(ByteReader in, boolean fourOctets) throws MalformedException {
        ByteWriter out = new ByteWriter(in.remaining());
        while (!in.isEmpty()) {
            int type = in.u8("AS_PATH segment type");
            int count = in.u8("AS_PATH segment length");
            // RFC 7606 §7.2: an unknown type, no number at all, and a segment that overruns are malformed.
            if (type < 1 || type > SegmentType.CONFED_SET.code || count == 0) {
                throw new MalformedException("AS_PATH", "segment of type " + type + " with " + count + " numbers");
            }
            out.u8(type).u8(count);
            for (int i = 0; i < count; i++) {
                out.u32(fourOctets ? in.u32("AS_PATH number") : in.u16("AS_PATH number"));
            }
        }
        return out.length() == 0 ? EMPTY : new AsPath(out.toBytes());
    }

    void encode(ByteWriter out, boolean fourOctets) {
        if (fourOctets) {
            out.bytes(wire);
            return;
        }
        for (int at = 0; at < wire.length; at += 2 + 4 * (wire[at + 1] & 0xFF)) {
            out.u8(wire[at]).u8(wire[at + 1] & 0xFF);
            for (int i = 0; i < (wire[at + 1] & 0xFF); i++) {
                Asn asn = asnAt(at + 2 + 4 * i);
                out.u16((int) (asn.isFourOctet() ? Asn.TRANS : asn).value());
            }
        }
    }

    /** Whether any number needs four octets, so that a two-octet peer needs AS4_PATH beside it. */
    boolean needsFourOctets() {
        return segments().stream().flatMap(segment -> segment.asns().stream()).anyMatch(Asn::isFourOctet);
    }

    /** The path without confederation segments, as AS4_PATH carries it (RFC 6793 §3). */
    public AsPath withoutConfederation() {
        return confederationLength == 0
                ? this
                : of(segments().stream()
                        .filter(segment -> !segment.type().isConfederation())
                        .toList());
    }

    /** Puts the true numbers of AS4_PATH behind as many leading ones as this path has more (RFC 6793 §4.2.3). */
    AsPath mergedWith(AsPath as4Path) {
        int lead = length - as4Path.length;
        if (lead < 0) {
            return this;
        }
        List<Segment> merged = new ArrayList<>();
        for (Segment segment : segments()) {
            if (segment.type().isConfederation()) {
                merged.add(segment);
            } else if (lead > 0) {
                int taken = segment.type() == SegmentType.SET
                        ? 1
                        : Math.min(lead, segment.asns().size());
                merged.add(
                        segment.type() == SegmentType.SET
                                ? segment
                                : new Segment(segment.type(), segment.asns().subList(0, taken)));
                lead -= taken;
            }
        }
        merged.addAll(as4Path.segments());
        return of(merged);
    }

    private Asn asnAt(int at) {
        return new Asn(longAt(at));
    }

    private long longAt(int at) {
        return (wire[at] & 0xFFL) << 24
                | (wire[at + 1] & 0xFF) << 16
                | (wire[at + 2] & 0xFF) << 8
                | wire[at + 3] & 0xFF;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AsPath that && Arrays.equals(wire, that.wire);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(wire);
    }

    /** As FRR prints it: {@code 65001 65002 {65003,65004} (65100) [65101]}. */
    @Override
    public String toString() {
        return segments().stream()
                .map(segment -> {
                    String separator =
                            segment.type() == SegmentType.SEQUENCE || segment.type() == SegmentType.CONFED_SEQUENCE
                                    ? " "
                                    : ",";
                    String numbers = segment.asns().stream().map(Asn::toString).collect(Collectors.joining(separator));
                    return switch (segment.type()) {
                        case SET -> "{" + numbers + "}";
                        case SEQUENCE -> numbers;
                        case CONFED_SEQUENCE -> "(" + numbers + ")";
                        case CONFED_SET -> "[" + numbers + "]";
                    };
                })
                .collect(Collectors.joining(" "));
    }
}
