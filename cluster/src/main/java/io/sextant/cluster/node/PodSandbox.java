package io.sextant.cluster.node;

import io.sextant.cluster.datapath.LocalEndpoint;
import io.sextant.cluster.datapath.NodeNet;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.MacAddress;
import io.sextant.topology.Network;
import io.sextant.topology.device.Ipv6InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.forwarding.Fib;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.host.Host;
import io.sextant.topology.link.Link;
import io.sextant.topology.link.LinkModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pod's network namespace, its veth pair, and the process in it. Kept for the pod's next life on the same node. */
final class PodSandbox {

    /** VXLAN over IPv4 takes 50 octets of the nodes' 1500. */
    static final int MTU_OCTETS = 1450;

    private final Host host;
    private final NetworkInterface eth0;
    private final NetworkInterface lxc;
    private @Nullable LocalEndpoint endpoint;
    private @Nullable PodProgram program;

    PodSandbox(Host node, String podName, String lxcName, MacAddress podMac, MacAddress lxcMac, List<NodeNet> nets) {
        Network network = node.network();
        host = new Host(network, podName, node.profile());
        eth0 = host.addInterface("eth0", podMac, MTU_OCTETS);
        lxc = node.addInterface(lxcName, lxcMac, MTU_OCTETS);
        new Link(network, node.name() + ":" + lxcName, LinkModel.IDEAL, lxc, eth0);
        for (NodeNet net : nets) {
            IpAddress router = net.routerIp();
            Fib fib = host.fib(net.version());
            IpPrefix anywhere = IpPrefix.of(router, 0);
            fib.add(NodeRoutes.added(router.toHostPrefix(), NextHop.on(eth0)));
            fib.add(NodeRoutes.added(anywhere, NextHop.via(router, eth0)));
        }
    }

    Host host() {
        return host;
    }

    NetworkInterface eth0() {
        return eth0;
    }

    NetworkInterface lxc() {
        return lxc;
    }

    @Nullable
    LocalEndpoint endpoint() {
        return endpoint;
    }

    /** The namespace has these addresses from now on. */
    void up(List<IpAddress> ips, LocalEndpoint newEndpoint) {
        host.powerOn();
        lxc.setUp(true);
        List.copyOf(eth0.addresses()).forEach(address -> eth0.removeAddress(address.address()));
        eth0.ipv6Addresses().stream()
                .map(Ipv6InterfaceAddress::address)
                .filter(address -> !address.isLinkLocal())
                .toList()
                .forEach(eth0::removeAddress);
        ips.forEach(ip -> NodeRoutes.addAddress(eth0, ip));
        endpoint = newEndpoint;
    }

    void run(PodProgram newProgram) {
        program = newProgram;
    }

    void kill() {
        PodProgram running = program;
        program = null;
        if (running != null) {
            running.kill();
        }
    }

    void stop(Runnable exited) {
        PodProgram running = program;
        if (running == null) {
            exited.run();
        } else {
            running.stop(exited);
        }
    }

    /** Nothing leaves any more; the peer of the veth is gone with the namespace. */
    void down() {
        host.powerOff();
        lxc.setUp(false);
        program = null;
        endpoint = null;
    }
}
