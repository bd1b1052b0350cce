package io.sextant.lab.run;

import io.sextant.lab.scenario.topology.InterfaceAddress;
import io.sextant.lab.scenario.topology.InterfaceSpec;
import io.sextant.lab.scenario.topology.NodeSpec;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.UdpHandler;

/**
 * A node's UDP echo and discard servers. They bind every address of the node one by one, as named and ntpd do, so that an
 * echo leaves with the address its datagram was sent to.
 */
final class UdpListeners {

    private final Host host;
    private final NodeSpec node;
    private final DatagramLedger.Taker taker;

    UdpListeners(Host host, NodeSpec node, DatagramLedger ledger) {
        this.host = host;
        this.node = node;
        this.taker = ledger.taker(host.name());
    }

    /** Binds the sockets, and again whenever the node gets its power back. */
    void start() {
        bind();
        host.addPowerListener(on -> {
            if (on) {
                bind();
            }
        });
    }

    private void bind() {
        for (InterfaceSpec each : node.interfaces()) {
            for (InterfaceAddress address : each.addresses()) {
                node.listen().udpEcho().forEach(port -> bind(address.address(), port, true));
                node.listen().udpDiscard().forEach(port -> bind(address.address(), port, false));
            }
        }
    }

    private void bind(Ipv4Address address, int port, boolean echo) {
        UdpHandler server = (socket, remote, remotePort, octets, offset, length) -> {
            taker.took(octets, offset, length);
            if (echo) {
                socket.send(remote, remotePort, octets, offset, length);
            }
        };
        host.udp().bind(address, port, server);
    }
}
