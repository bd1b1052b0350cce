package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.bgp.message.AsPath;
import io.sextant.protocol.bgp.message.AsPath.Segment;
import io.sextant.protocol.bgp.message.AsPath.SegmentType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What operators' statements and aggregation do to an AS_PATH (FRR 8.4 {@code bgp_aspath.c}). */
final class AsPathRules {

    private AsPathRules() {}

    /** RFC 6996, with FRR 8.4's bounds ({@code BGP_AS_IS_PRIVATE}): 65535 counts. */
    static boolean isPrivate(Asn asn) {
        long value = asn.value();
        return (value >= 64_512 && value <= 65_535) || (value >= 4_200_000_000L && value <= 4_294_967_294L);
    }

    /** Whether there is a number and every one is private. */
    static boolean isAllPrivate(AsPath path) {
        return !path.isEmpty()
                && path.segments().stream()
                        .allMatch(segment -> segment.asns().stream().allMatch(AsPathRules::isPrivate));
    }

    /** Puts our AS in the place of every private one but the peer's. */
    static AsPath replacePrivate(AsPath path, Asn own, Asn peer) {
        return map(path, asn -> isPrivate(asn) && !asn.equals(peer) ? own : asn);
    }

    /** {@code as-override}: puts our AS in the place of the peer's. */
    static AsPath replace(AsPath path, Asn target, Asn own) {
        return path.contains(target) ? map(path, asn -> asn.equals(target) ? own : asn) : path;
    }

    /**
     * Drops private numbers but the peer's, which would hide a loop. A segment that becomes empty goes with them; FRR 8.4
     * leaves it there and, where it is a set, sends a malformed path (facts/frr.md point 23).
     */
    static AsPath removePrivate(AsPath path, Asn peer) {
        List<Segment> left = new ArrayList<>();
        for (Segment segment : path.segments()) {
            List<Asn> kept = segment.asns().stream()
                    .filter(asn -> !isPrivate(asn) || asn.equals(peer))
                    .toList();
            if (!kept.isEmpty()) {
                left.add(new Segment(segment.type(), kept));
            }
        }
        return AsPath.of(left);
    }

    /** RFC 4271 §9.2.2.2 as {@code aspath_aggregate} does it: the common beginning, then one set of all others. */
    static AsPath aggregate(AsPath one, AsPath other) {
        List<Segment> left = one.segments();
        List<Segment> right = other.segments();
        List<Segment> common = new ArrayList<>();
        List<Asn> rest = new ArrayList<>();
        int at = 0;
        int match = 0;
        while (at < left.size()
                && at < right.size()
                && left.get(at).type() == right.get(at).type()) {
            List<Asn> a = left.get(at).asns();
            List<Asn> b = right.get(at).asns();
            match = 0;
            while (match < Math.min(a.size(), b.size()) && a.get(match).equals(b.get(match))) {
                match++;
            }
            if (match > 0) {
                common.add(new Segment(left.get(at).type(), a.subList(0, match)));
            }
            if (match != a.size() || match != b.size()) {
                break;
            }
            match = 0;
            at++;
        }
        collect(left, at, match, rest);
        collect(right, at, match, rest);
        if (!rest.isEmpty()) {
            addSet(common, rest);
        }
        return AsPath.of(common);
    }

    /** One set, sorted and without duplicates, joined to a set before it ({@code assegment_normalise}). */
    private static void addSet(List<Segment> segments, List<Asn> rest) {
        List<Asn> members = new ArrayList<>(rest);
        int last = segments.size() - 1;
        if (last >= 0 && segments.get(last).type() == SegmentType.SET) {
            members.addAll(segments.remove(last).asns());
        }
        List<Asn> sorted = members.stream().distinct().sorted().toList();
        // A segment has room for 255 numbers; more of them make more sets.
        for (int from = 0; from < sorted.size(); from += 255) {
            segments.add(new Segment(SegmentType.SET, sorted.subList(from, Math.min(sorted.size(), from + 255))));
        }
    }

    private static void collect(List<Segment> segments, int from, int skipped, List<Asn> rest) {
        for (int i = from; i < segments.size(); i++) {
            List<Asn> asns = segments.get(i).asns();
            int first = i == from ? Math.min(skipped, asns.size()) : 0;
            for (Asn asn : asns.subList(first, asns.size())) {
                if (!rest.contains(asn)) {
                    rest.add(asn);
                }
            }
        }
    }

    private static AsPath map(AsPath path, UnaryOperator<Asn> change) {
        List<Segment> segments = new ArrayList<>();
        for (Segment segment : path.segments()) {
            segments.add(new Segment(
                    segment.type(), segment.asns().stream().map(change).toList()));
        }
        return AsPath.of(segments);
    }
}
