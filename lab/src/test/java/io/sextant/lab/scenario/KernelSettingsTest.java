package io.sextant.lab.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.scenario.topology.KernelSpec;
import io.sextant.lab.scenario.topology.NexthopSpec;
import io.sextant.lab.scenario.topology.NodeSpec;
import io.sextant.lab.scenario.topology.SharingModel;
import io.sextant.lab.scenario.topology.SharingSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node's {@code kernel}, {@code nexthops} and {@code forwarding} come to. */
final class KernelSettingsTest {

    private static final String HEAD = """
            sextant: 1
            duration: 10s
            topology:
              networks: {a: {prefix: 10.1.1.0/24}, b: {prefix: 10.1.2.0/24}}
              nodes:
                r1:
                  kind: frr-router
                  interfaces: {eth0: {network: a, address: 10.1.1.1}, eth1: {network: b, address: 10.1.2.1}}
            """;

    private final Path folder;

    KernelSettingsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private ScenarioLoader.Result load(String... lines) throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        for (String line : lines) {
            text.append("      ").append(line).append('\n');
        }
        return ScenarioLoader.load(Files.writeString(folder.resolve("x.yaml"), text));
    }

    private NodeSpec router(String... lines) throws IOException {
        ScenarioLoader.Result result = load(lines);
        assertThat(result.problems()).isEmpty();
        return result.scenario().orElseThrow().topology().nodes().get(0);
    }

    private List<String> problems(String... lines) throws IOException {
        return load(lines).problems().stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }

    @Test
    void every_setting_of_the_kernel_is_read() throws IOException {
        KernelSpec kernel = router("kernel:"
                        + " {profile: linux-6.12, hash-policy: 3, hash-fields: 0x37, hash-seed: 5, nexthop-objects: false,"
                        + " use-neigh: true, ignore-linkdown: true, socket-hash: true}")
                .kernel();
        assertThat(kernel.profile().release()).isEqualTo("Linux 6.12");
        assertThat(kernel.hashPolicy()).isEqualTo(3);
        assertThat(kernel.hashFields()).isEqualTo(0x37);
        assertThat(kernel.nexthopObjects()).isFalse();
        assertThat(kernel.useNeighbour()).isTrue();
        assertThat(kernel.ignoreLinkdown()).isTrue();
        assertThat(kernel.socketHash()).isTrue();
        assertThat(kernel.sharing()).isEqualTo(SharingSpec.LINUX);
        assertThat(router("kernel: {profile: linux-6.18, hash-fields: 55, hash-seed: 1}")
                        .kernel()
                        .hashFields())
                .isEqualTo(55);
    }

    @Test
    void next_hops_are_read_in_the_words_of_ip_nexthop() throws IOException {
        NodeSpec router = router(
                "nexthops:",
                "  - id 1 via 10.1.1.2 dev eth0",
                "  - id 2 via 10.1.2.2 proto static",
                "  - id 8 blackhole",
                "  - id 9 group 1/2,3 type resilient buckets 32 idle_timer 60 unbalanced_timer 300",
                "routes: [172.16.0.0/16 nhid 9, 172.17.0.0/16 nhid 8]");
        assertThat(router.nexthops()).extracting(NexthopSpec::id).containsExactly(1, 2, 8, 9);
        NexthopSpec group = router.nexthops().get(3);
        assertThat(group.members()).containsExactly(new NexthopSpec.Member(1, 1), new NexthopSpec.Member(2, 3));
        assertThat(group.resilience()).isEqualTo(new NexthopSpec.Resilience(32, 60_000_000_000L, 300_000_000_000L));
        assertThat(router.nexthops().get(1).protocol()).isEqualTo("static");
        assertThat(router.routes()).extracting(route -> route.nexthopId()).containsExactly(9, 8);
    }

    @Test
    void a_router_may_share_flows_in_ways_of_its_own() throws IOException {
        assertThat(router("forwarding: {model: modulo-n}").kernel().sharing().model())
                .isEqualTo(SharingModel.MODULO_N);
        assertThat(router("forwarding: {model: resilient-hardware, buckets: 128}")
                        .kernel()
                        .sharing())
                .isEqualTo(new SharingSpec(SharingModel.RESILIENT_HARDWARE, 128, 0, 0));
        assertThat(router("kernel: {nexthop-group: {type: resilient, idle-timer: 60s}}")
                        .kernel()
                        .sharing())
                .isEqualTo(new SharingSpec(SharingModel.RESILIENT_ROUTER_GROUPS, 64, 60_000_000_000L, 0));
        assertThat(router("kernel: {nexthop-group: {type: hash-threshold}}")
                        .kernel()
                        .sharing()
                        .model())
                .isEqualTo(SharingModel.LINUX);
    }

    @Test
    void whoever_sets_how_flows_are_hashed_is_told_where_a_real_kernel_cannot_be_predicted() throws IOException {
        assertThat(problems("kernel: {profile: linux-6.18, hash-policy: 1, hash-seed: 5}"))
                .isEmpty();
        assertThat(problems("kernel: {profile: linux-6.18, hash-policy: 1}"))
                .containsExactly("x.yaml:9:50: warning: a real machine may choose other next hops:"
                        + " net.ipv4.fib_multipath_hash_seed is 0: the kernel drew 32 random bits at boot");
        assertThat(problems("kernel: {profile: linux-6.1, hash-seed: 5}"))
                .singleElement()
                .asString()
                .startsWith("x.yaml:9:47: warning: a real machine may choose other next hops: this kernel has no"
                        + " net.ipv4.fib_multipath_hash_seed");
        assertThat(problems("kernel: {profile: linux-6.1}")).isEmpty();
    }

    @Test
    void a_policy_that_takes_what_the_sender_drew_at_random_is_told_where_it_is_set() throws IOException {
        String sender = "kernel: {socket-hash: true}\n    c1: {kind: host, kernel: {socket-hash: true},"
                + " interfaces: {eth0: {network: a, address: 10.1.1.9}}}";
        assertThat(problems(sender)).isEmpty();
        String policy = sender.replace(
                "kernel: {socket-hash: true}\n", "kernel: {profile: linux-6.18, hash-policy: 1, hash-seed: 5}\n");
        assertThat(problems(policy))
                .singleElement()
                .asString()
                .startsWith("x.yaml:9:50: warning: packets from c1 are hashed by chance: policy 1 takes the hash")
                .contains("policy 3 with fields 0x37");
    }
}
