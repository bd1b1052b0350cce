package io.sextant.protocol.tcp;

/**
 * The figures by which TCP implementations differ, named after Linux's sysctls where they have one. Times in nanoseconds.
 *
 * @param receiveBufferOctets {@code tcp_rmem[1]}; half of it is window, the rest pays for Linux's bookkeeping
 *     ({@code tcp_adv_win_scale} 1). It does not grow: Linux's receive-buffer tuning is not modelled
 * @param sendBufferOctets {@code tcp_wmem[2]}: how much {@link TcpConnection#send} takes before it refuses
 * @param options what our SYN offers
 * @param initialWindowSegments the initial congestion window (RFC 6928)
 * @param retransmission when and how often something is sent again
 * @param acknowledgment when an acknowledgment waits and when it does not
 * @param timeWaitNanos {@code TCP_TIMEWAIT_LEN}
 * @param finWait2Nanos {@code tcp_fin_timeout}: how long a closed connection waits for the peer's FIN
 * @param keepAlive the figures of keep-alive; whether it is on is each connection's choice
 */
public record TcpProfile(
        int receiveBufferOctets,
        int sendBufferOctets,
        Options options,
        int initialWindowSegments,
        Retransmission retransmission,
        Acknowledgment acknowledgment,
        long timeWaitNanos,
        long finWait2Nanos,
        KeepAlive keepAlive) {

    private static final long MILLIS = 1_000_000L;
    private static final long SECONDS = 1_000_000_000L;

    /** Linux's defaults. */
    public static final TcpProfile LINUX = new TcpProfile(
            131_072,
            4_194_304,
            new Options(true, true, 7),
            10,
            new Retransmission(SECONDS, 200 * MILLIS, 120 * SECONDS, 6, 4, 5, 15, 8),
            new Acknowledgment(40 * MILLIS, 200 * MILLIS, 16, 1, 500 * MILLIS),
            60 * SECONDS,
            60 * SECONDS,
            new KeepAlive(7_200 * SECONDS, 75 * SECONDS, 9));

    /**
     * What a SYN offers beside the MSS.
     *
     * @param timestamps {@code tcp_timestamps}
     * @param sack {@code tcp_sack}
     * @param windowScale 0..14; 7 follows from {@code tcp_rmem[2]} of 6 MiB
     */
    public record Options(boolean timestamps, boolean sack, int windowScale) {}

    /**
     * When and how often something is sent again.
     *
     * @param initialNanos the timeout before the first measurement (RFC 6298 §2.1)
     * @param minNanos least variance term of the timeout, {@code TCP_RTO_MIN}
     * @param maxNanos {@code TCP_RTO_MAX}
     * @param syns {@code tcp_syn_retries}
     * @param linearSyns {@code tcp_syn_linear_timeouts}, from Linux 6.5 on: so many more SYNs come first, one initial timeout
     *     after the other, before the timeout begins to double
     * @param synAcks {@code tcp_synack_retries}
     * @param limit {@code tcp_retries2}: 15 gives up after 924.6 s or, by its timer's steps, somewhat later
     * @param orphanLimit the same once the user has closed: 8 where {@code tcp_orphan_retries} is 0
     */
    public record Retransmission(
            long initialNanos,
            long minNanos,
            long maxNanos,
            int syns,
            int linearSyns,
            int synAcks,
            int limit,
            int orphanLimit) {

        /**
         * How long retransmissions go on before the connection is given up: the time {@code boundary} doublings from the
         * least timeout would take, the way Linux's {@code tcp_model_timeout} counts it.
         */
        long giveUpNanos(int boundary) {
            int doublings = 0;
            while (minNanos << (doublings + 1) <= maxNanos) {
                doublings++;
            }
            int doubled = Math.min(boundary, doublings);
            return ((2L << doubled) - 1) * minNanos + (boundary - doubled) * maxNanos;
        }
    }

    /**
     * When an acknowledgment waits and when it does not.
     *
     * @param delayNanos {@code TCP_DELACK_MIN}, also {@code TCP_ATO_MIN}
     * @param maxDelayNanos {@code TCP_DELACK_MAX}
     * @param quickAcks segments acknowledged at once at the start of a connection, {@code TCP_MAX_QUICKACKS}
     * @param pingPongThreshold replies after which a connection counts as interactive and its acknowledgments wait for data
     *     to ride on: 1 up to Linux 5.0 and from 6.7 on, 3 between
     * @param challengeNanos least time between two answers to segments outside the window,
     *     {@code tcp_invalid_ratelimit}
     */
    public record Acknowledgment(
            long delayNanos, long maxDelayNanos, int quickAcks, int pingPongThreshold, long challengeNanos) {}

    /**
     * The figures of keep-alive.
     *
     * @param idleNanos {@code tcp_keepalive_time}
     * @param intervalNanos {@code tcp_keepalive_intvl}
     * @param probes {@code tcp_keepalive_probes}
     */
    public record KeepAlive(long idleNanos, long intervalNanos, int probes) {}

    /** This profile with other options in its SYN. */
    public TcpProfile withOptions(Options other) {
        return new TcpProfile(
                receiveBufferOctets,
                sendBufferOctets,
                other,
                initialWindowSegments,
                retransmission,
                acknowledgment,
                timeWaitNanos,
                finWait2Nanos,
                keepAlive);
    }

    /** This profile with other buffers. */
    public TcpProfile withBuffers(int receiveOctets, int sendOctets) {
        return new TcpProfile(
                receiveOctets,
                sendOctets,
                options,
                initialWindowSegments,
                retransmission,
                acknowledgment,
                timeWaitNanos,
                finWait2Nanos,
                keepAlive);
    }

    /** This profile with other keep-alive figures, as {@code TCP_KEEPIDLE} and its siblings set them. */
    public TcpProfile withKeepAlive(KeepAlive other) {
        return new TcpProfile(
                receiveBufferOctets,
                sendBufferOctets,
                options,
                initialWindowSegments,
                retransmission,
                acknowledgment,
                timeWaitNanos,
                finWait2Nanos,
                other);
    }
}
