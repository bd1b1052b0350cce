package io.sextant.lab.report;

/**
 * From this instant on a router's FIB had so many next hops for a prefix.
 *
 * @param width 0 when there is no route
 */
public record WidthStep(long atNanos, String router, String prefix, int width) {}
