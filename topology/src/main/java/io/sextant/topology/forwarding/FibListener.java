package io.sextant.topology.forwarding;

/** Hears every change of a forwarding table, in order. Must not change the table. */
@FunctionalInterface
public interface FibListener {
    void onChange(long nowNanos, FibDelta delta);
}
