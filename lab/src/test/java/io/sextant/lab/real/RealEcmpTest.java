package io.sextant.lab.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sextant.lab.console.TestMachine;
import io.sextant.lab.console.command.Role;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.ecmp.HashPolicy;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.NexthopObjects;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteProtocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The lab's router and this machine's kernel are given the same routes and the same seed, and are asked for the way of the same
 * random flows: {@code ip route get} must print the same on both, to the letter. {@code -Dsextant.ecmp.seed=N} draws others.
 */
final class RealEcmpTest {

    private static final int FLOWS = 400;
    private static final int DEVICES = 5;
    private static final int BUCKETS = 32;
    private static final int[] WEIGHTS = {1, 3, 2, 1};
    private static final String[] PROTOCOLS = {"tcp", "udp"};
    private static final Path SEED = Path.of("/proc/sys/net/ipv4/fib_multipath_hash_seed");

    private final String namespace = "sxe" + ProcessHandle.current().pid();

    private static String missing() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return "network namespaces need root";
        }
        return Files.exists(SEED)
                ? ""
                : "this kernel has no net.ipv4.fib_multipath_hash_seed (Linux 6.11), so its choices are its own";
    }

    @ParameterizedTest
    @CsvSource({"0, 7", "1, 7", "3, 55", "3, 10"})
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void every_random_flow_takes_the_next_hop_the_real_kernel_chooses(int policy, int fields) throws Exception {
        String missing = missing();
        assumeTrue(missing.isEmpty(), "skipped: " + missing);
        Random random = new Random(Long.getLong("sextant.ecmp.seed", 1) * 31 + policy * 7L + fields);
        int seed = random.nextInt(Integer.MAX_VALUE - 1) + 1;
        List<String> questions = questions(random);
        TestMachine machine = machine(policy, fields, seed);
        try {
            // Each answer is two lines.
            List<String> real = real(policy, fields, seed, questions).lines().toList();
            assertThat(real).hasSize(2 * FLOWS);
            List<String> disagreements = new ArrayList<>();
            for (int i = 0; i < FLOWS; i++) {
                String expected = real.get(2 * i) + "\n" + real.get(2 * i + 1) + "\n";
                String simulated = machine.text("ip " + questions.get(i));
                if (!simulated.equals(expected)) {
                    disagreements.add(questions.get(i) + " is " + expected + " and here " + simulated);
                }
            }
            assertThat(disagreements).as("seed " + seed).isEmpty();
        } finally {
            run(List.of("ip", "netns", "del", namespace), "");
        }
    }

    /** Over inline next hops, a group of objects and a resilient group; forwarded, and made by the router itself. */
    private static List<String> questions(Random random) {
        List<String> questions = new ArrayList<>();
        for (int i = 0; i < FLOWS; i++) {
            String target = "172.16." + (1 + i % 3) + "." + random.nextInt(256);
            String ports = " ipproto " + PROTOCOLS[random.nextInt(2)] + " sport " + random.nextInt(1, 65_536)
                    + " dport " + random.nextInt(1, 65_536);
            String from =
                    switch (random.nextInt(4)) {
                        case 0 -> "";
                        case 1 -> " from 10.1." + random.nextInt(DEVICES) + ".1";
                        default -> " from 10.1.0." + random.nextInt(2, 255) + " iif d0";
                    };
            questions.add("route get " + target + from + ports);
        }
        return questions;
    }

    private static TestMachine machine(int policy, int fields, int seed) {
        TestMachine machine = TestMachine.of("r", Role.ROUTER);
        machine.host
                .sysctl()
                .setHashSeed(seed)
                .setHashPolicy(HashPolicy.of(policy))
                .setHashFields(fields)
                .setIpForward(true);
        NexthopObjects objects = machine.host.nexthops();
        List<NextHop> inline = new ArrayList<>();
        List<NexthopObjects.Member> members = new ArrayList<>();
        for (int i = 0; i < DEVICES; i++) {
            NetworkInterface device = machine.nic("d" + i, "10.1." + i + ".1/24");
            device.attachDriver(frame -> {});
            if (i > 0) {
                NextHop hop = NextHop.via(Ipv4Address.parse("10.1." + i + ".2"), device);
                objects.add(new NexthopObjects.Single(i, hop, IpVersion.IPV4, null));
                members.add(new NexthopObjects.Member(i, WEIGHTS[i - 1]));
                inline.add(new NextHop(hop.gateway(), device, WEIGHTS[i - 1]));
            }
        }
        long idle = NexthopObjects.Resilience.DEFAULT_IDLE_NANOS;
        objects.add(new NexthopObjects.Group(20, members, null, null));
        objects.add(new NexthopObjects.Group(30, members, new NexthopObjects.Resilience(BUCKETS, idle, 0), null));
        add(machine, "172.16.1.0/24", inline, 0);
        add(machine, "172.16.2.0/24", objects.hops(20), 20);
        add(machine, "172.16.3.0/24", objects.hops(30), 30);
        return machine;
    }

    private static void add(TestMachine machine, String prefix, List<NextHop> hops, int id) {
        machine.host
                .fib()
                .add(Route.to(Ipv4Prefix.parse(prefix), RouteProtocol.BOOT, hops.toArray(new NextHop[0]))
                        .withNexthopId(id));
    }

    private String real(int policy, int fields, int seed, List<String> questions)
            throws IOException, InterruptedException {
        run(List.of("ip", "netns", "add", namespace), "");
        run(
                List.of(
                        "ip",
                        "netns",
                        "exec",
                        namespace,
                        "sysctl",
                        "-qw",
                        "net.ipv4.ip_forward=1",
                        "net.ipv4.fib_multipath_hash_policy=" + policy,
                        "net.ipv4.fib_multipath_hash_fields=" + fields,
                        "net.ipv4.fib_multipath_hash_seed=" + seed),
                "");
        StringBuilder batch = new StringBuilder("link set lo up\n");
        StringBuilder inline = new StringBuilder("route add 172.16.1.0/24");
        StringBuilder group = new StringBuilder();
        for (int i = 0; i < DEVICES; i++) {
            batch.append("link add d" + i + " type veth peer name p" + i + "\n");
            batch.append("link set d" + i + " up\nlink set p" + i + " up\n");
            batch.append("addr add 10.1." + i + ".1/24 dev d" + i + "\n");
            if (i > 0) {
                batch.append("nexthop add id " + i + " via 10.1." + i + ".2 dev d" + i + "\n");
                inline.append(" nexthop via 10.1." + i + ".2 dev d" + i + " weight " + WEIGHTS[i - 1]);
                group.append(i == 1 ? "" : "/").append(i + "," + WEIGHTS[i - 1]);
            }
        }
        batch.append(inline).append('\n');
        batch.append("nexthop add id 20 group " + group + "\nroute add 172.16.2.0/24 nhid 20\n");
        batch.append("nexthop add id 30 group " + group + " type resilient buckets " + BUCKETS + "\n");
        batch.append("route add 172.16.3.0/24 nhid 30\n");
        run(List.of("ip", "-n", namespace, "-batch", "-"), batch.toString());
        return run(List.of("ip", "-n", namespace, "-batch", "-"), String.join("\n", questions) + "\n");
    }

    private static String run(List<String> command, String input) throws IOException, InterruptedException {
        Path file = Files.createTempFile("sextant-ecmp", ".txt");
        try {
            Files.writeString(file, input);
            Process process = new ProcessBuilder(command)
                    .redirectInput(file.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor())
                    .as(String.join(" ", command) + ": " + output)
                    .isZero();
            return output;
        } finally {
            Files.delete(file);
        }
    }
}
