package io.sextant.protocol.bgp.policy.map;

import io.sextant.protocol.bgp.policy.list.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code route-map NAME permit|deny N} with what stands below it. All matches must hold; changes happen in the order in
 * which they were given.
 *
 * @param sequence 1..65535
 * @param call the map that decides too, after the changes; blank for none
 * @param description blank for none
 */
public record RouteMapEntry(
        long sequence,
        Verdict verdict,
        List<Match> matches,
        List<Change> changes,
        String call,
        Onward onward,
        String description) {

    public RouteMapEntry {
        matches = List.copyOf(matches);
        changes = List.copyOf(changes);
        if (sequence < 1 || sequence > 65_535) {
            throw new IllegalArgumentException(sequence + " is not in 1..65535");
        }
        if (onward.way() == Onward.Way.GOTO && onward.sequence() <= sequence) {
            throw new IllegalArgumentException("from " + sequence + " back to " + onward.sequence());
        }
    }

    public static RouteMapEntry permit(long sequence) {
        return of(sequence, Verdict.PERMIT);
    }

    public static RouteMapEntry deny(long sequence) {
        return of(sequence, Verdict.DENY);
    }

    public static RouteMapEntry of(long sequence, Verdict verdict) {
        return new RouteMapEntry(sequence, verdict, List.of(), List.of(), "", Onward.EXIT, "");
    }

    /** With a match; one of its kind goes, the same again changes nothing (FRR 8.4 {@code route_map_add_match}). */
    public RouteMapEntry with(Match match) {
        if (matches.contains(match)) {
            return this;
        }
        List<Match> more = new ArrayList<>(without(match).matches);
        more.add(match);
        return new RouteMapEntry(sequence, verdict, more, changes, call, onward, description);
    }

    /** Without a match of this one's kind. */
    public RouteMapEntry without(Match match) {
        List<Match> left =
                matches.stream().filter(old -> !old.kind().equals(match.kind())).toList();
        return new RouteMapEntry(sequence, verdict, left, changes, call, onward, description);
    }

    /** With a change at the end; one of its kind goes (FRR 8.4 {@code route_map_add_set}). */
    public RouteMapEntry with(Change change) {
        List<Change> more = new ArrayList<>(without(change).changes);
        more.add(change);
        return new RouteMapEntry(sequence, verdict, matches, more, call, onward, description);
    }

    /** Without a change of this one's kind. */
    public RouteMapEntry without(Change change) {
        List<Change> left = changes.stream()
                .filter(old -> !old.kind().equals(change.kind()))
                .toList();
        return new RouteMapEntry(sequence, verdict, matches, left, call, onward, description);
    }

    public RouteMapEntry withVerdict(Verdict value) {
        return new RouteMapEntry(sequence, value, matches, changes, call, onward, description);
    }

    public RouteMapEntry withCall(String name) {
        return new RouteMapEntry(sequence, verdict, matches, changes, name, onward, description);
    }

    public RouteMapEntry withOnward(Onward value) {
        return new RouteMapEntry(sequence, verdict, matches, changes, call, value, description);
    }

    public RouteMapEntry withDescription(String text) {
        return new RouteMapEntry(sequence, verdict, matches, changes, call, onward, text);
    }

    /** The map this entry calls. */
    public Optional<String> called() {
        return call.isEmpty() ? Optional.empty() : Optional.of(call);
    }
}
