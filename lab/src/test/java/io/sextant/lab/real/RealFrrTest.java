package io.sextant.lab.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.run.RunOptions;
import io.sextant.lab.run.ScenarioRun;
import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.ScenarioLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The article's router and six nodes twice: as real FRR 8.4 in network namespaces, and in simulation. What the router prints
 * must agree field by field. These may differ, and only these:
 *
 * <ul>
 *   <li>uptimes, numbers of next-hop objects (nhid) and memory figures;
 *   <li>MsgRcvd and MsgSent by 1, for a keepalive may fall between two looks;
 *   <li>the order of the paths and of the kernel's next hops, and with it the table's version: they follow from which
 *       neighbour came up first, which real daemons leave to chance. The version counts how often the best path or the set
 *       of equal ones changed: at least once, at most once for each path.
 * </ul>
 */
final class RealFrrTest {

    private static final String ROUTER = "bgp-router1";
    private static final int[] NODES = {10, 21, 22, 23, 24, 25};
    private static final long SETTLE_MILLIS = 5_000;
    private static final int ATTEMPTS_MAX = 60;
    private static final long ATTEMPT_MILLIS = 500;
    private static final long LOOK_NANOS = 15_000_000_000L;

    private static final String SUMMARY = "show bgp summary";
    private static final String TABLE = "show ip bgp";
    private static final String ROUTES = "show ip route";
    private static final String KERNEL = "ip route";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    @Timeout(120)
    void the_simulated_router_prints_what_the_real_one_prints() throws IOException, InterruptedException {
        String missing = FrrNamespaces.missing();
        assumeTrue(missing.isEmpty(), missing);
        Map<String, String> real;
        try (FrrNamespaces lab = new FrrNamespaces()) {
            String version = lab.version();
            assumeTrue(version.startsWith("8.4"), "the profile is FRR 8.4's, and this is " + version);
            bringUp(lab);
            real = printouts(lab);
        }
        Map<String, String> simulated = printouts();
        assertSameSummary(json(simulated), json(real));
        assertThat(summary(simulated)).isEqualTo(summary(real));
        assertThat(table(simulated)).isEqualTo(table(real));
        assertThat(withoutUptimes(text(simulated, ROUTES))).isEqualTo(withoutUptimes(text(real, ROUTES)));
        assertThat(kernel(simulated)).isEqualTo(kernel(real));
    }

    // --- the real one

    private static void bringUp(FrrNamespaces lab) throws IOException, InterruptedException {
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
            neighbors.append(" neighbor 192.168.1.").append(number).append(" remote-as 64512\n");
        }
        // Last, so that everybody it dials listens; a refused connection would be tried again only after 120 s.
        lab.startFrr(
                ROUTER,
                "frr defaults traditional\nhostname " + ROUTER + "\nrouter bgp 64512\n bgp router-id 192.168.1.1\n"
                        + neighbors);
        for (int i = 0; i < ATTEMPTS_MAX; i++) {
            if (lab.vtysh(ROUTER, TABLE).contains("6 total paths")) {
                Thread.sleep(SETTLE_MILLIS);
                return;
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
                 neighbor 192.168.1.1 passive
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

    private static Map<String, String> printouts() {
        Scenario scenario = ScenarioLoader.load(Path.of("src", "test", "resources", "real", "article-frr.yaml"))
                .scenario()
                .orElseThrow();
        ScenarioRun run = new ScenarioRun(scenario, RunOptions.QUIET);
        assertThat(run.runUntil(LOOK_NANOS, now -> {})).isTrue();
        Map<String, String> texts = new LinkedHashMap<>();
        for (String command : List.of(SUMMARY + " json", SUMMARY, TABLE, ROUTES)) {
            run.consoles().run(ROUTER, "vtysh -c '" + command + "'", (text, status) -> texts.put(command, text));
        }
        run.consoles().run(ROUTER, KERNEL, (text, status) -> texts.put(KERNEL, text));
        return texts;
    }

    // --- what is compared

    private static void assertSameSummary(ObjectNode simulated, ObjectNode real) {
        for (int number : NODES) {
            String address = "192.168.1." + number;
            for (String count : List.of("msgRcvd", "msgSent")) {
                JsonNode ours = ((ObjectNode) simulated.at("/peers").get(address)).remove(count);
                JsonNode theirs = ((ObjectNode) real.at("/peers").get(address)).remove(count);
                assertThat(ours.asInt()).as(address + " " + count).isCloseTo(theirs.asInt(), Offset.offset(1));
            }
        }
        for (ObjectNode each : List.of(simulated, real)) {
            assertThat(each.remove("tableVersion").asInt()).as("table version").isBetween(1, NODES.length);
        }
        assertThat(simulated).isEqualTo(real);
    }

    private static String text(Map<String, String> printouts, String command) {
        return Objects.requireNonNull(printouts.get(command), command);
    }

    private static ObjectNode json(Map<String, String> printouts) throws IOException {
        ObjectNode family =
                (ObjectNode) JSON.readTree(text(printouts, SUMMARY + " json")).get("ipv4Unicast");
        family.remove(List.of("ribMemory", "peerMemory"));
        family.get("peers").forEach(peer -> ((ObjectNode) peer)
                .remove(List.of("peerUptime", "peerUptimeMsec", "peerUptimeEstablishedEpoch")));
        return family;
    }

    private static List<String> summary(Map<String, String> printouts) {
        return withoutUptimes(text(printouts, SUMMARY)).stream()
                .map(line -> line.replaceAll("using \\d+ (bytes|KiB)", "using N $1")
                        .replaceAll("^BGP table version \\d+$", "BGP table version N")
                        .replaceAll("( 64512) [ \\d]{9} [ \\d]{9} ", "$1 RECEIVED SENT "))
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
