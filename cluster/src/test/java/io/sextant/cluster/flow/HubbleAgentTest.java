package io.sextant.cluster.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.cluster.LabEpoch;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class HubbleAgentTest {

    private static final LabEpoch EPOCH = new LabEpoch(1_635_695_021_382_000_000L);

    /** Ethernet, IPv4 192.168.1.1 to 10.0.3.12, TCP 36946 to 80, SYN. */
    private static final byte[] SYN = HexFormat.of()
            .parseHex("6e2c9f000002" + "6e2c9f000001" + "0800"
                    + "45000028" + "00004000" + "40060000" + "c0a80101" + "0a00030c"
                    + "90520050" + "00000001" + "00000000" + "5002" + "faf0" + "0000" + "0000");

    private final HubbleAgent agent = new HubbleAgent("k8s-worker1", EPOCH);

    @Test
    void reads_the_flow_from_the_octets_of_the_frame() {
        trace(agent, 0);

        assertThat(new FlowPrinter(HubbleVersion.V0_8_2, FlowFormat.COMPACT, false).print(agent.flows()))
                .isEqualTo("Oct 31 15:43:41.382: 192.168.1.1:36946 <> 10.0.3.12:80 to-overlay FORWARDED"
                        + " (TCP Flags: SYN)\n");
        assertThat(agent.flows().get(0).sourceMac()).isEqualTo("6e:2c:9f:00:00:01");
    }

    @Test
    void reads_ipv6_as_well_and_prints_an_address_with_a_port_in_brackets() {
        String addresses = "20010db8001000000000000000000050" + "fd001000000000000000000000000302";
        byte[] syn = HexFormat.of()
                .parseHex("6e2c9f000002" + "6e2c9f000001" + "86dd" + "6001d357" + "0014" + "06" + "40" + addresses
                        + "90520050" + "00000001" + "00000000" + "5002" + "faf0" + "0000" + "0000");
        byte[] echo = HexFormat.of()
                .parseHex("6e2c9f000002" + "6e2c9f000001" + "86dd" + "60000000" + "0008" + "3a" + "40" + addresses
                        + "8000" + "0000" + "50000001");
        agent.trace(0, TracePoint.TO_ENDPOINT, syn, 0, syn.length, world(), world(), TrafficDirection.UNKNOWN, false);
        agent.trace(0, TracePoint.TO_STACK, echo, 0, echo.length, world(), world(), TrafficDirection.UNKNOWN, false);

        assertThat(new FlowPrinter(HubbleVersion.V0_8_2, FlowFormat.COMPACT, false).print(agent.flows()))
                .isEqualTo("Oct 31 15:43:41.382: [2001:db8:10::50]:36946 -> [fd00:1000::302]:80 to-endpoint FORWARDED"
                        + " (TCP Flags: SYN)\n"
                        + "Oct 31 15:43:41.382: 2001:db8:10::50 -> fd00:1000::302 to-stack FORWARDED"
                        + " (ICMPv6 EchoRequest)\n");
        assertThat(FlowJson.encode(agent.flows().get(1)))
                .contains("\"ipVersion\":\"IPv6\"", "\"ICMPv6\":{\"type\":128}");
        assertThat(FlowField.SOURCE_IP.matches(agent.flows().get(0), "2001:db8:10::/64"))
                .isTrue();
        assertThat(FlowField.PROTOCOL.matches(agent.flows().get(1), "icmpv6")).isTrue();
    }

    @Test
    void a_frame_cut_short_still_gives_a_flow() {
        agent.drop(0, DropCode.CT_TRUNCATED_OR_INVALID_HEADER, SYN, 0, 36, world(), world(), TrafficDirection.UNKNOWN);

        assertThat(agent.flows().get(0).layer4()).isEqualTo(new Layer4.Tcp(0, 0, 0));
    }

    @Test
    void keeps_the_newest_flows_when_the_ring_is_full() {
        for (int i = 0; i < HubbleAgent.CAPACITY_FLOWS + 5; i++) {
            trace(agent, i);
        }

        assertThat(agent.flows()).hasSize(HubbleAgent.CAPACITY_FLOWS);
        assertThat(agent.flows().get(0).unixNanos()).isEqualTo(EPOCH.unixNanosAt(5));
    }

    @Test
    void a_restarted_agent_has_forgotten_and_a_stopped_one_is_silent() {
        trace(agent, 1);
        agent.stop();
        trace(agent, 2);
        assertThat(agent.observe(FlowRequest.last(20))).isEmpty();

        agent.start(7);
        assertThat(agent.startedNanos()).isEqualTo(7);
        trace(agent, 3);
        assertThat(agent.flows()).extracting(Flow::unixNanos).containsExactly(EPOCH.unixNanosAt(3));
    }

    @Test
    void a_listener_hears_each_flow_until_it_is_removed() {
        List<Flow> heard = new ArrayList<>();
        FlowListener listener = heard::add;
        agent.addListener(listener);
        trace(agent, 1);
        agent.removeListener(listener);
        trace(agent, 2);

        assertThat(heard).hasSize(1);
    }

    @Test
    void the_relay_merges_the_agents_by_time_and_limits_the_whole() {
        HubbleAgent other = new HubbleAgent("k8s-worker2", EPOCH);
        trace(agent, 1);
        trace(other, 2);
        trace(agent, 3);
        trace(other, 3);
        HubbleRelay relay = new HubbleRelay(List.of(agent, other));

        assertThat(relay.observe(FlowRequest.last(20)))
                .extracting(Flow::nodeName)
                .containsExactly("k8s-worker1", "k8s-worker2", "k8s-worker1", "k8s-worker2");
        assertThat(relay.observe(FlowRequest.last(1)))
                .extracting(Flow::nodeName)
                .containsExactly("k8s-worker2");
    }

    private static void trace(HubbleAgent agent, long nowNanos) {
        agent.trace(
                nowNanos, TracePoint.TO_OVERLAY, SYN, 0, SYN.length, world(), world(), TrafficDirection.UNKNOWN, null);
    }

    private static FlowEndpoint world() {
        return ReservedIdentity.WORLD.endpoint();
    }
}
