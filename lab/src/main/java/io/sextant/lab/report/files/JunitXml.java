package io.sextant.lab.report.files;

import io.sextant.lab.report.PlainText;
import io.sextant.lab.report.RunReport;
import io.sextant.lab.report.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Runs as JUnit's XML, which CI servers read: a test suite for each run, a test case for each expectation. A run that met a
 * limit is an error of its own. Times are those of the virtual clock.
 */
public final class JunitXml {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int TEXT_CHARACTERS = 4_000;

    private final XMLStreamWriter out;

    private JunitXml(XMLStreamWriter out) {
        this.out = out;
    }

    /**
     * Writes the file.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, List<RunReport> reports) throws IOException {
        ReportFiles.writeText(file, render(reports));
    }

    static String render(List<RunReport> reports) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new JunitXml(out).suites(reports);
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("nothing can go wrong in writing to memory", e);
        }
        return text.toString();
    }

    private void suites(List<RunReport> reports) throws XMLStreamException {
        out.writeStartDocument("UTF-8", "1.0");
        out.writeCharacters("\n");
        out.writeStartElement("testsuites");
        for (RunReport report : reports) {
            suite(report);
        }
        out.writeCharacters("\n");
        out.writeEndElement();
        out.writeCharacters("\n");
        out.writeEndDocument();
    }

    private void suite(RunReport report) throws XMLStreamException {
        String limit = report.limit();
        long failures = count(report, Verdict.Outcome.FAILED);
        out.writeCharacters("\n  ");
        out.writeStartElement("testsuite");
        attribute("name", report.scenario());
        attribute("tests", Integer.toString(report.verdicts().size() + (limit == null ? 0 : 1)));
        attribute("failures", Long.toString(failures));
        attribute("errors", limit == null ? "0" : "1");
        attribute("skipped", "0");
        attribute("time", seconds(report.endedNanos()));
        attribute("timestamp", report.labStart().toString());
        for (Verdict verdict : report.verdicts()) {
            testCase(report, verdict);
        }
        if (limit != null) {
            open(report, "the run reaches its end", report.endedNanos());
            problem("error", "the run met a limit", limit);
            out.writeEndElement();
        }
        out.writeCharacters("\n  ");
        out.writeEndElement();
    }

    private void testCase(RunReport report, Verdict verdict) throws XMLStreamException {
        open(report, verdict.name(), verdict.decidedNanos());
        if (verdict.outcome() == Verdict.Outcome.FAILED) {
            problem("failure", "found: " + verdict.found(), words(verdict));
        } else if (verdict.outcome() == Verdict.Outcome.WARNED) {
            out.writeCharacters("\n      ");
            out.writeStartElement("system-out");
            out.writeCharacters(clean("warning: " + words(verdict)));
            out.writeEndElement();
        }
        out.writeCharacters("\n    ");
        out.writeEndElement();
    }

    private void open(RunReport report, String name, @Nullable Long atNanos) throws XMLStreamException {
        out.writeCharacters("\n    ");
        out.writeStartElement("testcase");
        attribute("classname", report.scenario());
        attribute("name", name);
        attribute("time", seconds(atNanos == null ? report.endedNanos() : atNanos));
    }

    private void problem(String element, String message, String text) throws XMLStreamException {
        out.writeCharacters("\n      ");
        out.writeStartElement(element);
        attribute("message", message);
        out.writeCharacters(clean(text));
        out.writeEndElement();
    }

    private static String words(Verdict verdict) {
        String description = verdict.description().isEmpty() ? "" : verdict.description() + "\n";
        String hint = verdict.hint().isEmpty() ? "" : "\n" + verdict.hint();
        return description + "expected: " + verdict.expected() + "\nfound: " + verdict.found() + "\nat "
                + verdict.where() + hint;
    }

    private static long count(RunReport report, Verdict.Outcome outcome) {
        return report.verdicts().stream()
                .filter(verdict -> verdict.outcome() == outcome)
                .count();
    }

    private static String seconds(long nanos) {
        return Double.toString(nanos / NANOS_PER_SECOND);
    }

    private void attribute(String name, String value) throws XMLStreamException {
        out.writeAttribute(name, clean(value));
    }

    /** Without what XML cannot hold. */
    private static String clean(String text) {
        return PlainText.lines(PlainText.clipped(text, TEXT_CHARACTERS));
    }
}
