package io.sextant.lab.console.frr;

import io.sextant.lab.console.TestMachine;
import io.sextant.lab.console.command.Role;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.speaker.Policies;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.link.Link;
import io.sextant.topology.link.LinkModel;
import io.sextant.topology.link.Switch;
import io.sextant.topology.routing.BgpDaemon;
import io.sextant.topology.routing.RibConsumer;
import io.sextant.topology.routing.Zebra;

/**
 * The article's router and its six nodes, with the same speakers and at the same pace as when the samples were recorded:
 * the nodes came up one after the other within three seconds, and the printouts were taken 46 s later.
 */
final class ArticleBgp {

    static final Asn AS = new Asn(64512);
    private static final int[] NODES = {10, 21, 22, 23, 24, 25};
    private static final double[] STARTS_SECONDS = {2.1, 3.1, 3.2, 4.1, 4.2, 5.1};
    private static final Ipv4Prefix SERVICE = Ipv4Prefix.parse("172.16.10.0/32");

    final TestMachine router = TestMachine.of("bgp-router1", Role.ROUTER);

    ArticleBgp(SpeakerProfile speakers) {
        Switch bridge = new Switch(router.host.network(), "cluster");
        NetworkInterface cluster = router.nic("enp7s0", "192.168.1.1/24");
        router.nic("enp8s0", "192.168.10.1/24")
                .attachDriver(frame -> router.host.network().pool().give(frame));
        plug(cluster, bridge);
        Zebra zebra = new Zebra(router.host, SpeakerProfile.FRR_8_4.routes().delays(), true);
        Ipv4Address id = Ipv4Address.parse("192.168.1.1");
        BgpDaemon bgpd = new BgpDaemon(
                router.host, SpeakerConfig.of(SpeakerProfile.FRR_8_4, AS, id).withNextHops(zebra), zebra);
        zebra.serve(bgpd);
        router.with(bgpd, zebra);
        for (int i = 0; i < NODES.length; i++) {
            Ipv4Address address = Ipv4Address.parse("192.168.1." + NODES[i]);
            bgpd.addPeer(PeerConfig.of(SpeakerProfile.FRR_8_4, address, AS, AS, id, "bgp-router1"), Policies.PERMIT);
            node(NODES[i], STARTS_SECONDS[i], speakers, bridge);
        }
        router.simulator.at(1_000_000_000L, "start bgpd", bgpd::start);
    }

    private void node(int number, double startSeconds, SpeakerProfile profile, Switch bridge) {
        String name = number == 10 ? "k8s-master1" : "k8s-worker" + (number - 20);
        TestMachine node = router.beside(name, Role.WORKER);
        plug(node.nic("enp7s0", "192.168.1." + number + "/24"), bridge);
        Ipv4Address id = Ipv4Address.parse("192.168.1." + number);
        BgpDaemon speaker = new BgpDaemon(node.host, SpeakerConfig.of(profile, AS, id), RibConsumer.NONE);
        speaker.addPeer(PeerConfig.of(profile, Ipv4Address.parse("192.168.1.1"), AS, AS, id, name), Policies.PERMIT);
        router.simulator.at(Math.round(startSeconds * TestMachine.SECOND), "start " + name, () -> {
            speaker.start();
            speaker.originate(SERVICE);
        });
    }

    private void plug(NetworkInterface nic, Switch bridge) {
        new Link(
                router.host.network(),
                nic + "-" + bridge.name(),
                LinkModel.GIGABIT,
                nic,
                bridge.addPort("p" + (bridge.ports().size() + 1)));
    }

    ArticleBgp at(double seconds) {
        router.simulator.runUntil(Math.round(seconds * TestMachine.SECOND));
        return this;
    }

    String vtysh(String line) {
        return router.text("vtysh -c '" + line + "'");
    }
}
