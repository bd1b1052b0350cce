package io.sextant.protocol.bgp.policy.list;

import io.sextant.protocol.bgp.message.Community;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Well-known communities by the names FRR 8.4 prints and reads ({@code set_community_string}). */
public final class CommunityNames {

    /** FRR 8.4 {@code COMMUNITY_INTERNET}: in a list it stands for every community. */
    public static final Community INTERNET = new Community(0);

    private static final Map<Community, String> NAMES = new TreeMap<>();

    static {
        NAMES.put(INTERNET, "internet");
        NAMES.put(Community.GRACEFUL_SHUTDOWN, "graceful-shutdown");
        NAMES.put(new Community(0xFFFF_0001), "accept-own");
        NAMES.put(new Community(0xFFFF_0002), "route-filter-translated-v4");
        NAMES.put(new Community(0xFFFF_0003), "route-filter-v4");
        NAMES.put(new Community(0xFFFF_0004), "route-filter-translated-v6");
        NAMES.put(new Community(0xFFFF_0005), "route-filter-v6");
        NAMES.put(Community.LLGR_STALE, "llgr-stale");
        NAMES.put(Community.NO_LLGR, "no-llgr");
        NAMES.put(new Community(0xFFFF_0008), "accept-own-nexthop");
        NAMES.put(Community.BLACKHOLE, "blackhole");
        NAMES.put(Community.NO_EXPORT, "no-export");
        NAMES.put(Community.NO_ADVERTISE, "no-advertise");
        NAMES.put(Community.NO_EXPORT_SUBCONFED, "local-AS");
        NAMES.put(Community.NO_PEER, "no-peer");
    }

    private CommunityNames() {}

    /** The name, or {@code high:low}. */
    public static String text(Community community) {
        return NAMES.getOrDefault(community, community.toString());
    }

    /** All of them in their order, one blank between two. */
    public static String text(List<Community> communities) {
        return communities.stream().map(CommunityNames::text).collect(Collectors.joining(" "));
    }

    /** Reads a name, {@code high:low} or one 32-bit number. */
    public static Optional<Community> tryParse(String text) {
        for (Map.Entry<Community, String> named : NAMES.entrySet()) {
            if (named.getValue().equals(text)) {
                return Optional.of(named.getKey());
            }
        }
        int colon = text.indexOf(':');
        if (colon < 0) {
            return number(text, 0xFFFF_FFFFL).map(bits -> new Community(bits.intValue()));
        }
        return number(text.substring(0, colon), 0xFFFF).flatMap(high -> number(text.substring(colon + 1), 0xFFFF)
                .map(low -> Community.of(high.intValue(), low.intValue())));
    }

    private static Optional<Long> number(String digits, long most) {
        boolean plain =
                !digits.isEmpty() && digits.length() <= 10 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return plain && Long.parseLong(digits) <= most ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }
}
