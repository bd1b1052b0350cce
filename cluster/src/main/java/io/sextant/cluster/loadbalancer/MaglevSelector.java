package io.sextant.cluster.loadbalancer;

import io.sextant.topology.ecmp.JenkinsHash;

/**
 * Cilium's Maglev selection: the same connection goes to the same backend on every node that has the same backends.
 *
 * <p>The connection's hash covers client address, both ports and the protocol, not the service's address. An x86 node
 * loads them little-endian from the packet.
 */
public final class MaglevSelector implements BackendSelector {
    private final MaglevTable table;
    private final int seed;
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
        this.seed = seed.jhashIpv4();
        this.order = order;
    }

    @Override
    public int select(int clientAddress, int clientPort, int servicePort, int protocol) {
        return table.backend(hash(clientAddress, clientPort, servicePort, protocol));
    }

    /** The 32-bit hash of a connection, whose remainder by the table's size is the slot. */
    public int hash(int clientAddress, int clientPort, int servicePort, int protocol) {
        int client = Character.reverseBytes((char) clientPort);
        int service = Character.reverseBytes((char) servicePort);
        int ports =
                switch (order) {
                    case CLIENT_HIGH -> client << 16 | service;
                    case CLIENT_LOW -> service << 16 | client;
                    case WITHOUT_CLIENT -> service << 16;
                };
        return JenkinsHash.ofThreeWords(Integer.reverseBytes(clientAddress), ports, protocol, seed);
    }
}
