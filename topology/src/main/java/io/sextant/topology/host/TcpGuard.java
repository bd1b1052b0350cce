package io.sextant.topology.host;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.tcp.TcpFlags;
import io.sextant.protocol.tcp.TcpSegment;
import io.sextant.protocol.tcp.TcpSignature;
import io.sextant.topology.frame.DropReason;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of segments of some peers before a socket sees them, and what becomes of those that are not as they should
 * be: nothing, silently (Linux 6.18 {@code tcp_inbound_hash}, {@code tcp_v4_rcv}). A connection keeps the key it began with;
 * a listener goes by what holds now.
 */
final class TcpGuard {

    /** Most protected peers. */
    static final int PEER_LIMIT = 100_000;

    /** Most protected ranges. */
    static final int RANGE_LIMIT = 1_000;

    private record Place(IpAddress peer, int port) {}

    private record Range(IpPrefix peers, int port) {}

    private final Map<Place, TcpProtection> places = new LinkedHashMap<>();
    private final Map<Range, TcpProtection> ranges = new LinkedHashMap<>();
    private boolean used;

    void protect(IpAddress peer, int port, TcpProtection how) {
        if (how.equals(TcpProtection.NONE)) {
            places.remove(new Place(peer, port));
        } else if (places.size() >= PEER_LIMIT) {
            throw new IllegalStateException(PEER_LIMIT + " TCP peers are protected already");
        } else {
            places.put(new Place(peer, port), how);
            used = true;
        }
    }

    void protect(IpPrefix peers, int port, TcpProtection how) {
        if (how.equals(TcpProtection.NONE)) {
            ranges.remove(new Range(peers, port));
        } else if (ranges.size() >= RANGE_LIMIT) {
            throw new IllegalStateException(RANGE_LIMIT + " ranges of TCP peers are protected already");
        } else {
            ranges.put(new Range(peers, port), how);
            used = true;
        }
    }

    void clear() {
        places.clear();
        ranges.clear();
        used = false;
    }

    /** Whether nobody was ever protected and the segment is not signed: what holds for nearly all traffic. */
    boolean isIdle(TcpSegment segment) {
        return !used && segment.options().md5Digest() == null;
    }

    /** What a connection with these ends that begins now signs with, or empty. */
    String key(IpAddress peer, int localPort, int remotePort) {
        return used ? of(peer, remotePort, localPort).password() : "";
    }

    /** Signs a segment that leaves, where there is a key. */
    static TcpSegment signed(TcpSegment segment, IpAddress own, IpAddress peer, String key) {
        return key.isEmpty() ? segment : TcpSignature.sign(segment, own, peer, key);
    }

    /** Why a segment for a socket with this key does not count; null when it does. */
    @Nullable
    static DropReason refusal(TcpSegment segment, IpAddress peer, IpAddress own, String key) {
        boolean signed = segment.options().md5Digest() != null;
        if (key.isEmpty()) {
            return signed ? DropReason.TCP_MD5_UNEXPECTED : null;
        }
        if (!signed) {
            return DropReason.TCP_MD5_NOT_FOUND;
        }
        return TcpSignature.isRight(segment, peer, own, key) ? null : DropReason.TCP_MD5_FAILURE;
    }

    /** Why a segment that came this far does not count ({@code IP_MINTTL}); null when it does. */
    @Nullable
    DropReason refusalByTtl(TcpSegment segment, IpAddress peer, int ttl) {
        // The option is set on connections, after accept; a listener takes SYNs from anywhere.
        boolean opens = segment.has(TcpFlags.SYN) && !segment.has(TcpFlags.ACK);
        int least = of(peer, segment.sourcePort(), segment.destinationPort()).minimumTtl();
        return ttl < least && !opens ? DropReason.TCP_MINIMUM_TTL : null;
    }

    private TcpProtection of(IpAddress peer, int remotePort, int localPort) {
        TcpProtection found = places.get(new Place(peer, remotePort));
        if (found == null) {
            found = places.get(new Place(peer, localPort));
        }
        return found == null ? ofRange(peer, localPort) : found;
    }

    /** Of the ranges a peer is in, the narrowest counts ({@code __tcp_md5_do_lookup}). */
    private TcpProtection ofRange(IpAddress peer, int localPort) {
        TcpProtection found = TcpProtection.NONE;
        int length = -1;
        for (Map.Entry<Range, TcpProtection> each : ranges.entrySet()) {
            Range range = each.getKey();
            if (range.port == localPort && range.peers.length() > length && range.peers.contains(peer)) {
                found = each.getValue();
                length = range.peers.length();
            }
        }
        return found;
    }
}
