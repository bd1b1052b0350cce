package io.sextant.lab.frr.mapping;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.ExtendedCommunity;
import io.sextant.protocol.bgp.message.LargeCommunity;
import io.sextant.protocol.bgp.policy.list.CommunityNames;
import io.sextant.protocol.bgp.policy.list.ExtendedCommunities;
import java.util.List;
import java.util.stream.Stream;

/** Communities as statements write them; the parser has checked them. */
final class CommunityTexts {

    private CommunityTexts() {}

    private static Stream<String> words(String text) {
        return Stream.of(text.split(" ", -1)).filter(word -> !word.equals("additive") && !word.equals("none"));
    }

    static List<Community> standard(String text) {
        return words(text)
                .flatMap(word -> CommunityNames.tryParse(word).stream())
                .toList();
    }

    static List<LargeCommunity> large(String text) {
        return words(text)
                .map(word -> word.split(":", -1))
                .map(parts -> new LargeCommunity(
                        Integer.parseUnsignedInt(parts[0]),
                        Integer.parseUnsignedInt(parts[1]),
                        Integer.parseUnsignedInt(parts[2])))
                .toList();
    }

    static List<ExtendedCommunity> extended(int subtype, String text) {
        return words(text).map(word -> extendedValue(subtype, word)).toList();
    }

    /** A list's line: {@code rt VALUE} and {@code soo VALUE}, one after the other. */
    static List<ExtendedCommunity> extendedList(String text) {
        int[] subtype = {ExtendedCommunities.ROUTE_TARGET};
        return words(text)
                .filter(word -> {
                    boolean kind = word.equals("rt") || word.equals("soo");
                    if (kind) {
                        subtype[0] = word.equals("rt")
                                ? ExtendedCommunities.ROUTE_TARGET
                                : ExtendedCommunities.SITE_OF_ORIGIN;
                    }
                    return !kind;
                })
                .map(word -> extendedValue(subtype[0], word))
                .toList();
    }

    private static ExtendedCommunity extendedValue(int subtype, String word) {
        int colon = word.lastIndexOf(':');
        String head = word.substring(0, colon);
        long value = Long.parseLong(word.substring(colon + 1));
        return Ipv4Address.tryParse(head)
                .map(address -> ExtendedCommunities.of(subtype, address, (int) value))
                .orElseGet(() -> ExtendedCommunities.of(subtype, Asn.parse(head), value));
    }
}
