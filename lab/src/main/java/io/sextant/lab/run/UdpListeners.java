package io.sextant.lab.run;

import io.sextant.lab.scenario.topology.InterfaceSpec;
import io.sextant.lab.scenario.topology.NodeSpec;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.UdpHandler;
import io.sextant.topology.host.UdpSocket;
import java.util.Arrays;

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
            each.addresses().forEach(address -> bind(address.address()));
            each.ipv6Addresses().forEach(address -> bind(address.address()));
        }
    }

    private void bind(IpAddress address) {
        node.listen().udpEcho().forEach(port -> host.udp().bind(address, port, new Server(true)));
        node.listen().udpDiscard().forEach(port -> host.udp().bind(address, port, new Server(false)));
    }

    /** Takes what comes, and sends it back if it is to. */
    private final class Server implements UdpHandler {

        private final boolean echo;

        Server(boolean echo) {
            this.echo = echo;
        }

        @Override
        public void onDatagram(UdpSocket socket, int remote, int port, byte[] octets, int offset, int length) {
            taker.took(octets, offset, length);
            if (echo) {
                socket.send(remote, port, octets, offset, length);
            }
        }

        @Override
        public void onDatagram(UdpSocket socket, Ipv6Address remote, int port, byte[] octets, int offset, int length) {
            taker.took(octets, offset, length);
            if (echo) {
                socket.send(remote, port, Arrays.copyOfRange(octets, offset, offset + length));
            }
        }
    }
}
