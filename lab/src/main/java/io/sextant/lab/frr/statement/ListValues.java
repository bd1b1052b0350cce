package io.sextant.lab.frr.statement;

import io.sextant.lab.frr.grammar.Arguments;
import io.sextant.protocol.address.Ipv4Address;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What community lists and community sets may name, and how FRR 8.4 prints it. */
final class ListValues {

    private static final TreeMap<String, Long> WELL_KNOWN = new TreeMap<>();

    static {
        WELL_KNOWN.put("internet", 0L);
        WELL_KNOWN.put("graceful-shutdown", 0xFFFF0000L);
        WELL_KNOWN.put("accept-own", 0xFFFF0001L);
        WELL_KNOWN.put("route-filter-translated-v4", 0xFFFF0002L);
        WELL_KNOWN.put("route-filter-v4", 0xFFFF0003L);
        WELL_KNOWN.put("route-filter-translated-v6", 0xFFFF0004L);
        WELL_KNOWN.put("route-filter-v6", 0xFFFF0005L);
        WELL_KNOWN.put("llgr-stale", 0xFFFF0006L);
        WELL_KNOWN.put("no-llgr", 0xFFFF0007L);
        WELL_KNOWN.put("accept-own-nexthop", 0xFFFF0008L);
        WELL_KNOWN.put("blackhole", 0xFFFF029AL);
        WELL_KNOWN.put("no-export", 0xFFFFFF01L);
        WELL_KNOWN.put("no-advertise", 0xFFFFFF02L);
        WELL_KNOWN.put("local-AS", 0xFFFFFF03L);
        WELL_KNOWN.put("no-peer", 0xFFFFFF04L);
    }

    private ListValues() {}

    /** The community's number; nothing if the word is none (FRR 8.4 community_gettoken). */
    static Optional<Long> community(String word) {
        Long known = WELL_KNOWN.get(word);
        if (known != null) {
            return Optional.of(known);
        }
        int colon = word.indexOf(':');
        if (colon < 0) {
            return part(word, 0xFFFF_FFFFL);
        }
        Optional<Long> high = part(word.substring(0, colon), 0xFFFF);
        Optional<Long> low = part(word.substring(colon + 1), 0xFFFF);
        return high.isEmpty() || low.isEmpty() ? Optional.empty() : Optional.of(high.get() << 16 | low.get());
    }

    /** As FRR 8.4 community_str prints it. */
    static String text(long community) {
        for (var known : WELL_KNOWN.entrySet()) {
            if (known.getValue() == community) {
                return known.getKey();
            }
        }
        return (community >>> 16) + ":" + (community & 0xFFFF);
    }

    private static Optional<Long> part(String word, long highest) {
        if (word.isEmpty() || word.length() > 10 || !word.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        long value = Long.parseLong(word);
        return value > highest ? Optional.empty() : Optional.of(value);
    }

    /** Three numbers of 32 bits. */
    static boolean isLarge(String word) {
        String[] parts = word.split(":", -1);
        return parts.length == 3
                && Stream.of(parts).allMatch(part -> part(part, 0xFFFF_FFFFL).isPresent());
    }

    /** {@code ASN:NN} or {@code ADDRESS:NN}; six octets together. */
    static boolean isExtendedValue(String word) {
        int colon = word.lastIndexOf(':');
        if (colon < 1 || part(word.substring(colon + 1), 0xFFFF_FFFFL).isEmpty()) {
            return false;
        }
        String head = word.substring(0, colon);
        boolean small = part(word.substring(colon + 1), 0xFFFF).isPresent();
        boolean four = part(head, 0xFFFF_FFFFL).isPresent();
        boolean two = part(head, 0xFFFF).isPresent();
        return two || small && (four || Ipv4Address.tryParse(head).isPresent());
    }

    /** The first word of a standard list's line that is no value of its kind. */
    static Optional<String> bad(String kind, Arguments said) {
        Optional<String> value = said.find("value");
        if (value.isEmpty() || isExpanded(said)) {
            return Optional.empty();
        }
        return Stream.of(value.get().split(" ", -1))
                .filter(word -> !fits(kind, word))
                .findFirst();
    }

    private static boolean fits(String kind, String word) {
        return switch (kind) {
            case "bgp community-list" -> community(word).isPresent();
            case "bgp large-community-list" -> isLarge(word);
            default -> word.equals("rt") || word.equals("soo") || isExtendedValue(word);
        };
    }

    static boolean isExpanded(Arguments said) {
        return said.has("expanded")
                || said.find("list")
                        .flatMap(name -> part(name, 500))
                        .filter(number -> number >= 100 && !said.has("standard"))
                        .isPresent();
    }

    /** Standard communities in rising order, each once: FRR 8.4 community_uniq_sort. */
    static Arguments canonical(String kind, Arguments said) {
        Optional<String> value = said.find("value");
        if (!kind.equals("bgp community-list") || value.isEmpty() || isExpanded(said)) {
            return said;
        }
        return said.with("value", sorted(value.get()));
    }

    static String sorted(String communities) {
        StringBuilder text = new StringBuilder();
        Stream.of(communities.split(" ", -1))
                .map(word -> community(word).orElseThrow())
                .sorted()
                .distinct()
                .forEach(number -> text.append(text.isEmpty() ? "" : " ").append(text(number)));
        return text.toString();
    }
}
