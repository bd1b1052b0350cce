package io.sextant.cluster.flow;

/** Told of every flow as it is recorded: what {@code --follow} hangs on. */
@FunctionalInterface
public interface FlowListener {
    void onFlow(Flow flow);
}
