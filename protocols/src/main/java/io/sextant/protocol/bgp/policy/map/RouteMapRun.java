package io.sextant.protocol.bgp.policy.map;

import io.sextant.protocol.bgp.policy.PolicyRoute;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One route's way through a map and those it calls (FRR 8.4 {@code route_map_apply_ext}). */
final class RouteMapRun {

    /** FRR 8.4 {@code RMAP_RECURSION_LIMIT}: calls within calls; deeper ones deny the route. */
    private static final int MAX_DEPTH = 10;

    /** Entries asked for one route. FRR has no such limit, but maps that call each other may take it for ever. */
    private static final int MAX_STEPS = 100_000;

    private final Function<String, @Nullable InstalledMap> maps;
    private final @Nullable Evaluation asked;
    private Evaluation state;
    private int steps;

    RouteMapRun(Function<String, @Nullable InstalledMap> maps, Evaluation start) {
        this(maps, null, start);
    }

    /** Matches look at one route, changes are made to another. */
    RouteMapRun(Function<String, @Nullable InstalledMap> maps, @Nullable Evaluation asked, Evaluation start) {
        this.maps = maps;
        this.asked = asked;
        this.state = start;
    }

    /** The route that passes, or null. */
    @Nullable
    PolicyRoute run(InstalledMap map) {
        return permits(map, 0) ? state.route() : null;
    }

    private boolean permits(InstalledMap installed, int depth) {
        List<RouteMapEntry> entries = installed.map().entries();
        if (depth > MAX_DEPTH || entries.isEmpty()) {
            return false;
        }
        installed.countApplied();
        int found = installed.map().optimized() ? firstMatch(entries) : -1;
        boolean permitted = found < entries.size();
        for (int i = Math.max(0, found); i < entries.size(); i++) {
            RouteMapEntry entry = entries.get(i);
            installed.countInvoked(i);
            if (++steps > MAX_STEPS) {
                return false;
            }
            if (i != found && !matches(entry)) {
                // Also behind an entry that let the route pass and said `on-match next`: the last word counts.
                permitted = false;
                continue;
            }
            if (!entry.verdict().permits() || !change(entry, depth)) {
                return false;
            }
            permitted = true;
            if (entry.onward().way() == Onward.Way.EXIT) {
                return true;
            }
            if (entry.onward().way() == Onward.Way.GOTO) {
                while (i + 1 < entries.size()
                        && entries.get(i + 1).sequence() < entry.onward().sequence()) {
                    i++;
                }
                if (i + 1 == entries.size()) {
                    return true;
                }
            }
        }
        return permitted;
    }

    /** The index of the first entry that matches, or the number of entries (FRR 8.4 {@code route_map_get_index}). */
    private int firstMatch(List<RouteMapEntry> entries) {
        int index = 0;
        while (index < entries.size() && !(isCandidate(entries.get(index)) && matches(entries.get(index)))) {
            index++;
            steps++;
        }
        return index;
    }

    /**
     * Whether the table holds the entry at all: one that asks a prefix list without entries stands nowhere in it, although
     * such a list permits everything (FRR 8.4 {@code route_map_add_plist_entries}; seen with 8.4.4).
     */
    private boolean isCandidate(RouteMapEntry entry) {
        return entry.matches().stream()
                .noneMatch(match -> ListMatches.asksEmptyPrefixList(match, state.isIpv4(), state.lists()));
    }

    private boolean matches(RouteMapEntry entry) {
        for (Match match : entry.matches()) {
            if (!match.matches(asked != null ? asked : state)) {
                return false;
            }
        }
        return true;
    }

    /** Does what the entry says; false where a map it calls denies the route. */
    private boolean change(RouteMapEntry entry, int depth) {
        for (Change change : entry.changes()) {
            state = state.with(change.apply(state));
        }
        InstalledMap called = entry.call().isEmpty() ? null : maps.apply(entry.call());
        // FRR 8.4 passes over a call to a map that does not exist.
        return called == null || permits(called, depth + 1);
    }
}
