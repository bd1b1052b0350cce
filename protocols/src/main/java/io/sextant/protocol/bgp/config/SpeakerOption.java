package io.sextant.protocol.bgp.config;

/** Switches of an instance; names follow FRR 8.4's statements. */
public enum SpeakerOption {
    /** {@code bgp ebgp-requires-policy} (RFC 8212); on by default. */
    EBGP_REQUIRES_POLICY,
    /** {@code bgp network import-check}; on by default since FRR 7.5. */
    NETWORK_IMPORT_CHECK,
    /** {@code bgp fast-external-failover}; on by default. */
    FAST_EXTERNAL_FAILOVER,
    /** {@code bgp client-to-client reflection}; on by default. */
    CLIENT_TO_CLIENT_REFLECTION,
    /** {@code bgp suppress-duplicates}; on by default. */
    SUPPRESS_DUPLICATES,
    /** {@code bgp hard-administrative-reset}; on by default. */
    HARD_ADMINISTRATIVE_RESET,
    /** {@code bgp graceful-shutdown}. */
    GRACEFUL_SHUTDOWN,
    /** {@code bgp reject-as-sets}. */
    REJECT_AS_SETS,
    /** {@code bgp enforce-first-as} of a peer does the same for one; here for all, as {@code bgp enforce-first-as} did. */
    ENFORCE_FIRST_AS,
    /** {@code bgp graceful-restart disable-eor}: no End-of-RIB is sent. */
    NO_END_OF_RIB,
    /** {@code bgp route-reflector allow-outbound-policy}. */
    REFLECTOR_ALLOWS_OUTBOUND_POLICY,
    /** {@code bgp shutdown}. */
    SHUTDOWN,
    /**
     * {@code redistribute} stands before {@code network}: when the program starts, routes of the table behind it come in
     * first, so that they are the older ones.
     */
    REDISTRIBUTE_BEFORE_NETWORK,
    /** {@code no bgp default ipv4-unicast} leaves it out; printouts and parsers only. */
    DEFAULT_IPV4_UNICAST
}
