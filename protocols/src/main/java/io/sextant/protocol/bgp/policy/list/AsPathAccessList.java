package io.sextant.protocol.bgp.policy.list;

import io.sextant.protocol.bgp.message.AsPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code bgp as-path access-list}: regular expressions over the AS path as it is printed.
 *
 * @param entries in the order of their numbers, each number once
 */
public record AsPathAccessList(List<Entry> entries) {

    public static final AsPathAccessList EMPTY = new AsPathAccessList(List.of());

    /** One line. */
    public record Entry(long sequence, Verdict verdict, BgpRegex regex) {}

    public AsPathAccessList {
        entries = entries.stream()
                .sorted(Comparator.comparingLong(Entry::sequence))
                .toList();
    }

    public static AsPathAccessList of(Entry... entries) {
        return new AsPathAccessList(List.of(entries));
    }

    /** With an entry, instead of one with the same number. */
    public AsPathAccessList with(Entry entry) {
        List<Entry> more = new ArrayList<>(without(entry.sequence()).entries);
        more.add(entry);
        return new AsPathAccessList(more);
    }

    public AsPathAccessList without(long sequence) {
        return new AsPathAccessList(
                entries.stream().filter(entry -> entry.sequence != sequence).toList());
    }

    /** The first match decides; nothing matched is denied (FRR 8.4 {@code as_list_apply}). */
    public boolean permits(AsPath path) {
        String text = path.toString();
        for (Entry entry : entries) {
            if (entry.regex.matches(text)) {
                return entry.verdict.permits();
            }
        }
        return false;
    }
}
