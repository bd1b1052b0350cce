package io.sextant.cluster.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The expectations are the requests the real command sent (§4.2 of the facts, captured on loopback). */
class ObserveCommandTest {

    private static final long NOW = 1_800_000_000_000_000_000L;

    @Test
    void a_namespace_is_either_the_source_or_the_destination() {
        FlowRequest request = request("-n", "default");

        assertThat(request.number()).isEqualTo(20);
        assertThat(request.whitelist())
                .containsExactly(
                        FlowFilter.ANY.with(FlowField.SOURCE_POD, "default/"),
                        FlowFilter.ANY.with(FlowField.DESTINATION_POD, "default/"));
    }

    @Test
    void a_port_splits_the_other_conditions_in_two() {
        FlowRequest request =
                request("--from-ip", "10.0.4.105", "--verdict", "FORWARDED", "--protocol", "tcp", "--port", "80");
        FlowFilter both = FlowFilter.ANY
                .with(FlowField.SOURCE_IP, "10.0.4.105")
                .with(FlowField.VERDICT, "FORWARDED")
                .with(FlowField.PROTOCOL, "tcp");

        assertThat(request.whitelist())
                .containsExactly(both.with(FlowField.SOURCE_PORT, "80"), both.with(FlowField.DESTINATION_PORT, "80"));
    }

    @Test
    void not_moves_the_next_condition_to_the_blacklist() {
        FlowRequest request = request("--not", "--port", "53", "--label", "app=web1");

        assertThat(request.blacklist())
                .containsExactly(
                        FlowFilter.ANY.with(FlowField.SOURCE_PORT, "53"),
                        FlowFilter.ANY.with(FlowField.DESTINATION_PORT, "53"));
        assertThat(request.whitelist())
                .containsExactly(
                        FlowFilter.ANY.with(FlowField.SOURCE_LABEL, "app=web1"),
                        FlowFilter.ANY.with(FlowField.DESTINATION_LABEL, "app=web1"));
    }

    @Test
    void since_asks_for_all_flows_from_then_on() {
        FlowRequest request = request("--since=5m", "--verdict", "DROPPED");

        assertThat(request.number()).isZero();
        assertThat(request.sinceUnixNanos()).isEqualTo(NOW - 300_000_000_000L);
    }

    @Test
    void follow_sends_twenty_only_in_the_old_release() {
        assertThat(request("-f").number()).isEqualTo(20);
        assertThat(ObserveCommand.parse(List.of("-f"), HubbleVersion.V0_11_6, NOW)
                        .request()
                        .number())
                .isZero();
    }

    @Test
    void an_event_type_may_name_its_trace_point() {
        assertThat(request("--to-pod", "default/", "--type", "trace:to-overlay").whitelist())
                .containsExactly(FlowFilter.ANY
                        .with(FlowField.DESTINATION_POD, "default/")
                        .with(FlowField.EVENT_TYPE, "4:4"));
    }

    @Test
    void bad_arguments_end_in_a_sentence() {
        assertThatThrownBy(() -> request("--nonsense")).hasMessage("unknown flag: --nonsense");
        assertThatThrownBy(() -> request("--last")).hasMessage("flag needs an argument: --last");
        assertThatThrownBy(() -> request("--last", "x")).hasMessage("invalid argument \"x\" for \"--last\" flag");
        assertThatThrownBy(() -> request("--since", "yesterday")).hasMessageContaining("yesterday");
        assertThatThrownBy(() -> request("-o", "xml")).hasMessage("invalid output format: xml");
        assertThatThrownBy(() -> request("-t", "trace:nowhere")).hasMessageContaining("nowhere");
    }

    @Test
    void each_condition_picks_its_flows_from_the_samples() {
        assertThat(select("--verdict", "DROPPED")).containsExactly(0, 1, 3);
        assertThat(select("-t", "drop")).containsExactly(0, 1);
        assertThat(select("-t", "policy-verdict")).containsExactly(2, 3);
        assertThat(select("-t", "l7")).containsExactly(7, 8);
        assertThat(select("--type", "trace:to-network")).containsExactly(4);
        assertThat(select("--protocol", "icmp")).containsExactly(6);
        assertThat(select("--tcp-flags", "SYN,ACK")).containsExactly(4);
        assertThat(select("--http-status", "2+")).containsExactly(8);
        assertThat(select("--http-status", "404")).isEmpty();
        assertThat(select("--from-ip", "10.0.4.0/24")).containsExactly(1, 2, 3, 5);
        assertThat(select("--ip", "172.16.10.0")).containsExactly(0);
        assertThat(select("--to-pod", "web1")).containsExactly(1, 2, 3, 5, 6, 7);
        assertThat(select("-n", "kube-system")).isEmpty();
        assertThat(select("--from-identity", "world", "--port", "50000")).containsExactly(0, 1, 2, 3);
        assertThat(select("--not", "--label", "app=web1")).containsExactly(0);
        assertThat(select("--node-name", "k8s-worker3", "--last", "2")).containsExactly(7, 8);
        assertThat(select("--first", "2")).containsExactly(0, 1);
        assertThat(select("--to-service", "default/web1-lb")).isEmpty();
    }

    private static FlowRequest request(String... arguments) {
        return ObserveCommand.parse(List.of(arguments), HubbleVersion.V0_8_2, NOW)
                .request();
    }

    private static List<Integer> select(String... arguments) {
        List<Flow> flows = SampleFlows.read("misc.jsonl");
        return request(arguments).select(flows).stream().map(flows::indexOf).toList();
    }
}
