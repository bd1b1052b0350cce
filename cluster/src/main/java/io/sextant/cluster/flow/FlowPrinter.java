package io.sextant.cluster.flow;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Flows as {@code hubble observe} prints them, octet for octet as the named release does (times in UTC, no colour).
 *
 * @param nodeNames whether {@code --print-node-name} is given
 */
public record FlowPrinter(HubbleVersion version, FlowFormat format, boolean nodeNames) {

    /** Go's StampMilli: {@code Jan _2 15:04:05.000}. */
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss.SSS", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private static final String[] MATCH_KINDS = {"none", "L3-Only", "L3-L4", "L4-Only", "all", "L3-Proto", "Proto-Only"
    };

    /** All the flows, each line ended. */
    public String print(List<Flow> flows) {
        if (format == FlowFormat.TAB) {
            return table(flows);
        }
        StringBuilder text = new StringBuilder();
        for (Flow flow : flows) {
            if (format == FlowFormat.DICT && !text.isEmpty()) {
                text.append("------------\n");
            }
            text.append(print(flow));
        }
        return text.toString();
    }

    private String print(Flow flow) {
        return switch (format) {
            case COMPACT -> compact(flow) + "\n";
            case DICT -> dict(flow);
            case JSON ->
                (version == HubbleVersion.V0_8_2 ? FlowJson.encode(flow) : FlowJson.encodeResponse(flow)) + "\n";
            case JSONPB -> FlowJson.encodeResponse(flow) + "\n";
            case TAB -> throw new IllegalStateException("a table is printed whole");
        };
    }

    /** One line; a reply is turned round so that the client stands on the left. */
    private String compact(Flow flow) {
        Boolean isReply = flow.isReply();
        String left = side(flow, true);
        String right = side(flow, false);
        String arrow = isReply == null ? "<>" : "->";
        if (Boolean.TRUE.equals(isReply)) {
            arrow = "<-";
            String swapped = left;
            left = right;
            right = swapped;
        }
        String node = nodeNames ? " [" + flow.nodeName() + "]" : "";
        return stamp(flow) + node + ": " + left + " " + arrow + " " + right + " " + type(flow) + " " + verdict(flow)
                + " (" + flow.summary() + ")";
    }

    private String dict(Flow flow) {
        return "  TIMESTAMP: " + stamp(flow) + "\n"
                + (nodeNames ? "       NODE: " + flow.nodeName() + "\n" : "")
                + "     SOURCE: " + name(flow, true) + "\n"
                + "DESTINATION: " + name(flow, false) + "\n"
                + "       TYPE: " + type(flow) + "\n"
                + "    VERDICT: " + verdict(flow) + "\n"
                + "    SUMMARY: " + flow.summary() + "\n";
    }

    private String table(List<Flow> flows) {
        List<List<String>> rows = new ArrayList<>();
        if (!flows.isEmpty()) {
            rows.add(row("TIMESTAMP", "NODE", "SOURCE", "DESTINATION", "TYPE", "VERDICT", "SUMMARY"));
        }
        for (Flow flow : flows) {
            rows.add(row(
                    stamp(flow),
                    flow.nodeName(),
                    name(flow, true),
                    name(flow, false),
                    type(flow),
                    verdict(flow),
                    flow.summary()));
        }
        return TabWriter.print(rows, 3);
    }

    private List<String> row(String stamp, String node, String... rest) {
        List<String> row = new ArrayList<>(List.of(stamp));
        if (nodeNames) {
            row.add(node);
        }
        row.addAll(List.of(rest));
        return row;
    }

    private static String stamp(Flow flow) {
        return STAMP.format(Instant.ofEpochSecond(0, flow.unixNanos()));
    }

    /** A name and, since 0.10.0, the identity behind it. */
    private String side(Flow flow, boolean source) {
        FlowEndpoint endpoint = source ? flow.sourceEndpoint() : flow.destinationEndpoint();
        String name = name(flow, source);
        if (!version.printsIdentities()) {
            return name;
        }
        ReservedIdentity reserved = ReservedIdentity.ofNumber(endpoint.identity());
        return name + (reserved != null ? " (" + reserved.text() + ")" : " (ID:" + endpoint.identity() + ")");
    }

    private static String name(Flow flow, boolean source) {
        FlowEndpoint endpoint = source ? flow.sourceEndpoint() : flow.destinationEndpoint();
        ServiceName service = source ? flow.sourceService() : flow.destinationService();
        Layer4 layer4 = flow.layer4();
        int port = layer4 == null ? 0 : source ? layer4.sourcePortOrZero() : layer4.destinationPortOrZero();
        String host = (source ? flow.source() : flow.destination()).toString();
        if (!endpoint.podName().isEmpty()) {
            host = endpoint.namespace() + "/" + endpoint.podName();
        } else if (service != null) {
            host = service.namespace() + "/" + service.name();
        }
        if (port == 0) {
            return host;
        }
        // Go's net.JoinHostPort.
        return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
    }

    private String type(Flow flow) {
        HttpExchange http = flow.http();
        if (http != null) {
            return http.isResponse() ? "http-response" : "http-request";
        }
        DropCode drop = DropCode.ofNumber(flow.dropReason());
        if (flow.eventType() == Flow.EVENT_POLICY_VERDICT) {
            String kind = MATCH_KINDS[Math.min(flow.policyMatchType(), MATCH_KINDS.length - 1)];
            if (version == HubbleVersion.V0_8_2) {
                return drop != null && flow.verdict() == FlowVerdict.DROPPED ? drop.text() : kind;
            }
            return "policy-verdict:" + kind + " " + flow.direction();
        }
        if (flow.verdict() == FlowVerdict.DROPPED) {
            return drop == null ? Integer.toString(flow.dropReason()) : drop.text();
        }
        TracePoint point = flow.tracePoint();
        return point == null ? "UNKNOWN" : point.text();
    }

    private String verdict(Flow flow) {
        if (flow.eventType() == Flow.EVENT_POLICY_VERDICT && version != HubbleVersion.V0_8_2) {
            return flow.verdict() == FlowVerdict.DROPPED ? "DENIED" : "ALLOWED";
        }
        return flow.verdict().name();
    }
}
