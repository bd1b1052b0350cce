package io.sextant.protocol.bgp.profile;

import io.sextant.protocol.bgp.message.Origin;
import io.sextant.protocol.bgp.profile.RestartDelays.Growth;
import io.sextant.protocol.bgp.profile.RouteProfile.EndOfRib;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A program that speaks BGP, as far as others can tell. Behaviour that versions differ in hangs on a profile, never on a
 * flag.
 *
 * @param name program and version
 * @param source where the figures come from
 */
public record SpeakerProfile(
        String name,
        String source,
        SessionProfile session,
        OpenShape openShape,
        Farewell farewell,
        OpenFacts.GracefulMode graceful,
        RouteProfile routes) {

    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;

    /** No limit of prefixes per UPDATE but the message's length. */
    private static final int MANY = Integer.MAX_VALUE;

    /**
     * FRR 8.4.4 with traditional defaults. Constants: {@code facts/frr.md} points 1, 4, 5, 7; {@code bgpd/bgp_fsm.c},
     * {@code bgp_updgrp.h} at frr-8.4.4 (coalesce 1000 ms + 50 ms a peer, at most 10 s).
     */
    public static final SpeakerProfile FRR_8_4 = new SpeakerProfile(
            "FRR 8.4.4",
            "facts/frr.md 1, 4-7, 14; bgpd at frr-8.4.4",
            new SessionProfile(
                    180,
                    60,
                    Jitter.NONE,
                    180,
                    true,
                    false,
                    true,
                    true,
                    true,
                    0,
                    120 * SECOND,
                    Jitter.NONE,
                    120 * SECOND,
                    true,
                    new RestartDelays(SECOND, 2 * SECOND, 120 * SECOND, Growth.NOTIFICATION),
                    true),
            OpenShape::frr84,
            Farewell::frr84,
            OpenFacts.GracefulMode.HELPER,
            new RouteProfile(
                    true,
                    Origin.IGP,
                    OptionalLong.of(0),
                    OptionalLong.of(100),
                    MANY,
                    EndOfRib.GRACEFUL_PEERS,
                    0,
                    false,
                    true,
                    256,
                    new RouteDelays(
                            1000 * MILLI, 50 * MILLI, 10_000 * MILLI, 50 * MILLI, 10 * MILLI, 10 * MILLI, MILLI)));

    /**
     * MetalLB 0.10.2's native speaker, which Cilium 1.10 carries in its agent: {@code facts/cilium-hubble-metallb.md}
     * §6.1 and {@code facts/frr.md} 5, 14, 17.
     */
    public static final SpeakerProfile METALLB_0_10 = new SpeakerProfile(
            "MetalLB 0.10 in Cilium 1.10",
            "facts/cilium-hubble-metallb.md 6.1; facts/frr.md 5, 14, 17",
            new SessionProfile(
                    90,
                    30,
                    Jitter.NONE,
                    10,
                    false,
                    true,
                    false,
                    false,
                    true,
                    0,
                    120 * SECOND,
                    Jitter.NONE,
                    10 * SECOND,
                    false,
                    new RestartDelays(0, SECOND, 120 * SECOND, Growth.EVERY_FAILURE),
                    false),
            OpenShape::metalLb,
            Farewell::silent,
            OpenFacts.GracefulMode.OFF,
            new RouteProfile(
                    false,
                    Origin.INCOMPLETE,
                    OptionalLong.empty(),
                    OptionalLong.of(0),
                    1,
                    EndOfRib.NOBODY,
                    0,
                    false,
                    false,
                    1,
                    RouteDelays.NONE));

    /**
     * FRR as MetalLB 0.13 and 0.14 run it in its FRR mode: {@code bgpd -p 0} listens nowhere, and MetalLB's own timers are
     * written into its configuration (facts §6.2; {@code internal/bgp/frr}).
     */
    public static final SpeakerProfile METALLB_FRR_0_13 = new SpeakerProfile(
            "MetalLB 0.13 with FRR",
            "facts/cilium-hubble-metallb.md 5.2, 6.2; FRR 8.4.4 for the rest",
            new SessionProfile(
                    90,
                    30,
                    Jitter.NONE,
                    FRR_8_4.session.openSentHoldSeconds(),
                    true,
                    false,
                    false,
                    false,
                    true,
                    0,
                    120 * SECOND,
                    Jitter.NONE,
                    120 * SECOND,
                    true,
                    FRR_8_4.session.restart(),
                    true),
            FRR_8_4.openShape,
            FRR_8_4.farewell,
            OpenFacts.GracefulMode.HELPER,
            FRR_8_4.routes);

    /** GoBGP 3.10: {@code facts/frr.md} 5-7, 14; waits of {@code pkg/server/fsm.go} at v3.10.0. */
    public static final SpeakerProfile GOBGP_3_10 = new SpeakerProfile(
            "GoBGP 3.10",
            "facts/frr.md 5-7, 14; pkg/server/fsm.go at v3.10.0",
            goBgpSession(),
            OpenShape::goBgp,
            Farewell::goBgp,
            OpenFacts.GracefulMode.OFF,
            goBgpRoutes());

    /**
     * Cilium's BGP control plane, which is GoBGP inside the agent: {@code facts/cilium-hubble-metallb.md} §6.3. It dials
     * only, and its end is a FIN (since 1.14; before, Cease/Peer De-configured).
     */
    public static final SpeakerProfile CILIUM_CONTROL_PLANE = new SpeakerProfile(
            "Cilium BGP control plane",
            "facts/cilium-hubble-metallb.md 5.3, 5.4, 6.3",
            new SessionProfile(
                    90,
                    30,
                    Jitter.NONE,
                    240,
                    true,
                    false,
                    false,
                    false,
                    true,
                    5 * SECOND,
                    120 * SECOND,
                    new Jitter(100, 200),
                    119 * SECOND,
                    true,
                    new RestartDelays(0, 5 * SECOND, 5 * SECOND, Growth.EVERY_FAILURE),
                    false),
            OpenShape::goBgp,
            Farewell::silent,
            OpenFacts.GracefulMode.OFF,
            goBgpRoutes());

    /** BIRD 2.0.12: {@code facts/frr.md} 5-7, 14; connect delay 5 s and error wait 60..300 s are its documented defaults. */
    public static final SpeakerProfile BIRD_2_0 = new SpeakerProfile(
            "BIRD 2.0.12",
            "facts/frr.md 5-7, 14; BIRD manual, chapter BGP",
            new SessionProfile(
                    240,
                    80,
                    Jitter.RFC_4271,
                    240,
                    true,
                    false,
                    true,
                    false,
                    true,
                    5 * SECOND,
                    120 * SECOND,
                    Jitter.RFC_4271,
                    120 * SECOND,
                    true,
                    new RestartDelays(0, 60 * SECOND, 300 * SECOND, Growth.NOTIFICATION),
                    false),
            OpenShape::bird,
            Farewell::bird,
            OpenFacts.GracefulMode.HELPER,
            new RouteProfile(
                    true,
                    Origin.IGP,
                    OptionalLong.empty(),
                    OptionalLong.of(100),
                    MANY,
                    EndOfRib.GRACEFUL_PEERS,
                    0,
                    true,
                    false,
                    1,
                    RouteDelays.NONE));

    /** ExaBGP 4.2.21: {@code facts/frr.md} 5, 6, 14. Its waits between attempts were not measured. */
    public static final SpeakerProfile EXABGP_4_2 = new SpeakerProfile(
            "ExaBGP 4.2.21",
            "facts/frr.md 5, 6, 14",
            new SessionProfile(
                    180,
                    60,
                    Jitter.NONE,
                    60,
                    true,
                    false,
                    false,
                    false,
                    true,
                    0,
                    60 * SECOND,
                    Jitter.NONE,
                    60 * SECOND,
                    false,
                    new RestartDelays(0, SECOND, 60 * SECOND, Growth.EVERY_FAILURE),
                    false),
            OpenShape::exaBgp,
            Farewell::silent,
            OpenFacts.GracefulMode.OFF,
            new RouteProfile(
                    false,
                    Origin.IGP,
                    OptionalLong.empty(),
                    OptionalLong.of(100),
                    MANY,
                    EndOfRib.EVERYBODY,
                    40 * MILLI,
                    false,
                    false,
                    1,
                    new RouteDelays(2 * MILLI, 0, 2 * MILLI, 0, 0, 0, 0)));

    /** Every named profile, in the order of this file. */
    public static final List<SpeakerProfile> ALL =
            List.of(FRR_8_4, METALLB_0_10, METALLB_FRR_0_13, GOBGP_3_10, CILIUM_CONTROL_PLANE, BIRD_2_0, EXABGP_4_2);

    /** The profile of this name, as scenarios write it. */
    public static Optional<SpeakerProfile> named(String name) {
        return ALL.stream().filter(profile -> profile.name.equals(name)).findFirst();
    }

    private static SessionProfile goBgpSession() {
        return new SessionProfile(
                90,
                30,
                Jitter.NONE,
                240,
                true,
                false,
                true,
                false,
                true,
                5 * SECOND,
                120 * SECOND,
                new Jitter(100, 200),
                119 * SECOND,
                true,
                new RestartDelays(0, 5 * SECOND, 5 * SECOND, Growth.EVERY_FAILURE),
                false);
    }

    private static RouteProfile goBgpRoutes() {
        return new RouteProfile(
                true,
                Origin.IGP,
                OptionalLong.empty(),
                OptionalLong.of(100),
                MANY,
                EndOfRib.GRACEFUL_PEERS,
                0,
                false,
                false,
                1,
                new RouteDelays(MILLI, 0, MILLI, 0, 0, 0, 0));
    }
}
