package io.sextant.cluster.flow;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Flows as Hubble's proto3 JSON: members in the order of {@code flow.proto}, zero values left out. */
public final class FlowJson {

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private FlowJson() {}

    /** The flow alone, on one line. */
    public static String encode(Flow flow) {
        JsonObject json = new JsonObject()
                .text("time", time(flow.unixNanos()))
                .text(
                        "verdict",
                        flow.verdict() == FlowVerdict.VERDICT_UNKNOWN
                                ? ""
                                : flow.verdict().name())
                .number("drop_reason", flow.dropReason());
        if (!flow.sourceMac().isEmpty()) {
            json.raw(
                    "ethernet",
                    new JsonObject()
                            .text("source", flow.sourceMac())
                            .text("destination", flow.destinationMac())
                            .toString());
        }
        json.raw(
                        "IP",
                        new JsonObject()
                                .text("source", flow.source().toString())
                                .text("destination", flow.destination().toString())
                                .text("ipVersion", flow.source().lengthBits() == 32 ? "IPv4" : "IPv6")
                                .toString())
                .raw("l4", layer4(flow.layer4()))
                .raw("source", endpoint(flow.sourceEndpoint()))
                .raw("destination", endpoint(flow.destinationEndpoint()))
                .text("Type", flow.http() == null ? "L3_L4" : "L7")
                .text("node_name", flow.nodeName())
                .raw("l7", http(flow.http()))
                .flag("reply", Boolean.TRUE.equals(flow.isReply()))
                .raw(
                        "event_type",
                        new JsonObject()
                                .number("type", flow.eventType())
                                .number("sub_type", flow.eventSubType())
                                .toString())
                .raw("source_service", service(flow.sourceService()))
                .raw("destination_service", service(flow.destinationService()));
        return tail(json, flow).toString();
    }

    /** The flow with its node and time around it, as the Observer service answers. */
    public static String encodeResponse(Flow flow) {
        return new JsonObject()
                .raw("flow", encode(flow))
                .text("node_name", flow.nodeName())
                .text("time", time(flow.unixNanos()))
                .toString();
    }

    private static JsonObject tail(JsonObject json, Flow flow) {
        DropCode code = DropCode.ofNumber(flow.dropReason());
        TracePoint point = flow.tracePoint();
        Boolean isReply = flow.isReply();
        json.text(
                        "traffic_direction",
                        flow.direction() == TrafficDirection.UNKNOWN
                                ? ""
                                : flow.direction().name())
                .number("policy_match_type", flow.policyMatchType())
                .text("trace_observation_point", point == null ? "" : point.name())
                .text("drop_reason_desc", code == null ? "" : code.name());
        if (isReply != null) {
            json.raw("is_reply", isReply.toString());
        }
        return json.text("Summary", flow.summary());
    }

    /** RFC 3339 with as many of 0, 3, 6 or 9 digits as are needed. */
    static String time(long unixNanos) {
        long seconds = Math.floorDiv(unixNanos, 1_000_000_000L);
        int nanos = (int) Math.floorMod(unixNanos, 1_000_000_000L);
        String head = SECONDS.format(Instant.ofEpochSecond(seconds));
        if (nanos == 0) {
            return head + "Z";
        }
        if (nanos % 1_000_000 == 0) {
            return head + String.format(Locale.ROOT, ".%03dZ", nanos / 1_000_000);
        }
        if (nanos % 1_000 == 0) {
            return head + String.format(Locale.ROOT, ".%06dZ", nanos / 1_000);
        }
        return head + String.format(Locale.ROOT, ".%09dZ", nanos);
    }

    private static String layer4(@Nullable Layer4 layer4) {
        if (layer4 instanceof Layer4.Tcp tcp) {
            JsonObject flags = new JsonObject();
            for (String name : new String[] {"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "NS"}) {
                flags.flag(name, (tcp.flags() & FlowSummary.flagOf(name)) != 0);
            }
            JsonObject body = ports(tcp.sourcePort(), tcp.destinationPort());
            if (tcp.flags() != 0) {
                body.raw("flags", flags.toString());
            }
            return new JsonObject().raw("TCP", body.toString()).toString();
        }
        if (layer4 instanceof Layer4.Udp udp) {
            return new JsonObject()
                    .raw("UDP", ports(udp.sourcePort(), udp.destinationPort()).toString())
                    .toString();
        }
        if (layer4 instanceof Layer4.Icmpv4 icmp) {
            return icmp("ICMPv4", icmp.type(), icmp.code());
        }
        return layer4 instanceof Layer4.Icmpv6 icmp ? icmp("ICMPv6", icmp.type(), icmp.code()) : "";
    }

    private static String icmp(String member, int type, int code) {
        String body = new JsonObject().number("type", type).number("code", code).toString();
        return new JsonObject().raw(member, body).toString();
    }

    private static JsonObject ports(int source, int destination) {
        return new JsonObject().number("source_port", source).number("destination_port", destination);
    }

    private static String endpoint(FlowEndpoint endpoint) {
        return new JsonObject()
                .number("ID", endpoint.id())
                .number("identity", endpoint.identity())
                .text("namespace", endpoint.namespace())
                .texts("labels", endpoint.labels())
                .text("pod_name", endpoint.podName())
                .toString();
    }

    private static String service(@Nullable ServiceName service) {
        return service == null
                ? ""
                : new JsonObject()
                        .text("name", service.name())
                        .text("namespace", service.namespace())
                        .toString();
    }

    private static String http(@Nullable HttpExchange http) {
        if (http == null) {
            return "";
        }
        String body = new JsonObject()
                .number("code", http.code())
                .text("method", http.method())
                .text("url", http.url())
                .text("protocol", http.protocol())
                .toString();
        JsonObject json = new JsonObject().text("type", http.isResponse() ? "RESPONSE" : "REQUEST");
        if (http.latencyNanos() != 0) {
            json.text("latency_ns", Long.toString(http.latencyNanos()));
        }
        return json.raw("http", body).toString();
    }
}
