package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.protocol.bgp.message.MessageType;
import io.sextant.protocol.bgp.session.LocalAs;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerTransport;
import io.sextant.protocol.bgp.session.SessionCounters;
import io.sextant.protocol.bgp.session.State;
import io.sextant.protocol.bgp.speaker.BgpSpeaker;
import io.sextant.protocol.bgp.speaker.PeerTimers;
import io.sextant.protocol.bgp.speaker.PeerView;
import java.util.LinkedHashMap;
import java.util.Map;

/** One neighbour of {@code show bgp neighbors json}, keys in the order of FRR 8.4 {@code bgp_show_peer}. */
final class NeighborJson {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long DAY_SECONDS = 86_400;

    private static final Map<String, MessageType> MESSAGES = new LinkedHashMap<>();

    static {
        MESSAGES.put("opens", MessageType.OPEN);
        MESSAGES.put("notifications", MessageType.NOTIFICATION);
        MESSAGES.put("updates", MessageType.UPDATE);
        MESSAGES.put("keepalives", MessageType.KEEPALIVE);
        MESSAGES.put("routeRefresh", MessageType.ROUTE_REFRESH);
    }

    private final ObjectNode out;
    private final Neighbor neighbor;
    private final PeerView view;
    private final PeerConfig config;

    private NeighborJson(ObjectNode out, Neighbor neighbor) {
        this.out = out;
        this.neighbor = neighbor;
        this.view = neighbor.view();
        this.config = neighbor.config();
    }

    static void fill(ObjectNode out, Neighbor neighbor) {
        NeighborJson json = new NeighborJson(out, neighbor);
        json.who();
        json.state();
        json.timers();
        neighbor.agreed().ifPresent(both -> NeighborCapabilityJson.fill(out.putObject("neighborCapabilities"), both));
        new NeighborGraceful(neighbor).json(out.putObject("gracefulRestartInfo"));
        json.messages(out.putObject("messageStats"), json.view.counters());
        json.source();
        ObjectNode families = out.putObject("addressFamilyInfo");
        json.view.families().forEach((family, settings) -> new NeighborFamily(neighbor, family, settings)
                .json(families.putObject(Frr.familyKey(family))));
        json.history();
        json.socket();
        json.threads();
        new NeighborBfd(neighbor).json(out);
    }

    private void who() {
        LocalAs changed = config.changedLocalAs();
        out.put("remoteAs", Frr.remoteAs(view)).put("localAs", config.openAs().value());
        mark("localAsNoPrepend", changed != null && changed.noPrepend());
        mark("localAsReplaceAs", changed != null && changed.replaceAs());
        String confederation = neighbor.inConfederation() ? "Confed" : "";
        String side = neighbor.isInternal() ? "Internal" : "External";
        out.put("nbr" + confederation + side + "Link", true);
        out.put("localRole", "undefined").put("remoteRole", "undefined");
        if (!config.description().isEmpty()) {
            out.put("nbrDesc", config.description());
        }
        neighbor.hostName().ifPresent(name -> out.put("hostname", name));
        if (!config.groupName().isEmpty()) {
            out.put("peerGroup", config.groupName());
            neighbor.listenRange().ifPresent(range -> out.put("peerSubnetRangeGroup", range.toString()));
        }
    }

    private void state() {
        mark("adminShutDown", neighbor.isShut());
        out.put("bgpVersion", 4).put("remoteRouterId", neighbor.remoteId());
        out.put("localRouterId", config.localId().toString());
        mark("nbrCommonAdmin", neighbor.isMember());
        out.put("bgpState", view.state().word());
        if (neighbor.isUp()) {
            long since = view.upOrDownSinceNanos();
            out.put("bgpTimerUpMsec", secondsSince(since) * 1000).put("bgpTimerUpString", neighbor.ago(since));
            out.put("bgpTimerUpEstablishedEpoch", neighbor.frr().epochSeconds(since));
        } else if (view.state() == State.ACTIVE && config.passive()) {
            out.put("bgpStateIs", "passive");
        } else if (view.state() == State.ACTIVE && view.awaitsRestart()) {
            out.put("bgpStateIs", "passiveNSF");
        }
        out.put("bgpTimerLastRead", elapsed(neighbor.lastReadNanos()));
        out.put("bgpTimerLastWrite", elapsed(view.counters().lastWriteNanos()));
        out.put("bgpInUpdateElapsedTimeMsecs", elapsed(view.counters().lastUpdateNanos()));
    }

    private void timers() {
        out.put("bgpTimerConfiguredHoldTimeMsecs", config.holdTimeSeconds() * 1000);
        out.put("bgpTimerConfiguredKeepAliveIntervalMsecs", config.keepaliveSeconds() * 1000);
        out.put("bgpTimerHoldTimeMsecs", neighbor.holdSeconds() * 1000);
        out.put("bgpTimerKeepAliveIntervalMsecs", neighbor.keepaliveSeconds() * 1000);
        if (config.delayOpenNanos() > 0) {
            out.put("bgpTimerDelayOpenTimeMsecs", config.delayOpenNanos() / 1_000_000);
        }
        out.put("extendedOptionalParametersLength", false);
        out.put("bgpTimerConfiguredConditionalAdvertisementsSec", NeighborText.CONDITIONAL_SECONDS);
    }

    private void messages(ObjectNode stats, SessionCounters counters) {
        stats.put("depthInq", 0).put("depthOutq", 0);
        MESSAGES.forEach((name, type) ->
                stats.put(name + "Sent", counters.sent(type)).put(name + "Recv", Frr.received(counters, type)));
        stats.put("capabilitySent", 0).put("capabilityRecv", 0);
        stats.put("totalSent", counters.totalSent()).put("totalRecv", Frr.totalReceived(counters));
    }

    private void source() {
        out.put("minBtwnAdvertisementRunsTimerMsecs", config.advertisementNanos() / 1_000_000);
        PeerTransport transport = config.transport();
        if (!transport.sourceInterface().isEmpty()) {
            out.put("updateSource", transport.sourceInterface());
        } else if (transport.sourceAddress() != null) {
            out.put("updateSource", transport.sourceAddress().toString());
        }
    }

    private void history() {
        out.put("connectionsEstablished", view.counters().connectionsEstablished());
        out.put("connectionsDropped", view.counters().connectionsDropped());
        out.put("lastResetTimerMsecs", elapsed(view.lastReset().atNanos()));
        NeighborReset.json(out, view.lastReset());
        if (view.overflowed()) {
            out.put("prefixesConfigExceedMax", true);
            long back = view.timers().overflowNanos();
            if (back == BgpSpeaker.NEVER) {
                out.put("reducePrefixNumAndClearIpBgp", true);
            } else {
                out.put("reducePrefixNumFrom", true).put("restartInTimerMsec", neighbor.secondsUntil(back) * 1000);
            }
        }
        String side = neighbor.isInternal() ? "internal" : "external";
        out.put(side + "BgpNbrMaxHopsAway", NeighborText.hopCount(config));
    }

    private void socket() {
        NeighborSocket.of(neighbor)
                .ifPresentOrElse(
                        socket -> {
                            out.put("hostLocal", socket.ends().localAddress().toString());
                            out.put("portLocal", socket.ends().localPort());
                            out.put("hostForeign", socket.ends().remoteAddress().toString());
                            out.put("portForeign", socket.ends().remotePort());
                            out.put("nexthop", socket.nexthop().toString());
                            out.put("nexthopGlobal", socket.global().toString());
                            out.put("nexthopLocal", socket.linkLocal().toString());
                            out.put("bgpConnection", socket.shared() ? "sharedNetwork" : "nonSharedNetwork");
                        },
                        () -> out.put("hostLocal", "Unknown")
                                .put("portLocal", -1)
                                .put("hostForeign", "Unknown")
                                .put("portForeign", -1));
    }

    private void threads() {
        PeerTimers timers = view.timers();
        out.put("connectRetryTimer", config.connectRetryNanos() / NANOS_PER_SECOND);
        due("nextStartTimerDueInMsecs", timers.startNanos());
        due("nextConnectTimerDueInMsecs", timers.connectNanos());
        if (!config.transport().password().isEmpty()) {
            out.put("authenticationEnabled", 1);
        }
        String on = NeighborSocket.isRead(view) ? "on" : "off";
        out.put("readThread", on).put("writeThread", on);
    }

    private void due(String key, long nanos) {
        if (nanos != BgpSpeaker.NEVER) {
            out.put(key, neighbor.secondsUntil(nanos) * 1000);
        }
    }

    private void mark(String key, boolean holds) {
        if (holds) {
            out.put(key, true);
        }
    }

    private long secondsSince(long nanos) {
        return io.sextant.lab.console.text.UpTime.secondsSince(
                nanos, neighbor.frr().nowNanos());
    }

    /** Milliseconds within the day since a time, or since the machine started where that time never was. */
    private long elapsed(long nanos) {
        return secondsSince(nanos == BgpSpeaker.NEVER ? 0 : nanos) % DAY_SECONDS * 1000;
    }
}
