package io.sextant.cluster.flow;

import io.sextant.protocol.address.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * One line of Hubble: a packet (or an HTTP message) seen at one place of one node's datapath.
 *
 * @param unixNanos calendar time in nanoseconds since 1970
 * @param dropReason Cilium's drop number, 0 when not dropped
 * @param sourceMac empty when the event carried no Ethernet header
 * @param eventType 1 drop, 4 trace, 5 policy verdict, 129 layer 7
 * @param eventSubType the trace point's or drop reason's number
 * @param policyMatchType for a policy verdict: 0 none, 1 L3-Only, 2 L3-L4, 3 L4-Only, 4 all
 * @param isReply null when the event does not say: Hubble prints {@code <>} then
 */
public record Flow(
        long unixNanos,
        FlowVerdict verdict,
        int dropReason,
        String sourceMac,
        String destinationMac,
        IpAddress source,
        IpAddress destination,
        @Nullable Layer4 layer4,
        FlowEndpoint sourceEndpoint,
        FlowEndpoint destinationEndpoint,
        String nodeName,
        @Nullable HttpExchange http,
        int eventType,
        int eventSubType,
        @Nullable ServiceName sourceService,
        @Nullable ServiceName destinationService,
        TrafficDirection direction,
        int policyMatchType,
        @Nullable TracePoint tracePoint,
        @Nullable Boolean isReply) {

    public static final int EVENT_DROP = 1;
    public static final int EVENT_TRACE = 4;
    public static final int EVENT_POLICY_VERDICT = 5;
    public static final int EVENT_LAYER_7 = 129;

    /** What the parentheses of a line hold: {@code TCP Flags: SYN, ACK}. */
    public String summary() {
        return FlowSummary.of(this);
    }
}
