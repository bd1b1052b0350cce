package io.sextant.protocol.bgp.session;

import io.sextant.protocol.bgp.message.MessageType;
import java.util.EnumMap;

/** What a session has counted since it was configured; read by printouts, written by the session alone. */
public final class SessionCounters {

    private final EnumMap<MessageType, Long> sent = new EnumMap<>(MessageType.class);
    private final EnumMap<MessageType, Long> received = new EnumMap<>(MessageType.class);
    private long established;
    private long dropped;
    private long lastReadNanos = BgpSession.NEVER;
    private long lastWriteNanos = BgpSession.NEVER;
    private long lastUpdateNanos = BgpSession.NEVER;

    SessionCounters() {}

    public long sent(MessageType type) {
        return sent.getOrDefault(type, 0L);
    }

    public long received(MessageType type) {
        return received.getOrDefault(type, 0L);
    }

    /** {@code MsgSent} of the summary. */
    public long totalSent() {
        return total(sent);
    }

    /** {@code MsgRcvd} of the summary. */
    public long totalReceived() {
        return total(received);
    }

    /** How often the session came up. */
    public long connectionsEstablished() {
        return established;
    }

    /** How often it went down after that. */
    public long connectionsDropped() {
        return dropped;
    }

    /** When octets last came in, or {@link BgpSession#NEVER}. */
    public long lastReadNanos() {
        return lastReadNanos;
    }

    /** When a message last went out, or {@link BgpSession#NEVER}. */
    public long lastWriteNanos() {
        return lastWriteNanos;
    }

    /** When an UPDATE last came in, or {@link BgpSession#NEVER}. */
    public long lastUpdateNanos() {
        return lastUpdateNanos;
    }

    void countSent(long nowNanos, MessageType type) {
        sent.merge(type, 1L, Long::sum);
        if (type != MessageType.NOTIFICATION) {
            // FRR 8.4 bgp_write_notify keeps no time.
            lastWriteNanos = nowNanos;
        }
    }

    void countReceived(long nowNanos, MessageType type) {
        received.merge(type, 1L, Long::sum);
        lastReadNanos = nowNanos;
        if (type == MessageType.UPDATE) {
            lastUpdateNanos = nowNanos;
        }
    }

    /** FRR 8.4 {@code peer_xfer_stats}: what an accepted connection counted until it is up becomes the session's; times do not. */
    void add(SessionCounters call) {
        call.sent.forEach((type, count) -> sent.merge(type, count, Long::sum));
        call.received.forEach((type, count) -> received.merge(type, count, Long::sum));
    }

    void countEstablished() {
        established++;
    }

    void countDropped() {
        dropped++;
    }

    private static long total(EnumMap<MessageType, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
