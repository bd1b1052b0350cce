package io.sextant.protocol.bgp.policy.map;

import static io.sextant.protocol.bgp.policy.map.Change.with;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.bgp.message.AsPath;
import io.sextant.protocol.bgp.message.AsPath.Segment;
import io.sextant.protocol.bgp.message.AsPath.SegmentType;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.session.PeerType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code set as-path …}. */
public final class AsPathChanges {

    private static final String PREPEND = "as-path prepend";

    private AsPathChanges() {}

    /** A statement of this file. */
    public sealed interface Rule extends Change permits Prepend, PrependLast, Exclude, Replace {}

    private static AsPath path(Evaluation asked) {
        return asked.route().attributes().asPath();
    }

    private static PolicyRoute changed(Evaluation asked, AsPath path) {
        return path.equals(path(asked))
                ? asked.route()
                : with(asked, asked.route().attributes().toBuilder().asPath(path));
    }

    private static String text(List<Asn> asns) {
        return asns.stream().map(Asn::toString).collect(Collectors.joining(" "));
    }

    /** {@code set as-path prepend ASN…}. */
    public record Prepend(List<Asn> asns) implements Rule {

        public Prepend {
            asns = List.copyOf(asns);
        }

        @Override
        public String kind() {
            return PREPEND;
        }

        @Override
        public String argument() {
            return text(asns);
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            AsPath path = path(asked);
            List<Segment> segments = path.segments();
            // FRR 8.4 aspath_prepend: before a confederation's sequence, the confederation's segments go.
            boolean inConfederation = !segments.isEmpty() && segments.get(0).type() == SegmentType.CONFED_SEQUENCE;
            return changed(asked, (inConfederation ? path.withoutConfederation() : path).prepend(asns));
        }
    }

    /** {@code set as-path prepend last-as N}, 1..10: the neighbouring AS again; nothing where there is none. */
    public record PrependLast(int times) implements Rule {

        public PrependLast {
            if (times < 1 || times > 10) {
                throw new IllegalArgumentException(times + " is not in 1..10");
            }
        }

        @Override
        public String kind() {
            return PREPEND;
        }

        @Override
        public String argument() {
            return "last-as " + times;
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            AsPath path = path(asked);
            Optional<Asn> last = path.neighbour();
            return last.isEmpty() ? asked.route() : changed(asked, path.prepend(last.get(), times));
        }
    }

    /** {@code set as-path exclude ASN…}: wherever they stand; segments left empty go. */
    public record Exclude(List<Asn> asns) implements Rule {

        public Exclude {
            asns = List.copyOf(asns);
        }

        @Override
        public String kind() {
            return "as-path exclude";
        }

        @Override
        public String argument() {
            return text(asns);
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            if (asns.stream().noneMatch(path(asked)::contains)) {
                return asked.route();
            }
            List<Segment> left = path(asked).segments().stream()
                    .map(segment -> {
                        List<Asn> kept = segment.asns().stream()
                                .filter(asn -> !asns.contains(asn))
                                .toList();
                        return kept.isEmpty() ? null : new Segment(segment.type(), kept);
                    })
                    .filter(Objects::nonNull)
                    .toList();
            return changed(asked, AsPath.of(left));
        }
    }

    /**
     * {@code set as-path replace}: numbers become our own; towards and from external peers only.
     *
     * @param replaced the number, or null for {@code any}
     */
    public record Replace(@Nullable Asn replaced) implements Rule {
        @Override
        public String kind() {
            return "as-path replace";
        }

        @Override
        public String argument() {
            return replaced == null ? "any" : replaced.toString();
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            // FRR 8.4 route_set_aspath_replace: a confederation's peers are not external ones.
            if (asked.context().peer() == null || asked.context().peerType() != PeerType.EXTERNAL) {
                return asked.route();
            }
            Asn own = asked.context().localAs();
            UnaryOperator<Asn> change = asn -> replaced == null || asn.equals(replaced) ? own : asn;
            List<Segment> segments = path(asked).segments().stream()
                    .map(segment -> new Segment(
                            segment.type(), segment.asns().stream().map(change).toList()))
                    .toList();
            AsPath path = AsPath.of(segments);
            return changed(asked, path);
        }
    }
}
