package io.sextant.lab.report;

/** What a command printed on a node at some time, because the timeline asked for it. */
public record NodePrintout(long atNanos, String node, String command, String output) {}
