package io.sextant.cluster.flow;

import io.sextant.protocol.address.IpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The flow streams and printouts under {@code resources/hubble}. */
public final class SampleFlows {

    private SampleFlows() {}

    public static String resource(String name) {
        try (InputStream in = SampleFlows.class.getResourceAsStream("/hubble/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Flow> read(String name) {
        return resource(name)
                .lines()
                .map(line -> flow(member(object(JsonReader.read(line)), "flow")))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    private static Map<String, Object> member(Map<String, Object> json, String name) {
        return object(json.getOrDefault(name, Map.of()));
    }

    private static String text(Map<String, Object> json, String name) {
        return (String) json.getOrDefault(name, "");
    }

    private static int number(Map<String, Object> json, String name) {
        return ((Long) json.getOrDefault(name, 0L)).intValue();
    }

    private static Flow flow(Map<String, Object> json) {
        Instant time = Instant.parse(text(json, "time"));
        Map<String, Object> ip = member(json, "IP");
        Map<String, Object> ethernet = member(json, "ethernet");
        Map<String, Object> event = member(json, "event_type");
        String point = text(json, "trace_observation_point");
        String direction = text(json, "traffic_direction");
        return new Flow(
                time.getEpochSecond() * 1_000_000_000L + time.getNano(),
                FlowVerdict.valueOf(text(json, "verdict")),
                number(json, "drop_reason"),
                text(ethernet, "source"),
                text(ethernet, "destination"),
                IpAddress.parse(text(ip, "source")),
                IpAddress.parse(text(ip, "destination")),
                layer4(member(json, "l4")),
                endpoint(member(json, "source")),
                endpoint(member(json, "destination")),
                text(json, "node_name"),
                http(member(json, "l7")),
                number(event, "type"),
                number(event, "sub_type"),
                null,
                null,
                direction.isEmpty() ? TrafficDirection.UNKNOWN : TrafficDirection.valueOf(direction),
                number(json, "policy_match_type"),
                point.isEmpty() ? null : TracePoint.valueOf(point),
                (Boolean) json.get("is_reply"));
    }

    @SuppressWarnings("unchecked")
    private static FlowEndpoint endpoint(Map<String, Object> json) {
        return new FlowEndpoint(
                number(json, "ID"),
                number(json, "identity"),
                text(json, "namespace"),
                (List<String>) json.getOrDefault("labels", List.of()),
                text(json, "pod_name"));
    }

    private static @Nullable Layer4 layer4(Map<String, Object> json) {
        Map<String, Object> tcp = member(json, "TCP");
        if (!tcp.isEmpty()) {
            int flags = member(tcp, "flags").keySet().stream()
                    .mapToInt(FlowSummary::flagOf)
                    .sum();
            return new Layer4.Tcp(number(tcp, "source_port"), number(tcp, "destination_port"), flags);
        }
        Map<String, Object> icmp = member(json, "ICMPv4");
        return icmp.isEmpty() ? null : new Layer4.Icmpv4(number(icmp, "type"), number(icmp, "code"));
    }

    private static @Nullable HttpExchange http(Map<String, Object> json) {
        if (json.isEmpty()) {
            return null;
        }
        Map<String, Object> http = member(json, "http");
        String latency = text(json, "latency_ns");
        return new HttpExchange(
                text(json, "type").equals("RESPONSE"),
                latency.isEmpty() ? 0 : Long.parseLong(latency),
                number(http, "code"),
                text(http, "method"),
                text(http, "url"),
                text(http, "protocol"));
    }
}
