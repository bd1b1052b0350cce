package io.sextant.lab.console.frr;

import io.sextant.lab.console.text.UpTime;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.config.ListenRange;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.Capability;
import io.sextant.protocol.bgp.message.Open;
import io.sextant.protocol.bgp.profile.OpenFacts.GracefulMode;
import io.sextant.protocol.bgp.session.Negotiated;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.protocol.bgp.session.PeerType;
import io.sextant.protocol.bgp.session.ResetReason;
import io.sextant.protocol.bgp.session.State;
import io.sextant.protocol.bgp.speaker.BgpSpeaker;
import io.sextant.protocol.bgp.speaker.PeerFamilyView;
import io.sextant.protocol.bgp.speaker.PeerView;
import java.util.Optional;

/** One neighbour of a router, asked what {@code show bgp neighbors} tells of it; text and JSON say the same. */
record Neighbor(Frr frr, PeerView view) {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    PeerConfig config() {
        return view.config();
    }

    boolean isUp() {
        return view.state() == State.ESTABLISHED;
    }

    boolean isDynamic() {
        return config().has(PeerOption.DYNAMIC);
    }

    boolean isInternal() {
        return config().type() == PeerType.INTERNAL;
    }

    /** Of a confederation, both the neighbour and this router. */
    boolean isMember() {
        return config().type() == PeerType.CONFEDERATION;
    }

    boolean inConfederation() {
        return frr.speaker().config().inConfederation().isPresent();
    }

    boolean isShut() {
        boolean byHand = !view.enabled() && view.lastReset().reason() == ResetReason.ADMINISTRATIVE_SHUTDOWN;
        return byHand
                || config().has(PeerOption.SHUTDOWN)
                || frr.speaker().config().has(SpeakerOption.SHUTDOWN);
    }

    /** The range the neighbour was answered from. */
    Optional<IpPrefix> listenRange() {
        return frr.speaker().config().listenRanges().stream()
                .filter(range -> isDynamic()
                        && range.groupName().equals(config().groupName())
                        && range.range().contains(config().id().address()))
                .map(ListenRange::range)
                .findFirst();
    }

    Optional<String> hostName() {
        return view.lastOpen().flatMap(Frr::hostName);
    }

    /** Who the neighbour said it is on its last connection; FRR 8.4 {@code bgp_start} forgets it. */
    String remoteId() {
        return view.heardNow().map(open -> open.identifier().toString()).orElse("0.0.0.0");
    }

    /** The OPENs of the session, once it is up: FRR 8.4 has forgotten capabilities before and after. */
    Optional<Negotiated> agreed() {
        return view.negotiated().filter(negotiated -> isUp());
    }

    int holdSeconds() {
        return agreed().map(Negotiated::holdTimeSeconds).orElse(config().holdTimeSeconds());
    }

    int keepaliveSeconds() {
        return agreed().map(Negotiated::keepaliveSeconds).orElse(config().keepaliveSeconds());
    }

    long lastReadNanos() {
        long read = view.counters().lastReadNanos();
        return read == BgpSpeaker.NEVER ? view.createdNanos() : read;
    }

    /** Both sides announced graceful restart. */
    boolean restartsBothWays() {
        return agreed().filter(both -> has(both.local()) && has(both.remote())).isPresent();
    }

    Optional<Capability.GracefulRestart> remoteRestart() {
        return agreed().flatMap(both -> both.remote().capability(Capability.GracefulRestart.class));
    }

    /** {@code Helper*}: the star where the instance decides. */
    String localMode() {
        String word =
                switch (config().graceful().mode()) {
                    case HELPER -> "Helper";
                    case RESTARTER -> "Restart";
                    case OFF -> "Disable";
                };
        return config().has(PeerOption.OWN_GRACEFUL_MODE) ? word : word + "*";
    }

    boolean restarts() {
        return config().graceful().mode() == GracefulMode.RESTARTER;
    }

    /** FRR 8.4 {@code bgp_show_neighbor_graceful_restart_remote_mode}. */
    String remoteMode() {
        if (agreed().filter(both -> has(both.local())).isEmpty()) {
            return "NotApplicable";
        }
        if (!restartsBothWays()) {
            return "Disable";
        }
        return agreed().orElseThrow().retainedFamilies().isEmpty() ? "Helper" : "Restart";
    }

    /** What the neighbour said in its last OPEN. */
    int receivedRestartSeconds() {
        return view.lastOpen()
                .flatMap(open -> open.capability(Capability.GracefulRestart.class))
                .map(Capability.GracefulRestart::restartTimeSeconds)
                .orElse(0);
    }

    PeerFamilyView family(AddressFamily family) {
        PeerFamilyView found = view.familyViews().get(family);
        return found == null ? new PeerFamilyView(0, 0, 0, 0, false, false, false, false) : found;
    }

    /** Whether the neighbour named the family in its OPEN; without any multiprotocol capability FRR 8.4 counts none. */
    boolean heardFamily(AddressFamily family) {
        return agreed().filter(both -> Frr.namesFamily(both.remote(), family)).isPresent();
    }

    /** {@code 00:01:02} since a time, or {@code never}. */
    String ago(long nanos) {
        return nanos == BgpSpeaker.NEVER ? "never" : UpTime.ofSession(UpTime.secondsSince(nanos, frr.nowNanos()));
    }

    /** Whole seconds until a time. */
    long secondsUntil(long nanos) {
        return Math.max(0, nanos - frr.nowNanos()) / NANOS_PER_SECOND;
    }

    private static boolean has(Open open) {
        return open.capability(Capability.GracefulRestart.class).isPresent();
    }
}
