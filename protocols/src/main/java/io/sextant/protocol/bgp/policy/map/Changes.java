package io.sextant.protocol.bgp.policy.map;

import static io.sextant.protocol.bgp.policy.map.Change.with;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.message.Aggregator;
import io.sextant.protocol.bgp.message.Origin;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import java.util.Locale;
import java.util.OptionalLong;

/** Statements that set one value. */
public final class Changes {

    private Changes() {}

    /** A statement of this file. */
    public sealed interface Rule extends Change
            permits LocalPreference,
                    Metric,
                    Weight,
                    OriginTo,
                    AtomicAggregate,
                    AggregatorTo,
                    OriginatorId,
                    Tag,
                    LabelIndex,
                    Distance,
                    TableId {}

    private static PathAttributes.Builder builder(Evaluation asked) {
        return asked.route().attributes().toBuilder();
    }

    /** {@code set local-preference}. */
    public record LocalPreference(Amount amount) implements Rule {
        @Override
        public String kind() {
            return "local-preference";
        }

        @Override
        public String argument() {
            return amount.toString();
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            long value =
                    amount.appliedTo(asked.localPreference(), asked.context().roundTripMillis());
            return with(asked, builder(asked).localPreference(OptionalLong.of(value)));
        }
    }

    /** {@code set metric}; an absent MED counts as 0. */
    public record Metric(Amount amount) implements Rule {
        @Override
        public String kind() {
            return "metric";
        }

        @Override
        public String argument() {
            return amount.toString();
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            long old = asked.route().attributes().med().orElse(0);
            long value = amount.appliedTo(old, asked.context().roundTripMillis());
            return with(asked, builder(asked).med(OptionalLong.of(value)));
        }
    }

    /** {@code set weight}; additions start from 0, not from the route's weight (FRR 8.4 {@code route_set_weight}). */
    public record Weight(Amount amount) implements Rule {
        @Override
        public String kind() {
            return "weight";
        }

        @Override
        public String argument() {
            return amount.toString();
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            return asked.route().withWeight(amount.appliedTo(0, asked.context().roundTripMillis()));
        }
    }

    /** {@code set origin}. */
    public record OriginTo(Origin value) implements Rule {
        @Override
        public String kind() {
            return "origin";
        }

        @Override
        public String argument() {
            return value.word().toLowerCase(Locale.ROOT);
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            return with(asked, builder(asked).origin(value));
        }
    }

    /** {@code set atomic-aggregate}. */
    public record AtomicAggregate() implements Rule {
        @Override
        public String kind() {
            return "atomic-aggregate";
        }

        @Override
        public String argument() {
            return "";
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            return with(asked, builder(asked).atomicAggregate(true));
        }
    }

    /** {@code set aggregator as}. */
    public record AggregatorTo(Aggregator value) implements Rule {
        @Override
        public String kind() {
            return "aggregator as";
        }

        @Override
        public String argument() {
            return value.asn() + " " + value.identifier();
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            return with(asked, builder(asked).aggregator(value));
        }
    }

    /** {@code set originator-id}. */
    public record OriginatorId(Ipv4Address value) implements Rule {
        @Override
        public String kind() {
            return "originator-id";
        }

        @Override
        public String argument() {
            return value.toString();
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            return with(asked, builder(asked).originatorId(value));
        }
    }

    /** {@code set tag}. */
    public record Tag(long value) implements Rule {
        @Override
        public String kind() {
            return "tag";
        }

        @Override
        public String argument() {
            return Long.toString(value);
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            return asked.route().withTag(value);
        }
    }

    /** {@code set label-index}. */
    public record LabelIndex(long value) implements Rule {
        @Override
        public String kind() {
            return "label-index";
        }

        @Override
        public String argument() {
            return Long.toString(value);
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            return asked.route().withLabelIndex(value);
        }
    }

    /** {@code set distance}. */
    public record Distance(int value) implements Rule {
        @Override
        public String kind() {
            return "distance";
        }

        @Override
        public String argument() {
            return Integer.toString(value);
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            return asked.route().withDistance(value);
        }
    }

    /** {@code set table}. */
    public record TableId(long value) implements Rule {
        @Override
        public String kind() {
            return "table";
        }

        @Override
        public String argument() {
            return Long.toString(value);
        }

        @Override
        public PolicyRoute apply(Evaluation asked) {
            return asked.route().withTableId(value);
        }
    }
}
