package io.sextant.topology.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.topology.TestNet;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.host.EchoHandler;
import io.sextant.topology.host.EchoSession;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.IcmpError;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HookTest {

    private static final Verdict DENIED = Verdict.drop(new DropReason("policy-denied", "Policy denied"));

    private final TestNet net = new TestNet();
    private Host c1;
    private Host r1;

    /** c1 10.0.0.2 - 10.0.0.1 r1 10.0.1.1 - 10.0.1.2 c2, ARP done. */
    @BeforeEach
    void twoHostsAndARouter() {
        c1 = net.host("c1", "eth0 10.0.0.2/24");
        r1 = net.router("r1", "eth0 10.0.0.1/24", "eth1 10.0.1.1/24");
        Host c2 = net.host("c2", "eth0 10.0.1.2/24");
        net.cable("c1:eth0", "r1:eth0");
        net.cable("r1:eth1", "c2:eth0");
        net.route(c1, "0.0.0.0/0", "10.0.0.1", "eth0");
        net.route(c2, "0.0.0.0/0", "10.0.1.1", "eth0");
        net.ping(c1, "10.0.1.2", 1).send(1, 56);
        net.runFor(0.1);
        net.log.clear();
        for (TapPoint point : TapPoint.values()) {
            net.tap("r1:eth0", point);
        }
    }

    private void ping() {
        c1.icmp().ping(Ipv4Address.parse("10.0.1.2"), 2, new Silent()).send(1, 56);
        net.runFor(0.1);
    }

    private static final class Silent implements EchoHandler {
        @Override
        public void onReply(EchoSession session, IpAddress from, int sequence, int ttl, int icmpOctets) {}

        @Override
        public void onError(EchoSession session, int sequence, IcmpError error) {}
    }

    private Hook logging(String name, Verdict verdict) {
        return (point, at, frame) -> {
            net.log.add(name + " at " + point);
            return verdict;
        };
    }

    @Test
    void the_order_is_xdp_taps_tc_ingress_and_on_the_way_out_tc_egress_taps() {
        at("eth0").attach(HookPoint.XDP, logging("xdp", Verdict.PASS));
        at("eth0").attach(HookPoint.TC_INGRESS, logging("ingress", Verdict.PASS));
        at("eth0").attach(HookPoint.TC_EGRESS, logging("egress", Verdict.PASS));
        ping();
        assertThat(net.log)
                .containsExactly(
                        "xdp at XDP",
                        "r1:eth0 XDP in pass",
                        "r1:eth0 INTERFACE in",
                        "ingress at TC_INGRESS",
                        "r1:eth0 TC_INGRESS in pass",
                        "egress at TC_EGRESS",
                        "r1:eth0 TC_EGRESS out pass",
                        "r1:eth0 INTERFACE out");
    }

    @Test
    void what_xdp_drops_no_interface_tap_sees() {
        at("eth0").attach(HookPoint.XDP, logging("xdp", DENIED));
        ping();
        assertThat(net.log).containsExactly("xdp at XDP", "r1:eth0 XDP in drop (Policy denied)");
        assertThat(net.drops).hasSize(1).allMatch(line -> line.endsWith("r1:eth0 policy-denied"));
        assertThat(at("eth0").counters().receiveDrops()).isEqualTo(1);
    }

    @Test
    void what_tc_ingress_drops_the_interface_tap_has_seen() {
        at("eth0").attach(HookPoint.TC_INGRESS, logging("ingress", DENIED));
        ping();
        assertThat(net.log)
                .containsExactly(
                        "r1:eth0 INTERFACE in", "ingress at TC_INGRESS", "r1:eth0 TC_INGRESS in drop (Policy denied)");
    }

    @Test
    void what_tc_egress_drops_the_interface_tap_does_not_see() {
        at("eth0").attach(HookPoint.TC_EGRESS, logging("egress", DENIED));
        ping();
        assertThat(net.log)
                .containsExactly(
                        "r1:eth0 INTERFACE in", "egress at TC_EGRESS", "r1:eth0 TC_EGRESS out drop (Policy denied)");
    }

    @Test
    void the_first_verdict_other_than_pass_or_rewrite_ends_the_chain() {
        at("eth0").attach(HookPoint.TC_INGRESS, logging("first", Verdict.REWRITE));
        at("eth0").attach(HookPoint.TC_INGRESS, logging("second", DENIED));
        at("eth0").attach(HookPoint.TC_INGRESS, logging("third", Verdict.PASS));
        ping();
        assertThat(net.log)
                .containsSubsequence("first at TC_INGRESS", "second at TC_INGRESS")
                .doesNotContain("third at TC_INGRESS");
    }

    @Test
    void a_detached_hook_is_not_run() {
        Hook hook = logging("gone", DENIED);
        at("eth0").attach(HookPoint.XDP, hook);
        at("eth0").detach(hook);
        ping();
        assertThat(net.log).doesNotContain("gone at XDP").contains("r1:eth0 INTERFACE out");
    }

    @Test
    void transmit_at_xdp_sends_the_frame_back_past_tc_and_taps() {
        List<String> atClient = net.capture("c1:eth0");
        at("eth0").attach(HookPoint.XDP, logging("xdp", Verdict.TRANSMIT));
        ping();
        assertThat(net.log).containsExactly("xdp at XDP", "r1:eth0 XDP in transmit");
        assertThat(atClient).hasSize(2);
        assertThat(atClient.get(1).substring(2)).isEqualTo(atClient.get(0).substring(2));
    }

    @Test
    void a_redirect_to_egress_runs_the_other_device_s_transmit_path() {
        net.tap("r1:eth1", TapPoint.INTERFACE);
        at("eth0").attach(HookPoint.TC_INGRESS, logging("in", Verdict.redirect(at("eth1"), Direction.EGRESS)));
        at("eth1").attach(HookPoint.TC_EGRESS, logging("out", Verdict.PASS));
        ping();
        assertThat(net.log)
                .containsSubsequence(
                        "in at TC_INGRESS",
                        "r1:eth0 TC_INGRESS in redirect to eth1",
                        "out at TC_EGRESS",
                        "r1:eth1 INTERFACE out");
        // The MAC addresses are still those of the first link.
        assertThat(net.drops).hasSize(1).allMatch(line -> line.endsWith("c2:eth0 other-host"));
    }

    @Test
    void a_redirect_to_ingress_runs_the_other_device_s_receive_path_behind_xdp() {
        at("eth1").attach(HookPoint.XDP, logging("xdp", Verdict.PASS));
        at("eth1").attach(HookPoint.TC_INGRESS, logging("other", DENIED));
        at("eth0").attach(HookPoint.TC_INGRESS, logging("in", Verdict.redirect(at("eth1"), Direction.INGRESS)));
        ping();
        assertThat(net.log)
                .containsSubsequence("in at TC_INGRESS", "other at TC_INGRESS")
                .doesNotContain("xdp at XDP");
    }

    @Test
    void two_devices_that_redirect_to_each_other_end_in_a_counted_drop() {
        at("eth0").attach(HookPoint.TC_INGRESS, logging("a", Verdict.redirect(at("eth1"), Direction.INGRESS)));
        at("eth1").attach(HookPoint.TC_INGRESS, logging("b", Verdict.redirect(at("eth0"), Direction.INGRESS)));
        ping();
        assertThat(net.log.stream().filter(line -> line.contains(" at TC_INGRESS")))
                .hasSize(9);
        assertThat(net.drops).hasSize(1).allMatch(line -> line.endsWith("redirect-loop"));
    }

    @Test
    void a_device_that_redirects_to_its_own_egress_ends_in_a_counted_drop() {
        at("eth1").attach(HookPoint.TC_EGRESS, logging("a", Verdict.redirect(at("eth1"), Direction.EGRESS)));
        ping();
        assertThat(net.drops).hasSize(1).allMatch(line -> line.endsWith("r1:eth1 redirect-loop"));
    }

    @Test
    void a_stolen_frame_is_the_hook_s() {
        at("eth0").attach(HookPoint.TC_INGRESS, (point, where, frame) -> {
            net.network.pool().give(frame);
            return Verdict.STOLEN;
        });
        ping();
        assertThat(net.drops).isEmpty();
        assertThat(net.network.frameLeak()).isEmpty();
    }

    private NetworkInterface at(String name) {
        return r1.interfaceNamed(name).orElseThrow();
    }
}
