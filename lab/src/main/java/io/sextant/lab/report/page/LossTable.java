package io.sextant.lab.report.page;

import io.sextant.lab.report.Figures;
import io.sextant.lab.report.Loss;
import java.util.List;

/** Where packets were lost and why. */
final class LossTable {
    private LossTable() {}

    static void write(Markup out, String caption, List<Loss> losses, int limitRows) {
        long packets = losses.stream().mapToLong(Loss::packets).sum();
        long octets = losses.stream().mapToLong(Loss::octets).sum();
        Table table = new Table(out)
                .begin(
                        caption + ": " + Figures.count(packets) + " (" + Figures.octets(octets) + ")",
                        "#Packets",
                        "#Share",
                        "#Octets",
                        "Node",
                        "Reason",
                        "In words");
        int shown = Math.min(limitRows, losses.size());
        for (Loss loss : losses.subList(0, shown)) {
            table.row()
                    .figure(loss.packets())
                    .figure(Figures.share(loss.packets(), packets))
                    .figure(loss.octets())
                    .head(loss.node())
                    .code(loss.reason())
                    .text(loss.text())
                    .endRow();
        }
        table.end(losses.size() - shown);
    }
}
