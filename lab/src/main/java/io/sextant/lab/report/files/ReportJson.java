package io.sextant.lab.report.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.sextant.lab.report.CaptureFile;
import io.sextant.lab.report.DatagramReport;
import io.sextant.lab.report.Happening;
import io.sextant.lab.report.LoadSeries;
import io.sextant.lab.report.Loss;
import io.sextant.lab.report.NodePrintout;
import io.sextant.lab.report.RunReport;
import io.sextant.lab.report.Story;
import io.sextant.lab.report.TrafficReport;
import io.sextant.lab.report.Verdict;
import io.sextant.lab.report.WidthStep;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code report.json}: everything a run has to tell, for programs. Times and spans are whole nanoseconds since the run's
 * start, in fields that end in {@code Nanos}; what did not happen is {@code null}. Every field is always there, in a fixed
 * order, and nothing is left out for want of room. The records of
 * {@code io.sextant.lab.report} say what each field means.
 */
public final class ReportJson {
    /** Grows when a field changes its meaning or goes; new fields alone do not change it. */
    public static final int VERSION = 1;

    private final JsonGenerator out;

    private ReportJson(JsonGenerator out) {
        this.out = out;
    }

    /** Writes a report as UTF-8, ended by a line feed. The stream stays open. */
    public static void write(RunReport report, OutputStream stream) throws IOException {
        JsonFactory factory = new JsonFactory();
        factory.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        try (JsonGenerator generator = factory.createGenerator(stream)) {
            DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
            generator.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter));
            new ReportJson(generator).run(report);
        }
        stream.write('\n');
    }

    /** The same as text. */
    public static String render(RunReport report) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try {
            write(report, octets);
        } catch (IOException e) {
            throw new UncheckedIOException("an array of octets cannot be written to", e);
        }
        return octets.toString(StandardCharsets.UTF_8);
    }

    private void run(RunReport report) throws IOException {
        out.writeStartObject();
        out.writeNumberField("version", VERSION);
        text("scenario", report.scenario());
        text("title", report.title());
        text("description", report.description());
        out.writeNumberField("seed", report.seed());
        out.writeBooleanField("passed", report.passed());
        text("labStart", report.labStart().toString());
        out.writeNumberField("durationNanos", report.durationNanos());
        out.writeNumberField("endedNanos", report.endedNanos());
        text("limit", report.limit());
        text("fingerprint", report.fingerprint());
        out.writeNumberField("eventsProcessed", report.eventsProcessed());
        out.writeNumberField("framesReceived", report.framesReceived());
        array("verdicts", report.verdicts(), this::verdict);
        FaultJson faults = new FaultJson(this, out);
        array("faults", report.faults(), faults::fault);
        array("traffic", report.traffic(), this::traffic);
        array("losses", report.losses(), this::loss);
        array("happenings", report.happenings(), this::happening);
        array("loads", report.loads(), this::load);
        array("ecmpWidth", report.ecmpWidth(), this::width);
        array("captures", report.captures(), this::capture);
        array("printouts", report.printouts(), this::printout);
        texts("warnings", report.warnings());
        text("replay", report.replay());
        out.writeEndObject();
    }

    private void verdict(Verdict verdict) throws IOException {
        text("name", verdict.name());
        text("description", verdict.description());
        text("where", verdict.where());
        text("outcome", verdict.outcome().name().toLowerCase(Locale.ROOT));
        text("expected", verdict.expected());
        text("found", verdict.found());
        number("decidedNanos", verdict.decidedNanos());
        text("hint", verdict.hint());
    }

    private void traffic(TrafficReport traffic) throws IOException {
        text("name", traffic.name());
        text("kind", traffic.kind());
        texts("from", traffic.from());
        text("target", traffic.target());
        out.writeNumberField("requests", traffic.requests());
        out.writeNumberField("answers", traffic.answers());
        new FaultJson(this, out).connections(traffic.connections());
        out.writeObjectFieldStart("latency");
        out.writeNumberField("minNanos", traffic.latency().minNanos());
        out.writeNumberField("medianNanos", traffic.latency().medianNanos());
        out.writeNumberField("p99Nanos", traffic.latency().p99Nanos());
        out.writeNumberField("maxNanos", traffic.latency().maxNanos());
        out.writeEndObject();
        out.writeNumberField("longestOutageNanos", traffic.longestOutageNanos());
        out.writeNumberField("bucketNanos", traffic.bucketNanos());
        numbers("answerSeries", traffic.answerSeries());
        numbers("failureSeries", traffic.failureSeries());
        datagrams(traffic.datagrams());
    }

    private void datagrams(@Nullable DatagramReport datagrams) throws IOException {
        if (datagrams == null) {
            return;
        }
        out.writeObjectFieldStart("datagrams");
        out.writeNumberField("sent", datagrams.sent());
        out.writeNumberField("received", datagrams.received());
        out.writeNumberField("answered", datagrams.answered());
        array("receivers", datagrams.receivers(), receiver -> {
            text("node", receiver.node());
            out.writeNumberField("received", receiver.received());
        });
        array("losses", datagrams.losses(), this::loss);
        out.writeEndObject();
    }

    void loss(Loss loss) throws IOException {
        text("node", loss.node());
        text("reason", loss.reason());
        text("text", loss.text());
        out.writeNumberField("packets", loss.packets());
        out.writeNumberField("octets", loss.octets());
    }

    private void happening(Happening happening) throws IOException {
        out.writeNumberField("atNanos", happening.atNanos());
        text("kind", Story.word(happening.kind()));
        text("node", happening.node());
        text("text", happening.text());
    }

    private void load(LoadSeries load) throws IOException {
        text("node", load.node());
        out.writeNumberField("bucketNanos", load.bucketNanos());
        numbers("packets", load.packets());
    }

    private void width(WidthStep step) throws IOException {
        out.writeNumberField("atNanos", step.atNanos());
        text("router", step.router());
        text("prefix", step.prefix());
        out.writeNumberField("width", step.width());
    }

    private void capture(CaptureFile capture) throws IOException {
        text("file", capture.file());
        text("tap", capture.tap());
        out.writeNumberField("packets", capture.packets());
        out.writeNumberField("octets", capture.octets());
    }

    private void printout(NodePrintout printout) throws IOException {
        out.writeNumberField("atNanos", printout.atNanos());
        text("node", printout.node());
        text("command", printout.command());
        text("output", printout.output());
    }

    // ===== how a field is written =====

    /** Writes the fields of one element. */
    @FunctionalInterface
    interface Fields<T> {
        void write(T value) throws IOException;
    }

    <T> void array(String name, List<T> values, Fields<T> fields) throws IOException {
        out.writeArrayFieldStart(name);
        for (T value : values) {
            out.writeStartObject();
            fields.write(value);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    void text(String name, @Nullable String value) throws IOException {
        if (value == null) {
            out.writeNullField(name);
        } else {
            out.writeStringField(name, whole(value));
        }
    }

    void texts(String name, List<String> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            out.writeString(whole(value));
        }
        out.writeEndArray();
    }

    void number(String name, @Nullable Long value) throws IOException {
        if (value == null) {
            out.writeNullField(name);
        } else {
            out.writeNumberField(name, value);
        }
    }

    private void numbers(String name, List<Long> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (long value : values) {
            out.writeNumber(value);
        }
        out.writeEndArray();
    }

    /** Half a surrogate pair is no UTF-8: it becomes U+FFFD, and everything else is kept as it is. */
    private static String whole(String text) {
        return text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
