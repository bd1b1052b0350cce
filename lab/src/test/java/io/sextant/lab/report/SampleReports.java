package io.sextant.lab.report;

import io.sextant.lab.report.FaultReport.Detection;
import io.sextant.lab.report.FaultReport.NodeLoad;
import io.sextant.lab.report.Happening.Kind;
import io.sextant.lab.report.TrafficReport.LatencySummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Reports made by hand, for whoever tells them. */
public final class SampleReports {
    public static final List<String> NODES =
            List.of("k8s-master1", "k8s-worker1", "k8s-worker2", "k8s-worker3", "k8s-worker4", "k8s-worker5");

    /** What a file could hold to do harm: markup, quotes, line ends, escapes, half a pair, turned writing, an emoji. */
    public static final String HOSTILE =
            "<script>alert('x')</script> & \"q\" ]]> --> {{a}} %s @|red x|@\r\n\t\u0000\u001b[31m\u202e\uD800\uFFFF 🦊 é";

    private static final String FINGERPRINT = "3f0c9a1b77e25d4468f1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f7";
    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final long SECOND = 1_000_000_000L;
    private static final long FAULT_AT = 60 * SECOND;
    private static final long DETECTED = FAULT_AT + 83_213_847_112L;
    private static final long WITHDRAWN = DETECTED + 50_412_000L;
    private static final long FIB = WITHDRAWN + 11_250_400L;
    private static final long WHOLE = FIB + 1_024_881_930L;
    private static final int DURATION_SECONDS = 240;

    private SampleReports() {}

    /** Six nodes, one of which loses power; 1,000 connections; the hold timer ends it after 83.2 s. */
    public static RunReport nodeFailure() {
        return new RunReport(
                "node-failure",
                "A node loses power under load",
                "k8s-worker2 loses power under a stream of new and of long-lived connections. Nobody tells the router: "
                        + "the link to the switch stays up, and the hold timer has to run out.",
                42,
                Instant.parse("2021-11-06T14:00:00Z"),
                DURATION_SECONDS * SECOND,
                DURATION_SECONDS * SECOND,
                null,
                FINGERPRINT,
                1_284_310,
                862_114,
                verdicts(),
                List.of(powerOff(), powerOn()),
                List.of(pages(), longLived()),
                losses(),
                happenings(),
                loads(),
                List.of(
                        new WidthStep(2_113_000_000L, "bgp-router1", "172.16.10.0/32", 1),
                        new WidthStep(2_164_000_000L, "bgp-router1", "172.16.10.0/32", 6),
                        new WidthStep(FIB, "bgp-router1", "172.16.10.0/32", 5),
                        new WidthStep(204 * SECOND, "bgp-router1", "172.16.10.0/32", 6)),
                List.of(
                        new CaptureFile(
                                "node-failure/bgp-router1-enp7s0.pcapng", "bgp-router1:enp7s0", 41_223, 6_214_998),
                        new CaptureFile("node-failure/k8s-worker2-enp7s0.pcapng", "k8s-worker2:enp7s0", 812, 98_211)),
                List.of(new NodePrintout(150 * SECOND, "bgp-router1", "ip route show 172.16.10.0", """
                        172.16.10.0 nhid 31 proto bgp metric 20\s
                        \tnexthop via 192.168.1.10 dev enp7s0 weight 1\s
                        \tnexthop via 192.168.1.21 dev enp7s0 weight 1\s
                        \tnexthop via 192.168.1.23 dev enp7s0 weight 1\s
                        """)),
                List.of("the capture k8s-worker2:enp7s0 ends at 60 s, when its node loses power"),
                "./sextant run scenarios/node-failure.yaml --seed 42");
    }

    /** A request and its answer; nothing breaks. */
    public static RunReport curl() {
        return new RunReport(
                "curl",
                "One request from the router",
                "",
                1,
                Instant.parse("2021-11-06T14:00:00Z"),
                5 * SECOND,
                5 * SECOND,
                null,
                FINGERPRINT,
                4_120,
                311,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "./sextant run scenarios/curl.yaml");
    }

    /** Every text says {@link #HOSTILE}, and some say it a thousand times. */
    public static RunReport hostile() {
        String many = HOSTILE.repeat(1_000);
        ConnectionCounts counts = new ConnectionCounts(3, 1, 1, 1, 1, 0, 1, 0);
        FaultReport fault = new FaultReport(
                HOSTILE,
                HOSTILE,
                List.of(HOSTILE, many),
                SECOND,
                new Detection(HOSTILE, HOSTILE, 2 * SECOND, many),
                2 * SECOND,
                null,
                3 * SECOND,
                List.of(new Loss(HOSTILE, HOSTILE, many, 1, 60)),
                counts,
                List.of(new NodeLoad(HOSTILE, 1, 0, 1, 0), new NodeLoad(many, 0, 0, 0, 0)),
                List.of(fate(1, HOSTILE, many, HOSTILE, SECOND)));
        return new RunReport(
                HOSTILE,
                HOSTILE,
                many,
                -1,
                Instant.parse("2021-11-06T14:00:00Z"),
                5 * SECOND,
                4 * SECOND,
                HOSTILE,
                HOSTILE,
                1,
                1,
                List.of(new Verdict(
                        HOSTILE, HOSTILE, HOSTILE, Verdict.Outcome.FAILED, many, HOSTILE, 3 * SECOND, HOSTILE)),
                List.of(fault),
                List.of(new TrafficReport(
                        HOSTILE,
                        HOSTILE,
                        List.of(HOSTILE),
                        many,
                        3,
                        1,
                        counts,
                        new LatencySummary(1, 2, 3, 4),
                        SECOND,
                        SECOND,
                        List.of(1L, 0L),
                        List.of(0L, 2L),
                        new DatagramReport(
                                3,
                                2,
                                1,
                                true,
                                List.of(new DatagramReport.Receiver(HOSTILE, 1), new DatagramReport.Receiver(many, 1)),
                                List.of(new Loss(many, HOSTILE, HOSTILE, 1, 142))))),
                List.of(new Loss(many, HOSTILE, HOSTILE, 1, 60)),
                List.of(
                        new Happening(SECOND, Kind.FAULT, HOSTILE, many),
                        new Happening(2 * SECOND, Kind.FIB, many, "")),
                List.of(new LoadSeries(HOSTILE, SECOND, List.of(1L)), new LoadSeries(many, SECOND, List.of())),
                List.of(new WidthStep(0, HOSTILE, HOSTILE, 6), new WidthStep(SECOND, many, many, 0)),
                List.of(new CaptureFile(HOSTILE, many, 1, 60)),
                List.of(new NodePrintout(SECOND, HOSTILE, HOSTILE, many)),
                List.of(HOSTILE, many),
                HOSTILE);
    }

    /** 100,000 fates and 10,000 happenings, and a lot of the rest. */
    public static RunReport huge() {
        RunReport small = nodeFailure();
        FaultReport fault = small.faults().get(0);
        List<ConnectionFate> fates = new ArrayList<>();
        for (int id = 1; id <= 100_000; id++) {
            fates.add(fate(id, "new", "the SYN was never answered; attempt " + id, "timed-out", id * 1_000_000L));
        }
        List<Happening> happenings = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            Kind kind = KINDS.get(i % KINDS.size());
            happenings.add(new Happening(i * 24_000_000L, kind, NODES.get(i % 6), "happening number " + i));
        }
        FaultReport big = new FaultReport(
                fault.name(),
                fault.verb(),
                fault.targets(),
                fault.atNanos(),
                fault.detection(),
                fault.withdrawnNanos(),
                fault.fibChangedNanos(),
                fault.wholeNanos(),
                repeat(fault.losses(), 500),
                fault.connections(),
                repeat(fault.load(), 200),
                fates);
        return new RunReport(
                small.scenario(),
                small.title(),
                small.description(),
                small.seed(),
                small.labStart(),
                small.durationNanos(),
                small.endedNanos(),
                "the run met its limit of 1,284,310 events at 240 s",
                small.fingerprint(),
                small.eventsProcessed(),
                small.framesReceived(),
                repeat(small.verdicts(), 500),
                manyFaults(big, fault),
                repeat(small.traffic(), 100),
                repeat(small.losses(), 1_000),
                happenings,
                repeat(small.loads(), 100),
                repeat(small.ecmpWidth(), 5_000),
                repeat(small.captures(), 1_000),
                repeat(
                        List.of(new NodePrintout(
                                SECOND, "bgp-router1", "show ip bgp", "a line of output\n".repeat(9_000))),
                        100),
                repeat(small.warnings(), 1_000),
                small.replay());
    }

    private static List<FaultReport> manyFaults(FaultReport first, FaultReport other) {
        List<FaultReport> faults = new ArrayList<>(List.of(first));
        faults.addAll(repeat(List.of(other), 99));
        return faults;
    }

    private static <T> List<T> repeat(List<T> values, int times) {
        List<T> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.addAll(values);
        }
        return all;
    }

    private static FaultReport powerOff() {
        List<ConnectionFate> fates = new ArrayList<>();
        for (int id = 1; id <= 152; id++) {
            fates.add(fate(
                    id,
                    "new-pages",
                    "the SYN was never answered: the router chose k8s-worker2, which had no power",
                    "timed-out",
                    (60 + id / 2) * SECOND));
        }
        for (int id = 153; id <= 168; id++) {
            fates.add(fate(
                    id,
                    "long-lived",
                    "moved to k8s-worker4, which does not know the connection, and was reset there",
                    "reset",
                    5 * SECOND));
        }
        return new FaultReport(
                "k8s-worker2 loses power",
                "node-power-off",
                List.of("k8s-worker2"),
                FAULT_AT,
                new Detection("bgp-router1", "192.168.1.22", DETECTED, "hold timer expired (90 s)"),
                WITHDRAWN,
                FIB,
                WHOLE,
                losses(),
                new ConnectionCounts(1_000, 720, 804, 28, 16, 0, 152, 112),
                List.of(
                        new NodeLoad("k8s-master1", 5_120, 6_144, 88, 101),
                        new NodeLoad("k8s-worker1", 5_330, 6_396, 91, 104),
                        new NodeLoad("k8s-worker2", 4_870, 0, 83, 0),
                        new NodeLoad("k8s-worker3", 5_010, 6_012, 85, 99),
                        new NodeLoad("k8s-worker4", 5_270, 6_324, 90, 103),
                        new NodeLoad("k8s-worker5", 5_090, 6_108, 87, 100)),
                fates);
    }

    private static FaultReport powerOn() {
        return new FaultReport(
                "k8s-worker2 gets power again",
                "node-power-on",
                List.of("k8s-worker2"),
                200 * SECOND,
                null,
                null,
                204 * SECOND,
                null,
                List.of(),
                new ConnectionCounts(412, 400, 412, 0, 0, 0, 0, 12),
                List.of(),
                List.of());
    }

    private static ConnectionFate fate(long id, String traffic, String reason, String outcome, long openedNanos) {
        return new ConnectionFate(
                id,
                traffic,
                "client" + (1 + id % 3),
                (int) (40_000 + id % 20_000),
                List.of("k8s-worker2"),
                "",
                openedNanos,
                openedNanos + 7 * SECOND,
                6_998_112_000L,
                2,
                outcome,
                reason);
    }

    private static List<Loss> losses() {
        return List.of(
                new Loss("k8s-worker2", "no-power", "the node is without power", 3_412, 251_877),
                new Loss("bgp-router1", "neighbour-failed", "no answer to ARP for the next hop", 1_208, 89_392));
    }

    private static List<Verdict> verdicts() {
        return List.of(
                new Verdict(
                        "six-next-hops",
                        "",
                        "scenarios/node-failure.yaml:61:5",
                        Verdict.Outcome.PASSED,
                        "at 30 s: bgp-router1 has 6 next hops for 172.16.10.0/32",
                        "6 next hops",
                        30 * SECOND,
                        ""),
                new Verdict(
                        "hold-timer-detects",
                        "The hold timer is the only witness",
                        "scenarios/node-failure.yaml:66:5",
                        Verdict.Outcome.PASSED,
                        "within 90 s of the fault: the session with 192.168.1.22 is down",
                        "down after 83.214 s",
                        DETECTED,
                        ""),
                new Verdict(
                        "nobody-is-refused",
                        "",
                        "scenarios/node-failure.yaml:71:5",
                        Verdict.Outcome.WARNED,
                        "never: a connection is reset",
                        "16 connections were reset, the first at 143.276 s",
                        FIB,
                        "A FIB change moves flows of living nodes too. Try resilient groups."),
                new Verdict(
                        "whole-within-60s",
                        "Clients see answers again within a minute",
                        "scenarios/node-failure.yaml:76:5",
                        Verdict.Outcome.FAILED,
                        "within 60 s of the fault: new connections succeed",
                        "they succeeded again after 84.3 s",
                        120 * SECOND,
                        "Shorten the hold timer, or let BFD watch the node."));
    }

    private static List<Happening> happenings() {
        List<Happening> all = new ArrayList<>();
        for (int i = 0; i < NODES.size(); i++) {
            String peer = "192.168.1." + (i == 0 ? 10 : 20 + i);
            all.add(new Happening(
                    1_020_000_000L + i * 11_000_000L, Kind.SESSION, "bgp-router1", peer + " is Established"));
            all.add(new Happening(
                    2_060_000_000L + i * 3_000_000L, Kind.ROUTE, "bgp-router1", "172.16.10.0/32 learned from " + peer));
        }
        all.add(new Happening(2_113_000_000L, Kind.FIB, "bgp-router1", "172.16.10.0/32 has 1 next hop"));
        all.add(new Happening(2_164_000_000L, Kind.FIB, "bgp-router1", "172.16.10.0/32 has 6 next hops"));
        all.add(new Happening(FAULT_AT, Kind.FAULT, "k8s-worker2", "node-power-off: power is cut"));
        all.add(new Happening(
                FAULT_AT + 212_000_000L, Kind.TRAFFIC, "client1", "the first connection waits for an answer"));
        all.add(new Happening(100 * SECOND, Kind.CLUSTER, "k8s-master1", "node k8s-worker2 is NotReady"));
        all.add(new Happening(
                DETECTED, Kind.SESSION, "bgp-router1", "192.168.1.22 is Idle: hold timer expired, NOTIFICATION 4/0"));
        all.add(new Happening(
                WITHDRAWN, Kind.ROUTE, "bgp-router1", "172.16.10.0/32 through 192.168.1.22 is gone from the Loc-RIB"));
        all.add(new Happening(FIB, Kind.FIB, "bgp-router1", "172.16.10.0/32 has 5 next hops"));
        all.add(new Happening(WHOLE, Kind.TRAFFIC, "client3", "new connections succeed again"));
        all.add(new Happening(200 * SECOND, Kind.ACTION, "k8s-worker2", "node-power-on: power is back"));
        all.add(new Happening(202 * SECOND, Kind.SESSION, "bgp-router1", "192.168.1.22 is Established"));
        all.add(new Happening(204 * SECOND, Kind.FIB, "bgp-router1", "172.16.10.0/32 has 6 next hops"));
        return all;
    }

    private static TrafficReport pages() {
        return new TrafficReport(
                "new-pages",
                "http-load",
                List.of("client1", "client2", "client3"),
                "web1-lb:80 (172.16.10.0)",
                9_640,
                8_420,
                new ConnectionCounts(880, 728, 700, 0, 0, 0, 152, 0),
                new LatencySummary(812_000, 1_114_300, 3_020_500_000L, 7_041_220_000L),
                7_041_220_000L,
                SECOND,
                series(t -> t < 5 ? 0 : broken(t) ? 33 + t * 7 % 5 : 40 + t * 11 % 5),
                series(t -> broken(t) ? 1 + t * 13 % 4 : 0),
                null);
    }

    private static TrafficReport longLived() {
        return new TrafficReport(
                "long-lived",
                "http-load",
                List.of("client1"),
                "web1-lb:80 (172.16.10.0)",
                24_000,
                23_120,
                new ConnectionCounts(120, 0, 104, 0, 16, 0, 0, 104),
                new LatencySummary(790_000, 1_020_000, 2_114_000, 84_300_112_000L),
                84_300_112_000L,
                SECOND,
                series(t -> t < 10 ? t * 12 : broken(t) ? 100 : 120),
                series(t -> t == 143 ? 16 : 0),
                null);
    }

    private static boolean broken(long second) {
        return second >= 60 && second < 145;
    }

    private static List<LoadSeries> loads() {
        List<LoadSeries> loads = new ArrayList<>();
        for (int i = 0; i < NODES.size(); i++) {
            int node = i;
            boolean failing = node == 2;
            loads.add(new LoadSeries(
                    NODES.get(node),
                    SECOND,
                    series(t -> t < 5 || (failing && t >= 60 && t < 204)
                            ? 0
                            : 85 + (t * 17 + node * 29L) % 13 + (t >= 143 && t < 204 ? 17 : 0))));
        }
        return loads;
    }

    private static List<Long> series(java.util.function.LongUnaryOperator at) {
        return LongStream.range(0, DURATION_SECONDS).map(at).boxed().toList();
    }
}
