package io.sextant.protocol.bgp.policy.map;

import static io.sextant.protocol.bgp.policy.map.Change.with;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.bgp.message.AsPath;
import io.sextant.protocol.bgp.message.AsPath.Segment;
import io.sextant.protocol.bgp.message.AsPath.SegmentType;
import io.sextant.protocol.bgp.session.PeerType;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code set as-path …}. */
public final class AsPathChanges {

    private static final String PREPEND = "as-path prepend";

    private AsPathChanges() {}

    private static Change change(String kind, Object argument, BiFunction<Evaluation, AsPath, AsPath> effect) {
        return new Change(kind, argument, asked -> {
            AsPath old = asked.route().attributes().asPath();
            AsPath path = effect.apply(asked, old);
            return path.equals(old)
                    ? asked.route()
                    : with(asked, asked.route().attributes().toBuilder().asPath(path));
        });
    }

    private static String text(List<Asn> asns) {
        return asns.stream().map(Asn::toString).collect(Collectors.joining(" "));
    }

    /** {@code set as-path prepend ASN…}. */
    public static Change prepend(List<Asn> asns) {
        return change(PREPEND, text(asns), (asked, path) -> {
            List<Segment> segments = path.segments();
            // FRR 8.4 aspath_prepend: before a confederation's sequence, the confederation's segments go.
            boolean inConfederation = !segments.isEmpty() && segments.get(0).type() == SegmentType.CONFED_SEQUENCE;
            return (inConfederation ? path.withoutConfederation() : path).prepend(asns);
        });
    }

    /** {@code set as-path prepend last-as N}, 1..10: the neighbouring AS again; nothing where there is none. */
    public static Change prependLast(int times) {
        if (times < 1 || times > 10) {
            throw new IllegalArgumentException(times + " is not in 1..10");
        }
        return change(PREPEND, "last-as " + times, (asked, path) -> path.neighbour()
                .map(last -> path.prepend(last, times))
                .orElse(path));
    }

    /** {@code set as-path exclude ASN…}: wherever they stand; segments left empty go. */
    public static Change exclude(List<Asn> asns) {
        return change("as-path exclude", text(asns), (asked, path) -> {
            if (asns.stream().noneMatch(path::contains)) {
                return path;
            }
            List<Segment> left = path.segments().stream()
                    .map(segment -> {
                        List<Asn> kept = segment.asns().stream()
                                .filter(asn -> !asns.contains(asn))
                                .toList();
                        return kept.isEmpty() ? null : new Segment(segment.type(), kept);
                    })
                    .filter(Objects::nonNull)
                    .toList();
            return AsPath.of(left);
        });
    }

    /**
     * {@code set as-path replace}: numbers become our own; towards and from external peers only.
     *
     * @param replaced the number, or null for {@code any}
     */
    public static Change replace(@Nullable Asn replaced) {
        return change("as-path replace", replaced == null ? "any" : replaced, (asked, path) -> {
            // FRR 8.4 route_set_aspath_replace: a confederation's peers are not external ones.
            if (asked.context().peer() == null || asked.context().peerType() != PeerType.EXTERNAL) {
                return path;
            }
            Asn own = asked.context().localAs();
            UnaryOperator<Asn> change = asn -> replaced == null || asn.equals(replaced) ? own : asn;
            return AsPath.of(path.segments().stream()
                    .map(segment -> new Segment(
                            segment.type(), segment.asns().stream().map(change).toList()))
                    .toList());
        });
    }
}
