package io.sextant.lab.report.page;

import io.sextant.lab.report.CaptureFile;
import io.sextant.lab.report.Figures;
import io.sextant.lab.report.Happening;
import io.sextant.lab.report.NodePrintout;
import io.sextant.lab.report.RunReport;
import io.sextant.lab.report.Story;
import java.util.List;

/** What is looked up rather than read: losses, the story, printouts, captures. */
final class Appendix {
    private static final int LOSS_ROWS = 100;
    private static final int STORY_ROWS = 400;
    private static final int PRINTOUTS = 100;
    private static final int PRINTOUT_CHARACTERS = 20_000;
    private static final int ALL_PRINTOUTS_CHARACTERS = 300_000;
    private static final int CAPTURE_ROWS = 200;

    private final Markup out;
    private final RunReport report;

    Appendix(Markup out, RunReport report) {
        this.out = out;
        this.report = report;
    }

    void losses() {
        if (!report.losses().isEmpty()) {
            out.open("section", "id", "losses").leaf("h2", "Losses of the whole run");
            LossTable.write(out, "Packets lost", report.losses(), LOSS_ROWS);
            out.close();
        }
    }

    void story() {
        if (report.happenings().isEmpty()) {
            return;
        }
        out.open("section", "id", "story").leaf("h2", "What happened");
        Story story = Story.of(report.happenings(), STORY_ROWS);
        Table table = new Table(out).begin("", "#At, s", "Lab clock, UTC", "Kind", "Node", "What");
        for (Happening happening : story.told()) {
            String kind = Story.word(happening.kind());
            out.open("tr", "class", "k-" + kind);
            table.figure(Figures.seconds(happening.atNanos()))
                    .figure(Figures.clock(report.labStart(), happening.atNanos())
                            .substring(11));
            out.open("td").leaf("span", kind, "class", "kind " + kind).close();
            table.text(happening.node()).text(happening.text());
            out.close();
        }
        table.end();
        if (!story.leftOut().isEmpty()) {
            out.leaf("p", story.leftOutSentence(), "class", "leftout");
        }
        out.close();
    }

    void printouts() {
        List<NodePrintout> printouts = report.printouts();
        if (printouts.isEmpty()) {
            return;
        }
        out.open("section", "id", "printouts").leaf("h2", "Printouts");
        int room = ALL_PRINTOUTS_CHARACTERS;
        int shown = 0;
        while (shown < printouts.size() && shown < PRINTOUTS && room > 0) {
            NodePrintout printout = printouts.get(shown);
            int limit = Math.min(room, PRINTOUT_CHARACTERS);
            printout(printout, limit);
            room -= Math.min(limit, printout.output().length());
            shown++;
        }
        if (shown < printouts.size()) {
            leftOut(printouts.size() - shown, "printout is", "printouts are");
        }
        out.close();
    }

    private void printout(NodePrintout printout, int limitCharacters) {
        out.open("h3", "class", "command").leaf("code", printout.node() + "$ " + printout.command());
        out.leaf("span", " at " + Figures.seconds(printout.atNanos()) + " s", "class", "small")
                .close();
        out.open("pre", "tabindex", "0")
                .lines(printout.output(), limitCharacters)
                .close();
        int cut = printout.output().length() - limitCharacters;
        if (cut > 0) {
            leftOut(cut, "character is", "characters are");
        }
    }

    void captures() {
        List<CaptureFile> captures = report.captures();
        if (captures.isEmpty()) {
            return;
        }
        out.open("section", "id", "captures").leaf("h2", "Captures");
        Table table = new Table(out).begin("Files in the folder pcap-out", "File", "Tap", "#Packets", "#Octets");
        int shown = Math.min(CAPTURE_ROWS, captures.size());
        for (CaptureFile capture : captures.subList(0, shown)) {
            table.row()
                    .code(capture.file())
                    .text(capture.tap())
                    .figure(capture.packets())
                    .figure(capture.octets())
                    .endRow();
        }
        table.end(captures.size() - shown);
        out.close();
    }

    private void leftOut(long rows, String one, String many) {
        out.leaf("p", Figures.count(rows, one, many) + " left out here; report.json has them all.", "class", "leftout");
    }
}
