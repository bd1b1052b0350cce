package io.sextant.lab.report;

/**
 * How many connections met which end.
 *
 * @param total all that were tried
 * @param completed ended as the client meant it to
 * @param untouched of all: same node throughout and nothing sent twice
 * @param moved of all: went on through another node than before
 * @param reset the client got a RST
 * @param refused the SYN was answered by a RST
 * @param timedOut the client gave up, or still waited unanswered at the end
 * @param open still open and well at the end
 */
public record ConnectionCounts(
        long total, long completed, long untouched, long moved, long reset, long refused, long timedOut, long open) {}
