package io.sextant.protocol.bgp.session;

/** Switches of a peer's session; names follow FRR 8.4's {@code neighbor X …} statements. */
public enum PeerOption {
    /** {@code sender-as-path-loop-detection}: what has the peer's AS in its path is not sent to it. */
    SENDER_LOOP_DETECTION,
    /** {@code passive}: never dials. */
    PASSIVE,
    /** {@code disable-connected-check}: eBGP with a peer that is not on a connected network, at one hop. */
    DISABLE_CONNECTED_CHECK,
    /** {@code dont-capability-negotiate}. */
    NO_CAPABILITIES,
    /** {@code override-capability}: our families are used whatever the peer offers. */
    OVERRIDE_CAPABILITIES,
    /** {@code strict-capability-match}. */
    STRICT_CAPABILITIES,
    /** {@code capability extended-nexthop}. */
    EXTENDED_NEXT_HOP,
    /** Several paths of a prefix are sent in some family: {@code addpath-tx-…}. */
    ADD_PATH_TX,
    /** {@code disable-addpath-rx} of IPv4 unicast. */
    ONE_PATH_IPV4,
    /** {@code disable-addpath-rx} of IPv6 unicast. */
    ONE_PATH_IPV6,
    /** {@code capability dynamic}. */
    DYNAMIC_CAPABILITIES,
    /** {@code solo}: an update group of its own. */
    SOLO,
    /** {@code bfd}. */
    BFD,
    /** {@code bfd check-control-plane-failure}. */
    BFD_CHECK_CONTROL_PLANE,
    /** {@code bgp allow-martian-nexthop}, which the instance says for all: a NEXT_HOP that is no host's ends no session. */
    ALLOW_MARTIAN_NEXT_HOP,
    /** {@code enforce-first-as}. */
    ENFORCE_FIRST_AS,
    /** {@code shutdown}. */
    SHUTDOWN,
    /** {@code disable-link-bw-encoding-ieee}: bandwidths as integers. */
    INTEGER_LINK_BANDWIDTH,
    /** {@code extended-link-bandwidth} and the like are not in 8.4; graceful shutdown of one peer. */
    GRACEFUL_SHUTDOWN,
    /** {@code graceful-restart …} of its own, whatever the instance's part is; printouts only. */
    OWN_GRACEFUL_MODE,
    /** Made by a call from inside a {@code bgp listen range}. */
    DYNAMIC
}
