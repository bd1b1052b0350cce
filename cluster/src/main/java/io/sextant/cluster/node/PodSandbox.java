package io.sextant.cluster.node;

import io.sextant.cluster.datapath.LocalEndpoint;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.MacAddress;
import io.sextant.topology.Network;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteProtocol;
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

    PodSandbox(Host node, String podName, String lxcName, MacAddress podMac, MacAddress lxcMac, Ipv4Address routerIp) {
        Network network = node.network();
        host = new Host(network, podName, node.profile());
        eth0 = host.addInterface("eth0", podMac, MTU_OCTETS);
        lxc = node.addInterface(lxcName, lxcMac, MTU_OCTETS);
        new Link(network, node.name() + ":" + lxcName, LinkModel.IDEAL, lxc, eth0);
        host.fib().add(Route.to(routerIp.toHostPrefix(), RouteProtocol.BOOT, NextHop.on(eth0)));
        host.fib().add(Route.to(Ipv4Prefix.DEFAULT_ROUTE, RouteProtocol.BOOT, NextHop.via(routerIp, eth0)));
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

    /** The namespace has this address from now on. */
    void up(Ipv4Address ip, LocalEndpoint newEndpoint) {
        host.powerOn();
        lxc.setUp(true);
        List.copyOf(eth0.addresses()).forEach(address -> eth0.removeAddress(address.address()));
        eth0.addAddress(new InterfaceAddress(ip, 32));
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
