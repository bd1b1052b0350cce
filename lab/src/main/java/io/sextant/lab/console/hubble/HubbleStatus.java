package io.sextant.lab.console.hubble;

import io.sextant.cluster.flow.HubbleAgent;
import io.sextant.lab.console.command.Outcome.Printed;
import io.sextant.lab.console.text.TextTable;
import java.util.List;
import java.util.Locale;

/**
 * How agents fare: {@code hubble status} and {@code hubble list nodes}. Flows a second are all an agent saw over the time it
 * has run, as hubble up to 0.11 reckons them.
 *
 * @param agents those behind whoever answers
 * @param relay whether the relay answers, who alone knows of nodes
 */
record HubbleStatus(List<HubbleAgent> agents, boolean relay, long nowNanos) {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int NAMED_MAX = 10;
    private static final int STATUS_ERROR = 1;
    private static final String UNKNOWN = "N/A";

    Printed status() {
        List<HubbleAgent> up = agents.stream().filter(HubbleAgent::isRunning).toList();
        List<HubbleAgent> down =
                agents.stream().filter(agent -> !agent.isRunning()).toList();
        if (up.isEmpty() && !relay) {
            return new Printed("failed getting status: connection refused\n", STATUS_ERROR);
        }
        long kept = up.stream().mapToLong(HubbleStatus::kept).sum();
        long most = (long) up.size() * HubbleAgent.CAPACITY_FLOWS;
        String server = relay ? "localhost:4245" : "unix:///var/run/cilium/hubble.sock";
        StringBuilder out =
                new StringBuilder("Healthcheck (via ").append(server).append("): Ok\n");
        out.append(String.format(
                Locale.ROOT, "Current/Max Flows: %,d/%,d (%.2f%%)\n", kept, most, most == 0 ? 0 : 100.0 * kept / most));
        // The relay adds up what was seen, and takes the oldest agent's time for all of them.
        long seen = up.stream().mapToLong(HubbleAgent::recordedFlows).sum();
        long oldest = up.stream().mapToLong(this::upNanos).max().orElse(0);
        out.append(String.format(Locale.ROOT, "Flows/s: %.2f\n", rate(seen, oldest)));
        if (relay) {
            out.append("Connected Nodes: ")
                    .append(up.size())
                    .append('/')
                    .append(agents.size())
                    .append('\n');
        }
        if (relay && !down.isEmpty()) {
            out.append("Unavailable Nodes: ").append(down.size()).append('\n');
            down.stream().limit(NAMED_MAX).forEach(agent -> out.append("  - ")
                    .append(agent.nodeName())
                    .append('\n'));
        }
        return Printed.ok(out.toString());
    }

    Printed nodes() {
        if (!relay) {
            return new Printed("rpc error: code = Unimplemented desc = GetNodes not implemented\n", STATUS_ERROR);
        }
        TextTable table = new TextTable();
        table.add(List.of("NAME", "STATUS", "AGE", "FLOWS/S", "CURRENT/MAX-FLOWS"));
        for (HubbleAgent agent : agents) {
            table.add(
                    agent.isRunning()
                            ? row(agent)
                            : List.of(agent.nodeName(), "Unavailable", UNKNOWN, UNKNOWN, UNKNOWN));
        }
        return Printed.ok(table.print());
    }

    private List<String> row(HubbleAgent agent) {
        double share = 100.0 * kept(agent) / HubbleAgent.CAPACITY_FLOWS;
        return List.of(
                agent.nodeName(),
                "Connected",
                age(Math.round(upNanos(agent) / NANOS_PER_SECOND)),
                String.format(Locale.ROOT, "%.2f", rate(agent.recordedFlows(), upNanos(agent))),
                String.format(Locale.ROOT, "%d/%d (%6.2f%%)", kept(agent), HubbleAgent.CAPACITY_FLOWS, share));
    }

    private static long kept(HubbleAgent agent) {
        return Math.min(agent.recordedFlows(), HubbleAgent.CAPACITY_FLOWS);
    }

    private long upNanos(HubbleAgent agent) {
        return nowNanos - agent.startedNanos();
    }

    private static double rate(long flows, long nanos) {
        return nanos == 0 ? 0 : flows * NANOS_PER_SECOND / nanos;
    }

    /** A duration as Go prints one of whole seconds: {@code 1h2m3s}. */
    private static String age(long seconds) {
        long hours = seconds / 3_600;
        long minutes = seconds / 60 % 60;
        String text = hours > 0 ? hours + "h" + minutes + "m" : minutes > 0 ? minutes + "m" : "";
        return text + seconds % 60 + "s";
    }
}
