package io.sextant.cluster.loadbalancer;

import io.sextant.protocol.address.IpAddress;
import io.sextant.topology.ecmp.JenkinsHash;

/**
 * Cilium's Maglev selection: the same connection goes to the same backend on every node that has the same backends.
 *
 * <p>The connection's hash covers client address, both ports and the protocol, not the service's address. An x86 node
 * loads them little-endian from the packet.
 */
public final class MaglevSelector implements BackendSelector {
    private final MaglevTable table;
    private final MaglevSeed seed;
    private final PortOrder order;

    /** What of the ports is hashed, and where. */
    public enum PortOrder {
        /** Old releases: the conntrack tuple as it lies in memory, the client's port in the high half. */
        CLIENT_HIGH,
        /** Newer releases: the client's port in the low half. */
        CLIENT_LOW,
        /** Newer releases, for a service with session affinity: no client port, so that all nodes agree on a client. */
        WITHOUT_CLIENT
    }

    public MaglevSelector(MaglevTable table, MaglevSeed seed, PortOrder order) {
        this.table = table;
        this.seed = seed;
        this.order = order;
    }

    @Override
    public int select(long clientHigh, long clientLow, int clientPort, int servicePort, int protocol) {
        return table.backend(hash(clientHigh, clientLow, clientPort, servicePort, protocol));
    }

    /** The 32-bit hash of a connection, whose remainder by the table's size is the slot. */
    public int hash(long clientHigh, long clientLow, int clientPort, int servicePort, int protocol) {
        int ports = ports(clientPort, servicePort);
        if (IpAddress.isMapped(clientHigh, clientLow)) {
            return JenkinsHash.ofThreeWords(Integer.reverseBytes((int) clientLow), ports, protocol, seed.jhashIpv4());
        }
        return Ipv6TupleHash.of(
                Long.reverseBytes(clientHigh), Long.reverseBytes(clientLow), ports, protocol, seed.jhashIpv6());
    }

    private int ports(int clientPort, int servicePort) {
        int client = Character.reverseBytes((char) clientPort);
        int service = Character.reverseBytes((char) servicePort);
        return switch (order) {
            case CLIENT_HIGH -> client << 16 | service;
            case CLIENT_LOW -> service << 16 | client;
            case WITHOUT_CLIENT -> service << 16;
        };
    }
}
