package io.sextant.topology.host;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.tcp.TcpFlags;
import io.sextant.protocol.tcp.TcpSegment;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signs segments to protected peers and turns away segments that are not as they should be, silently, before a socket sees
 * them (Linux {@code tcp_v4_inbound_md5_hash}, {@code tcp_v4_rcv}). The signature travels as a mark on the frame; the
 * segment itself has no option 19, and is 20 octets shorter than on a real wire.
 */
final class TcpGuard {

    /** Most protected peers. */
    static final int PEER_LIMIT = 100_000;

    private record Place(IpAddress peer, int port) {}

    private final Map<Place, TcpProtection> places = new LinkedHashMap<>();

    void protect(IpAddress peer, int port, TcpProtection how) {
        if (how.equals(TcpProtection.NONE)) {
            places.remove(new Place(peer, port));
        } else if (places.size() >= PEER_LIMIT) {
            throw new IllegalStateException(PEER_LIMIT + " TCP peers are protected already");
        } else {
            places.put(new Place(peer, port), how);
        }
    }

    void clear() {
        places.clear();
    }

    /** Whether nobody is protected and the frame is not signed: what holds for nearly all traffic. */
    boolean isIdle(Frame frame) {
        return places.isEmpty() && frame.tcpKey().isEmpty();
    }

    /** Signs a segment that leaves for a peer. */
    void sign(Frame packet, IpAddress peer, TcpSegment segment) {
        packet.setTcpKey(of(peer, segment).password());
    }

    /** Why a segment from a peer does not count; null when it does. */
    @Nullable
    DropReason refusal(Frame frame, IpAddress peer, TcpSegment segment, int ttl) {
        TcpProtection wanted = of(peer, segment);
        if (!wanted.password().equals(frame.tcpKey())) {
            return DropReason.TCP_SIGNATURE;
        }
        // The option is set on connections, after accept; a listener takes SYNs from anywhere.
        boolean opens = segment.has(TcpFlags.SYN) && !segment.has(TcpFlags.ACK);
        return ttl < wanted.minimumTtl() && !opens ? DropReason.TCP_MINIMUM_TTL : null;
    }

    private TcpProtection of(IpAddress peer, TcpSegment segment) {
        TcpProtection found = places.get(new Place(peer, segment.sourcePort()));
        if (found == null) {
            found = places.get(new Place(peer, segment.destinationPort()));
        }
        return found == null ? TcpProtection.NONE : found;
    }
}
