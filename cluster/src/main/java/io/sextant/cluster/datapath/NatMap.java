package io.sextant.cluster.datapath;

import io.sextant.protocol.address.IpAddress;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Source address translation of one node, after {@code bpf/lib/nat.h}: a pair of entries per flow, one to translate it
 * and one to find the way back. The client's port is kept if it lies in the range and is free towards that backend;
 * otherwise a random port of the range is tried, then the ones after it.
 */
final class NatMap {

    /** {@code bpf-nat-global-max}, both directions counted, of each version of IP. */
    static final int LIMIT_ENTRIES = 524_288;

    /** {@code NODEPORT_PORT_MIN_NAT}: behind the last node port. */
    static final int FIRST_PORT = 32_768;

    static final int LAST_PORT = 65_535;

    private final RandomGenerator random;
    private final int retries;
    private final ByVersion<TupleMap<NatEntry>> maps =
            new ByVersion<>(new TupleMap<>(LIMIT_ENTRIES), new TupleMap<>(LIMIT_ENTRIES));

    NatMap(RandomGenerator random, int retries) {
        this.random = random;
        this.retries = retries;
    }

    int size() {
        return maps.ipv4().size() + maps.ipv6().size();
    }

    /**
     * The translation of this flow's source to {@code address}, made now if the flow has none.
     *
     * @return null when no free port was found: drop 167
     */
    @Nullable
    NatEntry egress(Packet packet, IpAddress address) {
        NatEntry known = find(packet, NatEntry.OUT);
        return known != null ? known : create(packet, address);
    }

    /** Where a packet to one of this node's own addresses really belongs; null when it is no translated flow's reply. */
    @Nullable
    NatEntry ingress(Packet packet) {
        return find(packet, NatEntry.IN);
    }

    private @Nullable NatEntry find(Packet packet, int kind) {
        return maps.of(packet.version()).find(packet, kind);
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
        maps.ipv4().clear();
        maps.ipv6().clear();
    }

    private @Nullable NatEntry create(Packet packet, IpAddress address) {
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

    private NatEntry insert(Packet packet, IpAddress address, int port) {
        NatEntry out = new NatEntry(address, port);
        NatEntry in = new NatEntry(IpAddress.of(packet.sourceHigh, packet.sourceLow), packet.sourcePort);
        out.partner = in;
        in.partner = out;
        TupleMap<NatEntry> map = maps.of(packet.version());
        dropPartner(map.put(
                packet.sourceHigh,
                packet.sourceLow,
                packet.destinationHigh,
                packet.destinationLow,
                TupleMap.rest(packet.sourcePort, packet.destinationPort, packet.protocol, NatEntry.OUT),
                out));
        dropPartner(map.put(
                packet.destinationHigh,
                packet.destinationLow,
                address.high(),
                address.low(),
                TupleMap.rest(packet.destinationPort, port, packet.protocol, NatEntry.IN),
                in));
        return out;
    }

    private void dropPartner(@Nullable NatEntry evicted) {
        if (evicted != null && evicted.partner != null) {
            mapOf(evicted.partner).remove(evicted.partner);
        }
    }

    private void remove(NatEntry entry) {
        mapOf(entry).remove(entry);
        dropPartner(entry);
    }

    private TupleMap<NatEntry> mapOf(NatEntry entry) {
        return maps.of(entry.toAddress.version());
    }

    private @Nullable NatEntry ingressAt(Packet packet, IpAddress address, int port) {
        return maps.of(packet.version())
                .find(
                        packet.destinationHigh,
                        packet.destinationLow,
                        address.high(),
                        address.low(),
                        TupleMap.rest(packet.destinationPort, port, packet.protocol, NatEntry.IN));
    }

    private int randomPort() {
        return FIRST_PORT + random.nextInt(LAST_PORT - FIRST_PORT + 1);
    }
}
