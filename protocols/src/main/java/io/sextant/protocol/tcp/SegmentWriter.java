package io.sextant.protocol.tcp;

/** Puts on every segment what all of them share: ports, acknowledgment, window, timestamps, SACK blocks. */
final class SegmentWriter {

    private static final byte[] NO_PAYLOAD = {};
    private static final long NANOS_PER_TICK = 1_000_000L;
    private static final int TIMESTAMP_OCTETS = 12;
    private static final int SACK_OVERHEAD_OCTETS = 4;
    private static final int SACK_BLOCK_OCTETS = 8;

    private final int localPort;
    private final int remotePort;
    private final int timestampOffset;
    private final TcpOutput output;
    private final Receiver receiver;
    private final AckPolicy acks;
    private boolean signs;
    private boolean timestamps;
    private int mtuRoom;

    SegmentWriter(
            int localPort, int remotePort, int timestampOffset, TcpOutput output, Receiver receiver, AckPolicy acks) {
        this.localPort = localPort;
        this.remotePort = remotePort;
        this.timestampOffset = timestampOffset;
        this.output = output;
        this.receiver = receiver;
        this.acks = acks;
    }

    /** What both SYNs agreed on; {@code mtuRoom} is what options and payload may take together. */
    void start(boolean withTimestamps, int room) {
        timestamps = withTimestamps;
        mtuRoom = room;
    }

    boolean hasTimestamps() {
        return timestamps;
    }

    /** Every segment is signed further down (RFC 2385), which takes room. */
    void sign() {
        signs = true;
    }

    boolean signs() {
        return signs;
    }

    /** Octets of options on every segment. */
    int optionOctets() {
        return timestampOctets() + (signs ? TcpSignature.OPTION_OCTETS : 0);
    }

    /** Those of them that Linux reckons with when it offers its first window ({@code tcp_openreq_init_rwin}). */
    int timestampOctets() {
        return timestamps ? TIMESTAMP_OCTETS : 0;
    }

    int timestampOffset() {
        return timestampOffset;
    }

    /** Our clock as the timestamp option shows it: milliseconds, from an offset of the connection's own. */
    int timestamp(long nowNanos) {
        return timestampOf(nowNanos, timestampOffset);
    }

    static int timestampOf(long nowNanos, int offset) {
        return (int) (nowNanos / NANOS_PER_TICK) + offset;
    }

    /** How long ago the timestamp left that the peer echoes (RFC 7323 §4); negative where that cannot be. */
    long echoAgeNanos(long nowNanos, TcpOptions options) {
        return (timestamp(nowNanos) - options.timestampEcho()) * NANOS_PER_TICK;
    }

    /** SYN, or SYN and ACK. */
    void syn(int sequence, int flags, int window, TcpOptions options) {
        int acknowledgment = (flags & TcpFlags.ACK) == 0 ? 0 : receiver.next();
        output.transmit(TcpSegment.of(localPort, remotePort, sequence, acknowledgment, flags, window, options));
    }

    /** An acknowledgment alone. */
    void ack(long nowNanos, int sequence) {
        data(nowNanos, sequence, TcpFlags.ACK, NO_PAYLOAD);
    }

    /** Any segment of a synchronized connection but a reset. */
    void data(long nowNanos, int sequence, int flags, byte[] payload) {
        int window = receiver.offerWindow();
        TcpOptions options = options(nowNanos);
        if (receiver.owesSack()) {
            int room = Math.min(mtuRoom - payload.length, TcpOptions.MAX_OCTETS);
            int blocks = (room - optionOctets() - SACK_OVERHEAD_OCTETS) / SACK_BLOCK_OCTETS;
            options = blocks > 0 ? options.withSackBlocks(receiver.sackOption(blocks)) : options;
        }
        acks.onSent();
        if (payload.length > 0) {
            acks.onDataSent(nowNanos);
        }
        output.transmit(
                new TcpSegment(localPort, remotePort, sequence, receiver.next(), flags, window, 0, options, payload));
    }

    /** A reset of our own will, as Linux's {@code tcp_send_active_reset} makes it. */
    void reset(long nowNanos, int sequence) {
        int window = receiver.offerWindow();
        output.transmit(TcpSegment.of(
                localPort,
                remotePort,
                sequence,
                receiver.next(),
                TcpFlags.RST | TcpFlags.ACK,
                window,
                options(nowNanos)));
    }

    /** A reset owed to a segment. */
    void resetFor(TcpSegment segment) {
        output.transmit(TcpSegment.resetFor(segment));
    }

    private TcpOptions options(long nowNanos) {
        return timestamps ? TcpOptions.ofTimestamps(timestamp(nowNanos), receiver.recentTimestamp()) : TcpOptions.NONE;
    }
}
