package io.sextant.cluster.datapath;

import io.sextant.cluster.flow.DropCode;
import io.sextant.cluster.flow.FlowEndpoint;
import io.sextant.cluster.flow.HubbleAgent;
import io.sextant.cluster.flow.ReservedIdentity;
import io.sextant.cluster.flow.TracePoint;
import io.sextant.cluster.flow.TrafficDirection;
import io.sextant.engine.Clock;
import io.sextant.topology.device.Verdict;
import io.sextant.topology.frame.DropReason;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the programs tell Hubble: trace notifications at monitor aggregation <em>medium</em>, where {@code from-*}
 * points are silent and {@code to-*} points speak only if conntrack wants a report; and drops, always.
 */
final class Reports {

    /** The caller cannot say whether the packet is a reply. */
    static final int UNKNOWN_RESULT = -1;

    /** The program belongs to no endpoint ({@code EVENT_SOURCE} 0). */
    static final int NO_ENDPOINT = 0;

    private static final Map<DropCode, Verdict> DROPS = new EnumMap<>(DropCode.class);

    static {
        for (DropCode code : DropCode.values()) {
            String name = code.name().toLowerCase(Locale.ROOT).replace('_', '-');
            DROPS.put(code, Verdict.drop(new DropReason(name, code.text())));
        }
    }

    private final Maps maps;
    private final Clock clock;
    private final HubbleAgent hubble;

    Reports(Maps maps, Clock clock, HubbleAgent hubble) {
        this.maps = maps;
        this.clock = clock;
        this.hubble = hubble;
    }

    /**
     * A {@code to-*} trace notification about the packet in {@code maps.packet}.
     *
     * @param sourceLabel the source's identity as the program knows it, 0 for unknown
     * @param program id of the endpoint whose program reports, or {@link #NO_ENDPOINT}
     * @param result what conntrack said, or {@link #UNKNOWN_RESULT}
     * @param monitor conntrack's wish, or {@link Conntrack#REPORT}
     */
    void trace(TracePoint point, int sourceLabel, int program, int result, int monitor) {
        if (monitor == 0) {
            return;
        }
        boolean silent = point == TracePoint.TO_OVERLAY && !maps.profile.overlayKnowsReply();
        int known = silent ? UNKNOWN_RESULT : result;
        Packet packet = maps.packet;
        FlowEndpoint source = resolve(maps.source(), packet.sourceHigh, packet.sourceLow, sourceLabel);
        FlowEndpoint destination = resolve(maps.destination(), packet.destinationHigh, packet.destinationLow, 0);
        hubble.trace(
                clock.nanos(),
                point,
                packet.octets(),
                packet.start(),
                packet.end(),
                source,
                destination,
                direction(program, source, known == Conntrack.REPLY),
                known == UNKNOWN_RESULT ? null : (Boolean) (known == Conntrack.REPLY));
    }

    /** Reports the drop of the packet in {@code maps.packet} and gives the verdict that carries it out. */
    Verdict drop(DropCode code, int sourceLabel, int program) {
        Packet packet = maps.packet;
        FlowEndpoint source = resolve(maps.source(), packet.sourceHigh, packet.sourceLow, sourceLabel);
        hubble.drop(
                clock.nanos(),
                code,
                packet.octets(),
                packet.start(),
                packet.end(),
                source,
                resolve(maps.destination(), packet.destinationHigh, packet.destinationLow, 0),
                direction(program, source, false));
        return verdict(code);
    }

    private static Verdict verdict(DropCode code) {
        @Nullable Verdict verdict = DROPS.get(code);
        return verdict == null ? Verdict.drop(new DropReason(code.name(), code.text())) : verdict;
    }

    /** Hubble's decodeTrafficDirection: seen from the reporting endpoint, turned round for replies. */
    private static TrafficDirection direction(int program, FlowEndpoint source, boolean isReply) {
        if (program == NO_ENDPOINT) {
            return TrafficDirection.UNKNOWN;
        }
        return source.id() == program != isReply ? TrafficDirection.EGRESS : TrafficDirection.INGRESS;
    }

    private FlowEndpoint resolve(@Nullable LocalEndpoint local, long high, long low, int label) {
        if (local != null) {
            return local.flowEndpoint();
        }
        FlowEndpoint cached = maps.ipCache.endpoint(high, low);
        if (label != 0 && label != cached.identity() && maps.profile.labelBeatsIpCache()) {
            ReservedIdentity reserved = ReservedIdentity.ofNumber(label);
            return reserved == null ? cached : reserved.endpoint();
        }
        return cached;
    }
}
