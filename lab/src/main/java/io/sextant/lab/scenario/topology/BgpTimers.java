package io.sextant.lab.scenario.topology;

/**
 * Proposed BGP timers (RFC 4271 §10); whole seconds, though kept in nanoseconds.
 *
 * @param holdNanos 0 (never) or 3 s to 65535 s
 * @param keepaliveNanos 0 only with a hold time of 0
 * @param connectRetryNanos 1 s to 65535 s
 */
public record BgpTimers(long holdNanos, long keepaliveNanos, long connectRetryNanos) {}
