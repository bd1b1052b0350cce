package io.sextant.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.cluster.datapath.CiliumProfile;
import io.sextant.cluster.flow.FlowFormat;
import io.sextant.cluster.flow.FlowPrinter;
import io.sextant.cluster.flow.HubbleVersion;
import io.sextant.cluster.flow.SampleFlows;
import io.sextant.topology.host.Host;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The article's two Hubble listings, from packets: what the datapath's rules report of one curl. */
class ArticleFlowsTest {

    private static final String QUIRK_LINE =
            "10.0.4.105:36956 -> default/web1-696bfbbbc4-jnxbc:80 to-endpoint FORWARDED (TCP Flags: ACK)";

    @Test
    void the_ingress_node_shows_every_packet_of_the_client_and_none_of_the_server() {
        ArticleLab lab = ArticleLab.started(CiliumProfile.V1_10);
        lab.routeVipTo(21);

        TinyCurl curl = lab.curl(lab.router, ArticleLab.VIP, 80, 36946);

        assertThat(curl.received).isEqualTo(655);
        assertThat(lab.flows("k8s-worker1")).isEqualTo(sample("article-block1-ingress-node"));
        assertThat(lab.drops).isEmpty();
    }

    @Test
    void the_pods_node_shows_what_conntrack_finds_worth_a_report() {
        ArticleLab lab = ArticleLab.started(CiliumProfile.V1_10);
        lab.routeVipTo(21);

        Host worker2 = lab.host("k8s-worker2");
        lab.curl(worker2, ArticleLab.WEB_POD_IP, 80, 48278);
        lab.run(5 * ArticleLab.SECOND);
        lab.curl(lab.router, ArticleLab.VIP, 80, 36956);

        // Facts §10: the article's listing lacks the last ACK, which by conntrack's rule must be there.
        List<String> expected = new ArrayList<>(sample("article-block2-pod-node"));
        expected.add(QUIRK_LINE);
        assertThat(lab.flows("k8s-worker2")).isEqualTo(expected);
        assertThat(lab.drops).isEmpty();
    }

    @Test
    void a_newer_command_adds_the_identities_the_agent_knows() {
        ArticleLab lab = ArticleLab.started(CiliumProfile.V1_10);
        lab.routeVipTo(21);
        lab.curl(lab.router, ArticleLab.VIP, 80, 36946);
        lab.curl(lab.host("k8s-worker2"), ArticleLab.WEB_POD_IP, 80, 48278);
        FlowPrinter printer = new FlowPrinter(HubbleVersion.V0_11_6, FlowFormat.COMPACT, false);
        String ingress = printer.print(lab.cluster.node("k8s-worker1").hubble().flows());
        String pod = printer.print(lab.cluster.node("k8s-worker2").hubble().flows());

        assertThat(ingress.lines())
                .allMatch(line -> line.matches(".*36946 \\(world\\) <> .*:80 \\(ID:\\d+\\) to-overlay.*"));
        assertThat(pod.lines())
                .anyMatch(line ->
                        line.matches(".*10.0.4.105:36946 \\(remote-node\\) -> .*:80 \\(ID:\\d+\\) to-endpoint.*"))
                .anyMatch(line -> line.matches(".*10.0.3.103:48278 \\(host\\) <- .*:80 \\(ID:\\d+\\) to-stack.*"));
    }

    @Test
    void the_relay_shows_both_nodes_in_the_order_of_time() {
        ArticleLab lab = ArticleLab.started(CiliumProfile.V1_10);
        lab.routeVipTo(21);
        lab.curl(lab.router, ArticleLab.VIP, 80, 36946);

        assertThat(lab.flows(lab.cluster.relay())).hasSize(7 + 8);
        assertThat(lab.flows(lab.cluster.relay()).get(0)).contains("192.168.1.1:36946 <> ");
        assertThat(lab.flows(lab.cluster.relay()).get(1)).contains("10.0.4.105:36946 -> ");
    }

    @Test
    void release_1_14_reports_after_snat_and_knows_the_direction() {
        ArticleLab lab = ArticleLab.started(CiliumProfile.V1_14);
        lab.routeVipTo(21);
        lab.curl(lab.router, ArticleLab.VIP, 80, 36946);

        String pod = "default/web1-696bfbbbc4-jnxbc:80";
        assertThat(lab.flows("k8s-worker1"))
                .hasSize(7)
                .allMatch(line -> line.startsWith("10.0.4.105:36946 -> " + pod + " to-overlay FORWARDED"));
        assertThat(lab.flows("k8s-worker2"))
                .contains("10.0.4.105:36946 <- " + pod + " to-overlay FORWARDED (TCP Flags: SYN, ACK)")
                .hasSize(8);
    }

    @Test
    void on_the_pods_own_node_release_1_10_hides_the_replies() {
        ArticleLab lab = ArticleLab.started(CiliumProfile.V1_10);
        lab.routeVipTo(22);
        TinyCurl curl = lab.curl(lab.router, ArticleLab.VIP, 80, 36946);

        assertThat(curl.received).isEqualTo(655);
        assertThat(lab.flows("k8s-worker2"))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("192.168.1.1:36946 -> default/web1-696bfbbbc4-jnxbc:80 to-endpoint"));
    }

    @Test
    void on_the_pods_own_node_release_1_14_shows_them_to_the_network() {
        ArticleLab lab = ArticleLab.started(CiliumProfile.V1_14);
        lab.routeVipTo(22);
        lab.curl(lab.router, ArticleLab.VIP, 80, 36946);

        assertThat(lab.flows("k8s-worker2"))
                .contains("192.168.1.1:36946 <- default/web1-696bfbbbc4-jnxbc:80 to-network FORWARDED"
                        + " (TCP Flags: SYN, ACK)");
    }

    private static List<String> sample(String name) {
        return SampleFlows.resource(name + ".v0.8.2.compact.out")
                .lines()
                .map(ArticleLab::withoutTime)
                .toList();
    }
}
