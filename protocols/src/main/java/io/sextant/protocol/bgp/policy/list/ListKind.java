package io.sextant.protocol.bgp.policy.list;

/** Kinds of list, each with names of its own. */
public enum ListKind {
    IPV4_PREFIX_LIST,
    IPV6_PREFIX_LIST,
    IPV4_ACCESS_LIST,
    IPV6_ACCESS_LIST,
    AS_PATH_LIST,
    COMMUNITY_LIST,
    EXTENDED_COMMUNITY_LIST,
    LARGE_COMMUNITY_LIST
}
