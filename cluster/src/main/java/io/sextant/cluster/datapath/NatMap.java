package io.sextant.cluster.datapath;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Source address translation of one node, after {@code bpf/lib/nat.h}: a pair of entries per flow, one to translate it
 * and one to find the way back. The client's port is kept if it lies in the range and is free towards that backend;
 * otherwise a random port of the range is tried, then the ones after it.
 */
final class NatMap {

    /** {@code bpf-nat-global-max}, both directions counted. */
    static final int LIMIT_ENTRIES = 524_288;

    /** {@code NODEPORT_PORT_MIN_NAT}: behind the last node port. */
    static final int FIRST_PORT = 32_768;

    static final int LAST_PORT = 65_535;

    private final RandomGenerator random;
    private final int retries;
    private final TupleMap<NatEntry> map = new TupleMap<>(LIMIT_ENTRIES);

    NatMap(RandomGenerator random, int retries) {
        this.random = random;
        this.retries = retries;
    }

    int size() {
        return map.size();
    }

    /**
     * The translation of this flow's source to {@code address}, made now if the flow has none.
     *
     * @return null when no free port was found: drop 167
     */
    @Nullable
    NatEntry egress(Packet packet, int address) {
        NatEntry known = map.find(
                TupleMap.addresses(packet.source, packet.destination),
                TupleMap.rest(packet.sourcePort, packet.destinationPort, packet.protocol, NatEntry.OUT));
        return known != null ? known : create(packet, address);
    }

    /** Where a packet to one of this node's own addresses really belongs; null when it is no translated flow's reply. */
    @Nullable
    NatEntry ingress(Packet packet) {
        return map.find(
                TupleMap.addresses(packet.source, packet.destination),
                TupleMap.rest(packet.sourcePort, packet.destinationPort, packet.protocol, NatEntry.IN));
    }

    /** The connection is forgotten, and its translation with it. */
    void release(CtEntry connection) {
        NatEntry entry = connection.nat;
        connection.nat = null;
        if (entry != null) {
            remove(entry);
        }
    }

    void clear() {
        map.clear();
    }

    private @Nullable NatEntry create(Packet packet, int address) {
        boolean keeps = packet.sourcePort >= FIRST_PORT && packet.sourcePort <= LAST_PORT;
        int port = keeps ? packet.sourcePort : randomPort();
        for (int tried = 0; tried < retries; tried++) {
            if (ingressAt(packet, address, port) == null) {
                return insert(packet, address, port);
            }
            port = tried == 0 ? randomPort() : port == LAST_PORT ? FIRST_PORT : port + 1;
        }
        return null;
    }

    private NatEntry insert(Packet packet, int address, int port) {
        NatEntry out = new NatEntry(address, port);
        NatEntry in = new NatEntry(packet.source, packet.sourcePort);
        out.partner = in;
        in.partner = out;
        dropPartner(map.put(
                TupleMap.addresses(packet.source, packet.destination),
                TupleMap.rest(packet.sourcePort, packet.destinationPort, packet.protocol, NatEntry.OUT),
                out));
        dropPartner(map.put(
                TupleMap.addresses(packet.destination, address),
                TupleMap.rest(packet.destinationPort, port, packet.protocol, NatEntry.IN),
                in));
        return out;
    }

    private void dropPartner(@Nullable NatEntry evicted) {
        if (evicted != null && evicted.partner != null) {
            map.remove(evicted.partner);
        }
    }

    private void remove(NatEntry entry) {
        map.remove(entry);
        dropPartner(entry);
    }

    private @Nullable NatEntry ingressAt(Packet packet, int address, int port) {
        return map.find(
                TupleMap.addresses(packet.destination, address),
                TupleMap.rest(packet.destinationPort, port, packet.protocol, NatEntry.IN));
    }

    private int randomPort() {
        return FIRST_PORT + random.nextInt(LAST_PORT - FIRST_PORT + 1);
    }
}
