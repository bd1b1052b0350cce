package io.sextant.protocol.bgp.policy.list;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code bgp community-list}, {@code extcommunity-list}, {@code large-community-list}: lines of values that must all be
 * there, or of a regular expression over the printed values.
 *
 * @param kind which of the three, and how values are printed
 * @param expanded whether lines are expressions; standard lists and expanded ones do not mix
 * @param entries in the order of their numbers, each number once
 * @param <C> the kind of community
 */
public record CommunityList<C extends Comparable<C>>(CommunityKind<C> kind, boolean expanded, List<Entry<C>> entries) {

    /**
     * One line.
     *
     * @param values of a standard line, sorted and without duplicates; none for {@code any} and in expanded lists
     * @param regex of an expanded line, or null
     */
    public record Entry<C extends Comparable<C>>(
            long sequence,
            Verdict verdict,
            List<C> values,
            @Nullable BgpRegex regex) {

        public Entry {
            values = values.stream().distinct().sorted().toList();
            if (!values.isEmpty() && regex != null) {
                throw new IllegalArgumentException("both " + values + " and " + regex);
            }
        }

        public static <C extends Comparable<C>> Entry<C> of(long sequence, Verdict verdict, List<C> values) {
            return new Entry<>(sequence, verdict, values, null);
        }

        public static <C extends Comparable<C>> Entry<C> of(long sequence, Verdict verdict, BgpRegex regex) {
            return new Entry<>(sequence, verdict, List.<C>of(), regex);
        }

        boolean isAny() {
            return values.isEmpty() && regex == null;
        }
    }

    public CommunityList {
        entries = entries.stream()
                .sorted(Comparator.comparingLong(Entry::sequence))
                .toList();
    }

    public static <C extends Comparable<C>> CommunityList<C> standard(CommunityKind<C> kind) {
        return new CommunityList<>(kind, false, List.of());
    }

    public static <C extends Comparable<C>> CommunityList<C> expanded(CommunityKind<C> kind) {
        return new CommunityList<>(kind, true, List.of());
    }

    /** With an entry, instead of one with the same number. */
    public CommunityList<C> with(Entry<C> entry) {
        List<Entry<C>> more = new ArrayList<>(without(entry.sequence()).entries);
        more.add(entry);
        return new CommunityList<>(kind, expanded, more);
    }

    public CommunityList<C> without(long sequence) {
        return new CommunityList<>(
                kind,
                expanded,
                entries.stream().filter(entry -> entry.sequence != sequence).toList());
    }

    /** Whether the route's communities, sorted, pass: the first line whose values are all among them decides. */
    public boolean permits(List<C> communities) {
        return permits(communities, false);
    }

    /**
     * The same; with {@code exactly}, the first line whose values are just these decides (FRR 8.4
     * {@code community_list_match}, {@code community_list_exact_match} and their like).
     */
    public boolean permits(List<C> communities, boolean exactly) {
        for (Entry<C> entry : entries) {
            BgpRegex regex = entry.regex;
            boolean matches;
            if (regex != null) {
                matches = regex.matches(kind.text(communities));
            } else if (entry.isAny() || kind.standsForAll(entry.values)) {
                matches = true;
            } else {
                matches = exactly ? communities.equals(entry.values) : inThatOrder(communities, entry.values);
            }
            if (matches) {
                return entry.verdict.permits();
            }
        }
        return false;
    }

    /** FRR 8.4 {@code ecommunity_match} walks through both but once: extended communities need not be sorted. */
    private static <C> boolean inThatOrder(List<C> communities, List<C> wanted) {
        int found = 0;
        for (int i = 0; i < communities.size() && found < wanted.size(); i++) {
            found += communities.get(i).equals(wanted.get(found)) ? 1 : 0;
        }
        return found == wanted.size();
    }

    /** What is left when {@code set comm-list … delete} takes away each community the list permits by itself. */
    public List<C> delete(List<C> communities) {
        List<C> left =
                communities.stream().filter(community -> !deletes(community)).toList();
        return left.size() == communities.size() ? communities : left;
    }

    // FRR 8.4 community_list_match_delete: one value of a line is enough here.
    private boolean deletes(C community) {
        for (Entry<C> entry : entries) {
            BgpRegex regex = entry.regex;
            boolean matches = regex != null
                    ? regex.matches(kind.text(List.of(community)))
                    : entry.isAny() || kind.standsForAll(entry.values) || entry.values.contains(community);
            if (matches) {
                return entry.verdict.permits();
            }
        }
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CommunityList<?> that
                && kind == that.kind
                && expanded == that.expanded
                && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return Objects.hash(expanded, entries);
    }
}
