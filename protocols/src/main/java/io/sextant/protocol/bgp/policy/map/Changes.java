package io.sextant.protocol.bgp.policy.map;

import static io.sextant.protocol.bgp.policy.map.Change.with;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.message.Aggregator;
import io.sextant.protocol.bgp.message.Origin;
import io.sextant.protocol.bgp.message.PathAttributes;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/** Statements that set one value. */
public final class Changes {

    private Changes() {}

    private static <V> Change attribute(
            String kind,
            Object argument,
            V value,
            BiFunction<PathAttributes.Builder, V, PathAttributes.Builder> setter) {
        return new Change(
                kind, argument, asked -> with(asked, setter.apply(asked.route().attributes().toBuilder(), value)));
    }

    /** {@code set local-preference}. */
    public static Change localPreference(Amount amount) {
        return new Change("local-preference", amount, asked -> {
            long value = amount.appliedTo(asked.localPreference());
            return with(asked, asked.route().attributes().toBuilder().localPreference(OptionalLong.of(value)));
        });
    }

    /** {@code set metric}; an absent MED counts as 0. */
    public static Change metric(Amount amount) {
        return new Change("metric", amount, asked -> {
            PathAttributes old = asked.route().attributes();
            long value = amount.appliedTo(old.med().orElse(0));
            return with(asked, old.toBuilder().med(OptionalLong.of(value)));
        });
    }

    /** {@code set weight}; additions start from 0, not from the route's weight (FRR 8.4 {@code route_set_weight}). */
    public static Change weight(Amount amount) {
        return new Change("weight", amount, asked -> asked.route().withWeight(amount.appliedTo(0)));
    }

    /** {@code set origin}. */
    public static Change origin(Origin value) {
        return attribute("origin", value.word().toLowerCase(Locale.ROOT), value, PathAttributes.Builder::origin);
    }

    /** {@code set atomic-aggregate}. */
    public static Change atomicAggregate() {
        return attribute("atomic-aggregate", "", true, PathAttributes.Builder::atomicAggregate);
    }

    /** {@code set aggregator as}. */
    public static Change aggregator(Aggregator value) {
        return attribute(
                "aggregator as", value.asn() + " " + value.identifier(), value, PathAttributes.Builder::aggregator);
    }

    /** {@code set originator-id}. */
    public static Change originatorId(Ipv4Address value) {
        return attribute("originator-id", value, value, PathAttributes.Builder::originatorId);
    }

    /** {@code set tag}. */
    public static Change tag(long value) {
        return new Change("tag", value, asked -> asked.route()
                .withNotes(asked.route().notes().withTag(value)));
    }

    /** {@code set label-index}. */
    public static Change labelIndex(long value) {
        return new Change("label-index", value, asked -> asked.route()
                .withNotes(asked.route().notes().withLabelIndex(value)));
    }

    /** {@code set distance}. */
    public static Change distance(int value) {
        return new Change("distance", value, asked -> asked.route()
                .withNotes(asked.route().notes().withDistance(value)));
    }

    /** {@code set table}. */
    public static Change table(long value) {
        return new Change("table", value, asked -> asked.route()
                .withNotes(asked.route().notes().withTableId(value)));
    }
}
