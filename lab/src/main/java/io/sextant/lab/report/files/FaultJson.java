package io.sextant.lab.report.files;

import com.fasterxml.jackson.core.JsonGenerator;
import io.sextant.lab.report.ConnectionCounts;
import io.sextant.lab.report.ConnectionFate;
import io.sextant.lab.report.FaultReport;
import java.io.IOException;

/** The fields of one fault in {@link ReportJson}. */
final class FaultJson {
    private final ReportJson json;
    private final JsonGenerator out;

    FaultJson(ReportJson json, JsonGenerator out) {
        this.json = json;
        this.out = out;
    }

    void fault(FaultReport fault) throws IOException {
        json.text("name", fault.name());
        json.text("verb", fault.verb());
        json.texts("targets", fault.targets());
        out.writeNumberField("atNanos", fault.atNanos());
        detection(fault);
        json.number("withdrawnNanos", fault.withdrawnNanos());
        json.number("fibChangedNanos", fault.fibChangedNanos());
        json.number("wholeNanos", fault.wholeNanos());
        json.array("losses", fault.losses(), json::loss);
        connections(fault.connections());
        json.array("load", fault.load(), this::load);
        json.array("fates", fault.fates(), this::fate);
    }

    void connections(ConnectionCounts counts) throws IOException {
        out.writeObjectFieldStart("connections");
        out.writeNumberField("total", counts.total());
        out.writeNumberField("completed", counts.completed());
        out.writeNumberField("untouched", counts.untouched());
        out.writeNumberField("moved", counts.moved());
        out.writeNumberField("reset", counts.reset());
        out.writeNumberField("refused", counts.refused());
        out.writeNumberField("timedOut", counts.timedOut());
        out.writeNumberField("open", counts.open());
        out.writeEndObject();
    }

    private void detection(FaultReport fault) throws IOException {
        FaultReport.Detection detection = fault.detection();
        if (detection == null) {
            out.writeNullField("detection");
            return;
        }
        out.writeObjectFieldStart("detection");
        json.text("router", detection.router());
        json.text("peer", detection.peer());
        out.writeNumberField("atNanos", detection.atNanos());
        json.text("by", detection.by());
        out.writeEndObject();
    }

    private void load(FaultReport.NodeLoad load) throws IOException {
        json.text("node", load.node());
        out.writeNumberField("packetsBefore", load.packetsBefore());
        out.writeNumberField("packetsAfter", load.packetsAfter());
        out.writeNumberField("connectionsBefore", load.connectionsBefore());
        out.writeNumberField("connectionsAfter", load.connectionsAfter());
    }

    private void fate(ConnectionFate fate) throws IOException {
        out.writeNumberField("id", fate.id());
        json.text("traffic", fate.traffic());
        json.text("client", fate.client());
        out.writeNumberField("clientPort", fate.clientPort());
        json.texts("nodes", fate.nodes());
        json.text("backend", fate.backend());
        out.writeNumberField("openedNanos", fate.openedNanos());
        json.number("endedNanos", fate.endedNanos());
        out.writeNumberField("stalledNanos", fate.stalledNanos());
        out.writeNumberField("retransmissions", fate.retransmissions());
        json.text("outcome", fate.outcome());
        json.text("reason", fate.reason());
    }
}
