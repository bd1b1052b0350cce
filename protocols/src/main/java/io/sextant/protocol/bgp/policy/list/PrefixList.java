package io.sextant.protocol.bgp.policy.list;

import io.sextant.protocol.address.IpPrefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code ip prefix-list}, {@code ipv6 prefix-list}: prefixes by bits and length.
 *
 * @param description blank for none
 * @param entries in the order of their numbers, each number once
 */
public record PrefixList(String description, List<Entry> entries) {

    /** A list without entries, which permits everything (FRR 8.4 {@code prefix_list_apply_ext}). */
    public static final PrefixList EMPTY = new PrefixList("", List.of());

    /**
     * One line.
     *
     * @param sequence 1..4294967295
     * @param atLeast {@code ge}, 0 for not given
     * @param atMost {@code le}, 0 for not given
     */
    public record Entry(long sequence, Verdict verdict, IpPrefix prefix, int atLeast, int atMost) {

        public Entry {
            int bits = prefix.address().lengthBits();
            boolean below = atLeast != 0 && atLeast < prefix.length() || atMost != 0 && atMost < prefix.length();
            if (below || atLeast > bits || atMost > bits || (atMost != 0 && atLeast > atMost)) {
                throw new IllegalArgumentException(prefix + " ge " + atLeast + " le " + atMost);
            }
        }

        boolean matches(IpPrefix tested) {
            boolean sameFamily =
                    prefix.address().lengthBits() == tested.address().lengthBits();
            if (!sameFamily || !prefix.contains(tested)) {
                return false;
            }
            if (atLeast == 0 && atMost == 0) {
                return prefix.length() == tested.length();
            }
            return tested.length() >= atLeast && (atMost == 0 || tested.length() <= atMost);
        }
    }

    public PrefixList {
        entries = entries.stream()
                .sorted(Comparator.comparingLong(Entry::sequence))
                .toList();
    }

    public static PrefixList of(Entry... entries) {
        return new PrefixList("", List.of(entries));
    }

    /** With an entry, instead of one with the same number. */
    public PrefixList with(Entry entry) {
        List<Entry> more = new ArrayList<>(without(entry.sequence()).entries);
        more.add(entry);
        return new PrefixList(description, more);
    }

    public PrefixList without(long sequence) {
        return new PrefixList(
                description,
                entries.stream().filter(entry -> entry.sequence != sequence).toList());
    }

    public PrefixList withDescription(String text) {
        return new PrefixList(text, entries);
    }

    /** Whether the list lets the prefix pass: the first match decides, no match denies, no entry permits. */
    public boolean permits(IpPrefix prefix) {
        for (Entry entry : entries) {
            if (entry.matches(prefix)) {
                return entry.verdict.permits();
            }
        }
        return entries.isEmpty();
    }
}
