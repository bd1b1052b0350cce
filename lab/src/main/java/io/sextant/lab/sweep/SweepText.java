package io.sextant.lab.sweep;

import io.sextant.lab.console.text.Pad;
import io.sextant.lab.report.Figures;
import java.util.List;
import java.util.Optional;

/** A sweep as a terminal shows it: one block an event, one row a figure. */
public final class SweepText {

    private static final int NAME_WIDTH = 20;
    private static final int FIGURE_WIDTH = 14;
    private static final int SEEDS_SHOWN = 5;

    private SweepText() {}

    /**
     * The whole text, every line ended.
     *
     * @param file as the user named it, for the command that repeats a failure
     */
    public static String render(String file, Sweep sweep) {
        StringBuilder text = new StringBuilder();
        text.append(file).append(": ").append(sweep.runs()).append(" seeds\n");
        for (EventLaw event : sweep.events()) {
            block(text, event);
        }
        int failed = sweep.failures().size();
        text.append('\n')
                .append(sweep.expectations() - failed)
                .append(" of ")
                .append(sweep.expectations())
                .append(" expectations hold under every seed\n");
        sweep.failures().forEach((name, seeds) -> failure(text, name + " fails", file, seeds, sweep.runs()));
        if (!sweep.limited().isEmpty()) {
            failure(text, "a limit is met", file, sweep.limited(), sweep.runs());
        }
        return text.toString();
    }

    private static void block(StringBuilder text, EventLaw event) {
        text.append('\n')
                .append(event.event())
                .append(" (")
                .append(event.verb())
                .append(event.targets().isEmpty() ? "" : " " + String.join(" ", event.targets()))
                .append(")\n");
        text.append(Pad.right("", NAME_WIDTH))
                .append(Pad.left("min", FIGURE_WIDTH))
                .append(Pad.left("mean", FIGURE_WIDTH))
                .append(Pad.left("max", FIGURE_WIDTH))
                .append(Pad.left("seeds", FIGURE_WIDTH / 2))
                .append('\n');
        for (EventLaw.Figure figure : EventLaw.Figure.values()) {
            row(text, figure, event.range(figure));
        }
        if (!event.detectors().isEmpty()) {
            text.append(Pad.right("  by", NAME_WIDTH))
                    .append(String.join(", ", event.detectors()))
                    .append('\n');
        }
    }

    private static void row(StringBuilder text, EventLaw.Figure figure, Optional<Range> range) {
        text.append(Pad.right("  " + figure.words(), NAME_WIDTH));
        if (range.isEmpty()) {
            text.append(Pad.left("-", FIGURE_WIDTH)).append('\n');
            return;
        }
        Range found = range.get();
        text.append(figure(figure, found.min()))
                .append(figure(figure, found.mean()))
                .append(figure(figure, found.max()))
                .append(Pad.left(String.valueOf(found.runs()), FIGURE_WIDTH / 2))
                .append('\n');
    }

    private static String figure(EventLaw.Figure figure, long value) {
        return Pad.left(figure.isTime() ? Figures.span(value) : Figures.count(value), FIGURE_WIDTH);
    }

    private static void failure(StringBuilder text, String what, String file, List<Long> seeds, int runs) {
        text.append("  ")
                .append(what)
                .append(" under ")
                .append(seeds.size())
                .append(" of ")
                .append(runs)
                .append(" seeds: ");
        text.append(String.join(
                ", ", seeds.stream().limit(SEEDS_SHOWN).map(String::valueOf).toList()));
        text.append(seeds.size() > SEEDS_SHOWN ? ", ..." : "").append('\n');
        text.append("    sextant run ")
                .append(file)
                .append(" --seed ")
                .append(seeds.get(0))
                .append('\n');
    }
}
