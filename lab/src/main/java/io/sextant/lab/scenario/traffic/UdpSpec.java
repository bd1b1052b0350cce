package io.sextant.lab.scenario.traffic;

import io.sextant.lab.yaml.Position;
import java.util.List;

/**
 * Many UDP flows, each a socket of its own that sends at a steady pace. Flows are dealt out to the nodes round robin.
 *
 * @param port 1 to 65535
 * @param stopNanos no datagram is sent from then on
 * @param flows from 1, all nodes together
 * @param sourcePort of the first flow on each node, counted up from there; 0 for ephemeral ports
 * @param datagramsPerSecond of each flow
 * @param datagrams how many each flow sends at most, from 1
 * @param payloadOctets behind the UDP header, {@link #SHORTEST_PAYLOAD_OCTETS} to 1472
 * @param echo whether each datagram is to be answered by its own payload (RFC 862)
 */
public record UdpSpec(
        Position position,
        String name,
        List<String> from,
        Destination destination,
        int port,
        long startNanos,
        long stopNanos,
        int flows,
        int sourcePort,
        double datagramsPerSecond,
        long datagrams,
        int payloadOctets,
        boolean echo)
        implements TrafficSpec {

    /** What fills the shortest Ethernet frame: 64 octets less 18 of Ethernet, 20 of IPv4 and 8 of UDP. */
    public static final int SHORTEST_PAYLOAD_OCTETS = 18;

    public UdpSpec {
        from = List.copyOf(from);
    }

    @Override
    public <R> R dispatchTo(Handler<R> handler) {
        return handler.onUdp(this);
    }
}
