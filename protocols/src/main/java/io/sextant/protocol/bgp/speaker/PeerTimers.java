package io.sextant.protocol.bgp.speaker;

/**
 * What a peer waits for, each as a time or {@link BgpSpeaker#NEVER}; for printouts.
 *
 * @param startNanos the next attempt after a failure ({@code t_start} of FRR)
 * @param connectNanos the attempt after the one under way ({@code t_connect})
 * @param overflowNanos the return of a session that {@code maximum-prefix} ended
 * @param restartNanos the end of the peer's restart time (RFC 4724 §4.2)
 * @param staleNanos the end of its stale routes
 */
public record PeerTimers(long startNanos, long connectNanos, long overflowNanos, long restartNanos, long staleNanos) {}
