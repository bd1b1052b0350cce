package io.sextant.protocol.bgp.policy.list;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.ExtendedCommunity;
import io.sextant.protocol.bgp.message.LargeCommunity;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The named lists of one router. Changes show at once wherever a name is used. */
public final class PolicyLists {

    /** More lists of a kind than this are refused. */
    private static final int MAX_LISTS = 1_000_000;

    private final Map<String, PrefixList> prefixLists4 = new TreeMap<>();
    private final Map<String, PrefixList> prefixLists6 = new TreeMap<>();
    private final Map<String, AccessList> accessLists4 = new TreeMap<>();
    private final Map<String, AccessList> accessLists6 = new TreeMap<>();
    private final Map<String, AsPathAccessList> asPathLists = new TreeMap<>();
    private final Map<String, CommunityList<Community>> communityLists = new TreeMap<>();
    private final Map<String, CommunityList<ExtendedCommunity>> extendedLists = new TreeMap<>();
    private final Map<String, CommunityList<LargeCommunity>> largeLists = new TreeMap<>();

    /** {@code kind} is one of the two prefix list kinds. */
    public void define(ListKind kind, String name, PrefixList list) {
        put(prefixLists(kind), name, list);
    }

    /** {@code kind} is one of the two access list kinds. */
    public void define(ListKind kind, String name, AccessList list) {
        put(accessLists(kind), name, list);
    }

    public void defineAsPath(String name, AsPathAccessList list) {
        put(asPathLists, name, list);
    }

    public void defineCommunity(String name, CommunityList<Community> list) {
        put(communityLists, name, list);
    }

    public void defineExtended(String name, CommunityList<ExtendedCommunity> list) {
        put(extendedLists, name, list);
    }

    public void defineLarge(String name, CommunityList<LargeCommunity> list) {
        put(largeLists, name, list);
    }

    private static <T> void put(Map<String, T> lists, String name, T list) {
        if (lists.size() >= MAX_LISTS) {
            throw new IllegalStateException(MAX_LISTS + " lists");
        }
        lists.put(name, list);
    }

    /** Takes a definition away; nothing happens where there is none. */
    public void undefine(ListRef ref) {
        byName(ref.kind()).remove(ref.name());
    }

    public boolean isDefined(ListRef ref) {
        return byName(ref.kind()).containsKey(ref.name());
    }

    public Optional<PrefixList> prefixList(ListKind kind, String name) {
        return Optional.ofNullable(prefixLists(kind).get(name));
    }

    public Optional<AccessList> accessList(ListKind kind, String name) {
        return Optional.ofNullable(accessLists(kind).get(name));
    }

    public Optional<AsPathAccessList> asPathList(String name) {
        return Optional.ofNullable(asPathLists.get(name));
    }

    public Optional<CommunityList<Community>> communityList(String name) {
        return Optional.ofNullable(communityLists.get(name));
    }

    public Optional<CommunityList<ExtendedCommunity>> extendedList(String name) {
        return Optional.ofNullable(extendedLists.get(name));
    }

    public Optional<CommunityList<LargeCommunity>> largeList(String name) {
        return Optional.ofNullable(largeLists.get(name));
    }

    /** All lists of a kind by name, in the order of names. */
    public Map<String, Object> all(ListKind kind) {
        return Collections.unmodifiableMap(byName(kind));
    }

    /** Whether a prefix or access list lets the prefix pass; an undefined one lets nothing pass. */
    public boolean permits(ListRef ref, IpPrefix prefix) {
        return switch (ref.kind()) {
            case IPV4_PREFIX_LIST, IPV6_PREFIX_LIST -> {
                PrefixList list = prefixLists(ref.kind()).get(ref.name());
                yield list != null && list.permits(prefix);
            }
            case IPV4_ACCESS_LIST, IPV6_ACCESS_LIST -> {
                AccessList list = accessLists(ref.kind()).get(ref.name());
                yield list != null && list.permits(prefix);
            }
            default -> throw new IllegalArgumentException(ref + " does not list prefixes");
        };
    }

    private Map<String, PrefixList> prefixLists(ListKind kind) {
        return switch (kind) {
            case IPV4_PREFIX_LIST -> prefixLists4;
            case IPV6_PREFIX_LIST -> prefixLists6;
            default -> throw new IllegalArgumentException(kind + " is no prefix list");
        };
    }

    private Map<String, AccessList> accessLists(ListKind kind) {
        return switch (kind) {
            case IPV4_ACCESS_LIST -> accessLists4;
            case IPV6_ACCESS_LIST -> accessLists6;
            default -> throw new IllegalArgumentException(kind + " is no access list");
        };
    }

    private Map<String, ?> byName(ListKind kind) {
        return switch (kind) {
            case IPV4_PREFIX_LIST, IPV6_PREFIX_LIST -> prefixLists(kind);
            case IPV4_ACCESS_LIST, IPV6_ACCESS_LIST -> accessLists(kind);
            case AS_PATH_LIST -> asPathLists;
            case COMMUNITY_LIST -> communityLists;
            case EXTENDED_COMMUNITY_LIST -> extendedLists;
            case LARGE_COMMUNITY_LIST -> largeLists;
        };
    }
}
