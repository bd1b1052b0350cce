package io.sextant.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.cluster.flow.FlowFormat;
import io.sextant.cluster.flow.HubbleVersion;
import io.sextant.cluster.flow.ObserveCommand;
import io.sextant.cluster.flow.SampleFlows;
import io.sextant.cluster.workload.CurlClient;
import io.sextant.cluster.workload.CurlOptions;
import io.sextant.cluster.workload.CurlRequest;
import io.sextant.cluster.workload.CurlResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The article's listing once more, now with nginx in the pod and curl on the router, through {@code hubble observe}. */
class NginxFlowsTest {

    @Test
    void curl_to_nginx_gives_the_lines_of_the_article() {
        ArticleLab lab = ArticleLab.withNginx();
        lab.start();
        lab.routeVipTo(21);
        List<CurlResult> results = new ArrayList<>();
        CurlClient.start(lab.router, CurlRequest.of(ArticleLab.VIP, 80, "/", CurlOptions.ARTICLE), results::add);
        lab.run(2 * ArticleLab.SECOND);

        assertThat(results).hasSize(1).allMatch(CurlResult::isOk);
        ObserveCommand observe = ObserveCommand.parse(List.of("-n", "default"), HubbleVersion.V0_8_2, 0);
        assertThat(observe.printer().format()).isEqualTo(FlowFormat.COMPACT);
        assertThat(withoutPorts(observe.run(lab.cluster.node("k8s-worker1").hubble())))
                .isEqualTo(withoutPorts(SampleFlows.resource("article-block1-ingress-node.v0.8.2.compact.out")));
        assertThat(lab.flows("k8s-worker2")).hasSize(8);
    }

    @Test
    void the_same_run_twice_leaves_the_same_fingerprint() {
        List<String> fingerprints = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            ArticleLab lab = ArticleLab.withNginx();
            lab.start();
            lab.routeVipTo(21);
            CurlClient.start(lab.router, CurlRequest.of(ArticleLab.VIP, 80, "/", CurlOptions.ARTICLE), result -> {});
            lab.run(2 * ArticleLab.SECOND);
            lab.cluster.controlPlane().drain("k8s-worker2");
            lab.run(50 * ArticleLab.SECOND);
            fingerprints.add(lab.network.trace().fingerprint());
        }
        assertThat(fingerprints.get(0)).isEqualTo(fingerprints.get(1));
    }

    private static List<String> withoutPorts(String text) {
        return text.lines()
                .map(ArticleLab::withoutTime)
                .map(line -> line.replaceFirst("192\\.168\\.1\\.1:\\d+", "192.168.1.1:P"))
                .toList();
    }
}
