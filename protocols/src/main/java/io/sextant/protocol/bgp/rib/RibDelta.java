package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.address.IpPrefix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What lies between two states of a table, at most one change per prefix, in the order in which prefixes first changed.
 * Changes to one prefix merge: added and withdrawn again is nothing at all.
 */
public final class RibDelta {

    public static final RibDelta EMPTY = new RibDelta(List.of());

    private final List<Change> changes;

    private RibDelta(List<Change> changes) {
        this.changes = changes;
    }

    /** One prefix's change. */
    public sealed interface Change {
        IpPrefix prefix();

        /** What holds now, if anything does. */
        Optional<Selection> current();
    }

    /** There was no route and now there is one. */
    public record Add(Selection now) implements Change {
        @Override
        public IpPrefix prefix() {
            return now.prefix();
        }

        @Override
        public Optional<Selection> current() {
            return Optional.of(now);
        }
    }

    /** There was a route and now there is another, or the same with other paths beside it. */
    public record Replace(Selection before, Selection now) implements Change {
        @Override
        public IpPrefix prefix() {
            return now.prefix();
        }

        @Override
        public Optional<Selection> current() {
            return Optional.of(now);
        }
    }

    /** There was a route and now there is none. */
    public record Withdraw(Selection before) implements Change {
        @Override
        public IpPrefix prefix() {
            return before.prefix();
        }

        @Override
        public Optional<Selection> current() {
            return Optional.empty();
        }
    }

    public List<Change> changes() {
        return changes;
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RibDelta that && changes.equals(that.changes);
    }

    @Override
    public int hashCode() {
        return changes.hashCode();
    }

    @Override
    public String toString() {
        return changes.toString();
    }

    /** Collects changes; the first state seen of a prefix is held against the last. */
    public static final class Builder {

        private record Span(
                @Nullable Selection before, @Nullable Selection now) {}

        private final List<Change> changes = new ArrayList<>();
        private final Map<IpPrefix, Span> spans = new LinkedHashMap<>();

        /** The prefix went from one state to another, perhaps not for the last time; null is no route. */
        public Builder change(IpPrefix prefix, @Nullable Selection before, @Nullable Selection now) {
            Span known = spans.get(prefix);
            spans.put(prefix, new Span(known == null ? before : known.before, now));
            return this;
        }

        /** A prefix went from one state to another, and does not come up again. */
        Builder once(@Nullable Selection before, @Nullable Selection now) {
            if (before == null && now != null) {
                changes.add(new Add(now));
            } else if (before != null && now == null) {
                changes.add(new Withdraw(before));
            } else if (before != null && now != null && !before.routesLike(now)) {
                changes.add(new Replace(before, now));
            }
            return this;
        }

        public RibDelta build() {
            spans.values().forEach(span -> once(span.before, span.now));
            return changes.isEmpty() ? EMPTY : new RibDelta(List.copyOf(changes));
        }
    }
}
