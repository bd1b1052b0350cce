package io.sextant.lab.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.run.RunOptions;
import io.sextant.lab.run.ScenarioRun;
import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.ScenarioLoader;
import io.sextant.topology.device.TapPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The article's router and six nodes twice: as real FRR 8.4 in network namespaces, and in simulation, where the daemons start
 * at the moments the real ones did. What the router prints must agree field by field. These may differ, and only these:
 *
 * <ul>
 *   <li>uptimes, numbers of next-hop objects (nhid) and memory figures;
 *   <li>the order of the paths, the order of the kernel's next hops and the table's version: they follow from who told the
 *       router when, to the millisecond, and differ from one real run to the next. So each side is held to what follows
 *       from its own recorded order of events, by one rule ({@link Arrivals}).
 * </ul>
 */
final class RealFrrTest {

    private static final String ROUTER = "bgp-router1";
    private static final int[] NODES = {10, 21, 22, 23, 24, 25};
    private static final long SETTLE_MILLIS = 5_000;
    private static final int ATTEMPTS_MAX = 60;
    private static final long ATTEMPT_MILLIS = 500;
    private static final long SETTLE_NANOS = SETTLE_MILLIS * 1_000_000L;
    private static final long START_TIMER_NANOS = 1_000_000_000L;
    private static final long NANOS_PER_MICRO = 1_000L;

    /** How far off 50 ms the real timer may be on a machine that has much else to do. */
    private static final long TARDY_NANOS = 15_000_000L;

    private static final String PREFIX = "172.16.10.0/32";
    private static final byte[] NLRI = {32, (byte) 172, 16, 10, 0};

    private static final String SUMMARY = "show bgp summary";
    private static final String TABLE = "show ip bgp";
    private static final String ROUTES = "show ip route";
    private static final String KERNEL = "ip route";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder = Path.of("");

    /** Offsets of each daemon's start from the first one's; printouts by command; who told the router when. */
    private record Outcome(Map<String, Long> startNanos, Map<String, String> printouts, Arrivals arrivals) {}

    @Test
    @Timeout(120)
    void the_simulated_router_prints_what_the_real_one_prints() throws IOException, InterruptedException {
        String missing = FrrNamespaces.missing();
        assumeTrue(missing.isEmpty(), missing);
        Outcome real;
        try (FrrNamespaces lab = new FrrNamespaces()) {
            String version = lab.version();
            assumeTrue(version.startsWith("8.4"), "the profile is FRR 8.4's, and this is " + version);
            Map<String, Long> starts = bringUp(lab);
            real = new Outcome(starts, printouts(lab), Arrivals.of(lab.logged(ROUTER, "bgpd"), PREFIX));
        }
        Outcome simulated = simulate(real.startNanos());
        assertThatOrderFollowsFromArrivals(real, TARDY_NANOS);
        assertThatOrderFollowsFromArrivals(simulated, 0);
        assertThat(json(simulated.printouts())).isEqualTo(json(real.printouts()));
        assertThat(summary(simulated.printouts())).isEqualTo(summary(real.printouts()));
        assertThat(table(simulated.printouts())).isEqualTo(table(real.printouts()));
        assertThat(withoutUptimes(text(simulated.printouts(), ROUTES)))
                .isEqualTo(withoutUptimes(text(real.printouts(), ROUTES)));
        assertThat(kernel(simulated.printouts())).isEqualTo(kernel(real.printouts()));
    }

    // --- the real one

    private static Map<String, Long> bringUp(FrrNamespaces lab) throws IOException, InterruptedException {
        Map<String, Long> starts = new LinkedHashMap<>();
        lab.addBridge("cluster");
        lab.addBridge("lan");
        lab.addNode(ROUTER);
        lab.addInterface(ROUTER, "enp7s0", "192.168.1.1/24", "cluster");
        lab.addInterface(ROUTER, "enp8s0", "192.168.10.1/24", "lan");
        StringBuilder neighbors = new StringBuilder();
        for (int number : NODES) {
            String name = name(number);
            lab.addNode(name);
            lab.addInterface(name, "enp7s0", "192.168.1." + number + "/24", "cluster");
            lab.startFrr(name, nodeConfiguration(name, number));
            starts.put(name, System.nanoTime());
            neighbors.append(" neighbor 192.168.1.").append(number).append(" remote-as 64512\n");
        }
        // Last, so that everybody it dials listens; a refused connection would be tried again only after 120 s.
        lab.startFrr(
                ROUTER,
                "frr defaults traditional\nhostname " + ROUTER
                        + "\ndebug bgp updates in\nrouter bgp 64512\n"
                        + " bgp router-id 192.168.1.1\n"
                        + neighbors);
        starts.put(ROUTER, System.nanoTime());
        long first = starts.values().iterator().next();
        starts.replaceAll((name, nanos) -> nanos - first);
        for (int i = 0; i < ATTEMPTS_MAX; i++) {
            if (lab.vtysh(ROUTER, TABLE).contains("6 total paths")) {
                Thread.sleep(SETTLE_MILLIS);
                return starts;
            }
            Thread.sleep(ATTEMPT_MILLIS);
        }
        throw new AssertionError("six paths did not come: " + lab.vtysh(ROUTER, SUMMARY));
    }

    private static String name(int number) {
        return number == 10 ? "k8s-master1" : "k8s-worker" + (number - 20);
    }

    private static String nodeConfiguration(String name, int number) {
        return """
                frr defaults traditional
                hostname %s
                router bgp 64512
                 bgp router-id 192.168.1.%d
                 no bgp network import-check
                 neighbor 192.168.1.1 remote-as 64512
                 address-family ipv4 unicast
                  network 172.16.10.0/32
                 exit-address-family
                """.formatted(name, number);
    }

    private static Map<String, String> printouts(FrrNamespaces lab) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String command : List.of(SUMMARY + " json", SUMMARY, TABLE, ROUTES)) {
            texts.put(command, lab.vtysh(ROUTER, command));
        }
        texts.put(KERNEL, lab.ip(ROUTER, "route"));
        return texts;
    }

    // --- the simulated one

    private Outcome simulate(Map<String, Long> startNanos) throws IOException {
        Scenario scenario = ScenarioLoader.load(scenario(startNanos)).scenario().orElseThrow();
        ScenarioRun run = new ScenarioRun(scenario, RunOptions.QUIET);
        ArrivalRecorder recorder = new ArrivalRecorder(NLRI);
        run.lab()
                .host(ROUTER)
                .flatMap(router -> router.interfaceNamed("enp7s0"))
                .orElseThrow()
                .addTap(TapPoint.INTERFACE, recorder);
        long routerStarts = startNanos.getOrDefault(ROUTER, 0L);
        assertThat(run.runUntil(routerStarts + START_TIMER_NANOS + SETTLE_NANOS, now -> {}))
                .isTrue();
        return new Outcome(startNanos, printouts(run), recorder.arrivals());
    }

    /** The lab with daemons that are away until the real ones had started. */
    private Path scenario(Map<String, Long> startNanos) throws IOException {
        StringBuilder yaml =
                new StringBuilder(Files.readString(Path.of("src", "test", "resources", "real", "article-frr.yaml")));
        yaml.append("\ntimeline:\n");
        startNanos.forEach((node, nanos) -> {
            if (nanos >= NANOS_PER_MICRO) {
                yaml.append("  - {at: 0s, fault: daemon-kill, target: ").append(node);
                yaml.append(", duration: ").append(nanos / NANOS_PER_MICRO).append("us}\n");
            }
        });
        return Files.writeString(folder.resolve("article-frr.yaml"), yaml);
    }

    private static Map<String, String> printouts(ScenarioRun run) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String command : List.of(SUMMARY + " json", SUMMARY, TABLE, ROUTES)) {
            run.consoles().run(ROUTER, "vtysh -c '" + command + "'", (text, status) -> texts.put(command, text));
        }
        run.consoles().run(ROUTER, KERNEL, (text, status) -> texts.put(KERNEL, text));
        return texts;
    }

    // --- what is compared

    /** @param tardyNanos where an arrival is that close to the end of a hold, it may belong to either side */
    private static void assertThatOrderFollowsFromArrivals(Outcome outcome, long tardyNanos) throws IOException {
        Arrivals arrivals = outcome.arrivals();
        assertThat(arrivals.peers()).hasSize(NODES.length);
        List<List<List<String>>> possible = List.of(
                arrivals.batches(Arrivals.HOLD_NANOS),
                arrivals.batches(Arrivals.HOLD_NANOS - tardyNanos),
                arrivals.batches(Arrivals.HOLD_NANOS + tardyNanos));
        String table = text(outcome.printouts(), TABLE);
        assertThat(addresses(table, "(?m)^\\*.i.*? (192\\.168\\.1\\.\\d+) "))
                .as("paths")
                .isEqualTo(arrivals.newestFirst());
        int version = JSON.readTree(text(outcome.printouts(), SUMMARY + " json"))
                .at("/ipv4Unicast/tableVersion")
                .asInt();
        assertThat(possible)
                .as("version of the table after " + arrivals)
                .extracting(Arrivals::tableVersion)
                .contains(version);
        assertThat(possible)
                .as("next hops in the kernel")
                .extracting(Arrivals::kernelOrder)
                .contains(addresses(text(outcome.printouts(), KERNEL), "nexthop via (\\S+) "));
        assertThat(table).startsWith("BGP table version is " + version + ",");
    }

    private static List<String> addresses(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static String text(Map<String, String> printouts, String command) {
        return Objects.requireNonNull(printouts.get(command), command);
    }

    private static ObjectNode json(Map<String, String> printouts) throws IOException {
        ObjectNode family =
                (ObjectNode) JSON.readTree(text(printouts, SUMMARY + " json")).get("ipv4Unicast");
        family.remove(List.of("ribMemory", "peerMemory", "tableVersion"));
        family.get("peers").forEach(peer -> ((ObjectNode) peer)
                .remove(List.of("peerUptime", "peerUptimeMsec", "peerUptimeEstablishedEpoch")));
        return family;
    }

    private static List<String> summary(Map<String, String> printouts) {
        return withoutUptimes(text(printouts, SUMMARY)).stream()
                .map(line -> line.replaceAll("using \\d+ (bytes|KiB)", "using N $1")
                        .replaceAll("^BGP table version \\d+$", "BGP table version N"))
                .toList();
    }

    /** The paths' lines sorted, the prefix taken from whichever came first. */
    private static List<String> table(Map<String, String> printouts) {
        List<String> lines = text(printouts, TABLE)
                .lines()
                .map(line -> line.replaceAll("^BGP table version is \\d+,", "BGP table version is N,"))
                .toList();
        assertThat(lines).filteredOn(line -> line.contains("172.16.10.0/32")).hasSize(1);
        return sorted(
                lines.stream()
                        .map(line -> line.replace("172.16.10.0/32", " ".repeat("172.16.10.0/32".length())))
                        .toList(),
                "*");
    }

    private static List<String> kernel(Map<String, String> printouts) {
        List<String> lines = text(printouts, KERNEL)
                .lines()
                .map(line -> line.replaceAll("nhid \\d+", "nhid N"))
                .toList();
        return sorted(lines, "\tnexthop");
    }

    private static List<String> withoutUptimes(String text) {
        return text.lines()
                .map(line -> line.replaceAll("\\b\\d\\d:\\d\\d:\\d\\d\\b", "UPTIME"))
                .toList();
    }

    /** The run of lines that begin so, sorted where it stands. */
    private static List<String> sorted(List<String> lines, String beginning) {
        List<String> result = new ArrayList<>(lines);
        int from = 0;
        while (from < lines.size() && !lines.get(from).startsWith(beginning)) {
            from++;
        }
        int to = from;
        while (to < lines.size() && lines.get(to).startsWith(beginning)) {
            to++;
        }
        assertThat(to - from).as("lines that begin with '%s'", beginning).isEqualTo(NODES.length);
        result.subList(from, to).sort(null);
        return result;
    }
}
