package io.sextant.protocol.bgp.profile;

/**
 * How a speaker runs a session.
 *
 * @param holdTimeSeconds proposed in OPEN, unless configured
 * @param keepaliveSeconds the longest interval between KEEPALIVEs, unless configured; a third of the hold time is a bound
 * @param keepaliveJitter spread of each interval
 * @param openSentHoldSeconds how long to wait for the peer's OPEN; RFC 4271 §8.2.2 suggests 240
 * @param runsHoldTimer whether silence of the peer ends an established session
 * @param establishesOnOpen whether the session is up with the peer's OPEN, without waiting for its KEEPALIVE
 * @param listens whether connections are accepted
 * @param callsStandAlone whether an accepted connection has a machine of its own until it is up, as a second peer structure
 *     gives it one in FRR 8.4 {@code bgp_accept}: it is accepted while idle too (RFC 4271 §8.2.2 refuses it then), leaves the
 *     machine that dials alone, and what it counted is lost with it
 * @param dials whether connections are made
 * @param firstDialNanos in ACTIVE before the first connection is made; 0 goes to CONNECT at once
 * @param connectRetryNanos between attempts, unless configured
 * @param connectRetryJitter spread of {@code firstDialNanos} and {@code connectRetryNanos}
 * @param dialTimeoutNanos how long one attempt may take
 * @param waitsAfterFailedDial whether a failed attempt leads to ACTIVE and the connect-retry timer, or to idleness and
 *     the restart delay
 * @param restart the delays of idleness
 * @param longAsPathHeader AS_PATH always with a two-octet length
 */
public record SessionProfile(
        int holdTimeSeconds,
        int keepaliveSeconds,
        Jitter keepaliveJitter,
        int openSentHoldSeconds,
        boolean runsHoldTimer,
        boolean establishesOnOpen,
        boolean listens,
        boolean callsStandAlone,
        boolean dials,
        long firstDialNanos,
        long connectRetryNanos,
        Jitter connectRetryJitter,
        long dialTimeoutNanos,
        boolean waitsAfterFailedDial,
        RestartDelays restart,
        boolean longAsPathHeader) {}
