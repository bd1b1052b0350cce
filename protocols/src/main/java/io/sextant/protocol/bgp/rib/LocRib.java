package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.message.Nlri;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All paths that passed import policy, and what was decided for each prefix. Changes to paths take effect with
 * {@link #decide}; between the two the old decision stands, as it does in FRR's work queue.
 */
public final class LocRib {

    private final DecisionProcess decision;
    private final NavigableMap<IpPrefix, Entry> entries = new TreeMap<>();
    private long version;

    public LocRib(DecisionProcess decision) {
        this.decision = decision;
    }

    /** A prefix's paths, newest first, and the decision. */
    private static final class Entry {
        private final List<Candidate> candidates = new ArrayList<>(1);
        private @Nullable Selection selection;
        private long version;
        private boolean bestRewritten;
    }

    /** A path, or one that is gone but not yet decided upon: if it returns before that, it keeps its place. */
    private static final class Candidate {
        private Path path;
        private boolean removed;

        Candidate(Path path) {
            this.path = path;
        }
    }

    /**
     * Adds a path, in front; or replaces the one of the same source and identifier in its place.
     *
     * @return whether there is one path more than before
     */
    public boolean put(Path path) {
        Entry entry = entries.computeIfAbsent(path.nlri().prefix(), prefix -> new Entry());
        for (Candidate candidate : entry.candidates) {
            if (candidate.path.isSameRouteAs(path)) {
                entry.bestRewritten |= isBest(entry, candidate.path)
                        && !candidate.path.attributes().equals(path.attributes());
                boolean wasRemoved = candidate.removed;
                candidate.path = path;
                candidate.removed = false;
                return wasRemoved;
            }
        }
        entry.candidates.add(0, new Candidate(path));
        return true;
    }

    /** Takes a path away; false when there was none. */
    public boolean remove(Nlri nlri, RouteSource source) {
        Entry entry = entries.get(nlri.prefix());
        if (entry == null) {
            return false;
        }
        for (Candidate candidate : entry.candidates) {
            if (!candidate.removed
                    && candidate.path.nlri().equals(nlri)
                    && candidate.path.source().isSameVoice(source)) {
                candidate.removed = true;
                return true;
            }
        }
        return false;
    }

    /** Runs the decision for a prefix and notes what changed. */
    public void decide(IpPrefix prefix, RibDelta.Builder delta) {
        Entry entry = entries.get(prefix);
        if (entry == null) {
            return;
        }
        entry.candidates.removeIf(candidate -> candidate.removed);
        Selection before = entry.selection;
        Selection now = decision.select(paths(entry), before == null ? null : before.best())
                .orElse(null);
        entry.selection = now;
        if (bestChanged(entry, before, now)) {
            entry.version = ++version;
        }
        entry.bestRewritten = false;
        delta.change(prefix, before, now);
        if (entry.candidates.isEmpty()) {
            entries.remove(prefix);
        }
    }

    private static boolean isBest(Entry entry, Path path) {
        return entry.selection != null && entry.selection.best().isSameRouteAs(path);
    }

    /**
     * What raises the table's version: another best path, new words of the same one, and its becoming one of several or
     * the only one again, since then FRR gives it other attributes ({@code bgp_path_info_mpath_aggregate_update} at 8.4.4).
     * A third path beside it changes nothing: the article's lab ends in version 2.
     */
    private static boolean bestChanged(Entry entry, @Nullable Selection before, @Nullable Selection now) {
        if (before == null || now == null) {
            return (before == null) != (now == null);
        }
        return entry.bestRewritten
                || !before.best().isSameRouteAs(now.best())
                || (before.multipath().size() > 1) != (now.multipath().size() > 1);
    }

    /** FRR's {@code BGP table version}; 0 before the first decision. */
    public long version() {
        return version;
    }

    /** The version in which a prefix's best path last changed; 0 before the first decision. */
    public long version(IpPrefix prefix) {
        Entry entry = entries.get(prefix);
        return entry == null ? 0 : entry.version;
    }

    /** The decision for a prefix. */
    public Optional<Selection> selection(IpPrefix prefix) {
        Entry entry = entries.get(prefix);
        return entry == null ? Optional.empty() : Optional.ofNullable(entry.selection);
    }

    /** All decisions by prefix. */
    public List<Selection> selections() {
        List<Selection> all = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.selection != null) {
                all.add(entry.selection);
            }
        }
        return all;
    }

    /** All prefixes with any path, in order. */
    public List<IpPrefix> prefixes() {
        return List.copyOf(entries.keySet());
    }

    /** The paths to a prefix, newest first, as FRR lists them. */
    public List<Path> paths(IpPrefix prefix) {
        Entry entry = entries.get(prefix);
        return entry == null ? List.of() : paths(entry);
    }

    private static List<Path> paths(Entry entry) {
        List<Path> paths = new ArrayList<>(entry.candidates.size());
        for (Candidate candidate : entry.candidates) {
            if (!candidate.removed) {
                paths.add(candidate.path);
            }
        }
        return paths;
    }

    /** Number of prefixes with any path. */
    public int size() {
        return entries.size();
    }
}
