package io.sextant.lab.console.hubble;

import io.sextant.cluster.flow.Flow;
import io.sextant.cluster.flow.FlowListener;
import io.sextant.cluster.flow.FlowSource;
import io.sextant.cluster.flow.ObserveCommand;
import io.sextant.lab.console.command.Outcome.Printed;
import io.sextant.lab.console.command.Program;
import java.util.ArrayList;
import java.util.List;

/** {@code hubble observe --follow}: what is kept, then every new flow until it is interrupted. */
final class FollowProgram implements Program {

    /** Flows kept for printing; later ones are only counted. */
    private static final int MAX_FLOWS = 100_000;

    private final ObserveCommand command;
    private final FlowSource source;
    private final List<Flow> flows = new ArrayList<>();
    private final FlowListener listener = this::onFlow;
    private long unprinted;

    FollowProgram(ObserveCommand command, FlowSource source) {
        this.command = command;
        this.source = source;
    }

    @Override
    public void start(Completion completion) {
        flows.addAll(source.observe(command.request()));
        source.addListener(listener);
    }

    @Override
    public Printed interrupt() {
        source.removeListener(listener);
        String text = command.printer().print(flows);
        return Printed.ok(unprinted == 0 ? text : text + unprinted + " more flows are not printed\n");
    }

    @Override
    public boolean isEndless() {
        return true;
    }

    private void onFlow(Flow flow) {
        if (!command.request().matches(flow)) {
            return;
        }
        if (flows.size() < MAX_FLOWS) {
            flows.add(flow);
        } else {
            unprinted++;
        }
    }
}
