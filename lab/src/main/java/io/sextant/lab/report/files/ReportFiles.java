package io.sextant.lab.report.files;

import io.sextant.lab.report.PlainText;
import io.sextant.lab.report.RunReport;
import io.sextant.lab.report.page.ReportPage;
import io.sextant.topology.capture.OutputFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The files of a run's report. Each appears whole or not at all; what stood there before stays until then. */
public final class ReportFiles {
    private static final int BUFFER_OCTETS = 1 << 16;

    private ReportFiles() {}

    /**
     * Writes {@code index.html} and {@code report.json} into {@code <folder>/<scenario>}.
     *
     * @return the page
     * @throws IOException if one cannot be written, or if the scenario's name would lead out of the folder
     */
    public static Path write(Path folder, RunReport report) throws IOException {
        writeJson(folder, report);
        Path page = place(folder, report, "index.html");
        return writeText(page, ReportPage.render(report));
    }

    /**
     * Writes {@code <folder>/<scenario>/report.json}.
     *
     * @return the file
     * @throws IOException if it cannot be written, or if the scenario's name would lead out of the folder
     */
    public static Path writeJson(Path folder, RunReport report) throws IOException {
        return write(place(folder, report, "report.json"), out -> ReportJson.write(report, out));
    }

    /** Writes text as UTF-8 to a file of the reader's choice. */
    public static Path writeText(Path file, String text) throws IOException {
        return write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    static Path place(Path folder, RunReport report, String file) throws IOException {
        try {
            Path home = folder.resolve(report.scenario()).normalize();
            if (folder.normalize().equals(home.getParent())) {
                return home.resolve(file);
            }
        } catch (InvalidPathException e) {
            throw new IOException("no folder can have the scenario's name " + PlainText.line(report.scenario()), e);
        }
        throw new IOException("the scenario's name leads out of the folder: " + PlainText.line(report.scenario()));
    }

    /** Puts a file's octets on a stream. */
    @FunctionalInterface
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static Path write(Path target, Content content) throws IOException {
        OutputFile file = new OutputFile(target);
        try {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER_OCTETS);
            content.writeTo(out);
            out.flush();
            file.close();
        } finally {
            file.discard();
        }
        return target;
    }
}
