package io.sextant.protocol.bgp.policy.list;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code access-list}, {@code ipv6 access-list}.
 *
 * @param remark blank for none
 * @param entries in the order of their numbers, each number once
 */
public record AccessList(String remark, List<Entry> entries) {

    public static final AccessList EMPTY = new AccessList("", List.of());

    /** One line. */
    public record Entry(long sequence, Verdict verdict, Subject subject) {}

    /** What a line matches. */
    public sealed interface Subject permits Any, Within, Wildcard {

        boolean matches(IpPrefix tested);
    }

    /** {@code any}. */
    public record Any() implements Subject {

        @Override
        public boolean matches(IpPrefix tested) {
            return true;
        }
    }

    /** A prefix and what lies in it; with {@code exact-match} only itself (FRR 8.4 {@code filter_match_zebra}). */
    public record Within(IpPrefix prefix, boolean exact) implements Subject {

        @Override
        public boolean matches(IpPrefix tested) {
            boolean sameFamily =
                    prefix.address().lengthBits() == tested.address().lengthBits();
            return sameFamily && prefix.contains(tested) && (!exact || prefix.length() == tested.length());
        }
    }

    /**
     * Numbered lists: bits set in a wildcard are not compared. A standard list looks at the address alone, whatever the
     * prefix's length; an extended one compares the network mask too (FRR 8.4 {@code filter_match_cisco}).
     *
     * @param mask the network mask to have, with {@code maskWildcard} of all ones in a standard list
     */
    public record Wildcard(Ipv4Address address, Ipv4Address wildcard, Ipv4Address mask, Ipv4Address maskWildcard)
            implements Subject {

        public static Wildcard standard(Ipv4Address address, Ipv4Address wildcard) {
            return new Wildcard(address, wildcard, Ipv4Address.ANY, Ipv4Address.BROADCAST);
        }

        @Override
        public boolean matches(IpPrefix tested) {
            return tested instanceof Ipv4Prefix ipv4
                    && ((ipv4.address().bits() ^ address.bits()) & ~wildcard.bits()) == 0
                    && ((Ipv4Prefix.mask(ipv4.length()) ^ mask.bits()) & ~maskWildcard.bits()) == 0;
        }
    }

    public AccessList {
        entries = entries.stream()
                .sorted(Comparator.comparingLong(Entry::sequence))
                .toList();
    }

    public static AccessList of(Entry... entries) {
        return new AccessList("", List.of(entries));
    }

    /** With an entry, instead of one with the same number. */
    public AccessList with(Entry entry) {
        List<Entry> more = new ArrayList<>(without(entry.sequence()).entries);
        more.add(entry);
        return new AccessList(remark, more);
    }

    public AccessList without(long sequence) {
        return new AccessList(
                remark,
                entries.stream().filter(entry -> entry.sequence != sequence).toList());
    }

    public AccessList withRemark(String text) {
        return new AccessList(text, entries);
    }

    /** The first match decides; nothing matched is denied (FRR 8.4 {@code access_list_apply}). */
    public boolean permits(IpPrefix prefix) {
        for (Entry entry : entries) {
            if (entry.subject.matches(prefix)) {
                return entry.verdict.permits();
            }
        }
        return false;
    }
}
