package io.sextant.protocol.bfd;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One session in asynchronous mode (RFC 5880 §6), with the timers of FRR 8.4's bfdd: one packet a second until both are up,
 * then a poll for the configured intervals. Feed {@link #receive}, do what comes out in order, and call {@link #onDeadline}
 * no later than {@link #deadlineNanos}; early is harmless. Time must not run backwards.
 */
public final class BfdSession {

    /** A time that never comes. */
    public static final long NEVER = Long.MAX_VALUE;

    /** RFC 5880 §6.8.3: at most one packet a second while the session is not up. */
    public static final long SLOW_MICROS = 1_000_000;

    private static final int SLOW_MULTIPLIER = 3;
    private static final long NANOS_PER_MICRO = 1_000;

    private final long discriminator;
    private final RandomGenerator random;
    private BfdConfig config;
    private BfdState state = BfdState.DOWN;
    private BfdDiagnostic diagnostic = BfdDiagnostic.NONE;
    private boolean polling;
    private boolean enabled;
    /** What we announce and reckon with until a poll sequence has ended. */
    private long currentTxMicros = SLOW_MICROS;

    private long currentRxMicros = SLOW_MICROS;
    private long transmitMicros = SLOW_MICROS;
    private long detectionMicros = SLOW_MULTIPLIER * SLOW_MICROS;
    private long transmitAtNanos = NEVER;
    private long detectAtNanos = NEVER;
    private long changedAtNanos;
    private BfdPeerView peer = BfdPeerView.UNKNOWN;
    private BfdCounters counters = BfdCounters.ZERO;
    private List<BfdOutput> outputs = new ArrayList<>();

    /**
     * @param discriminator our number of the session, 1..2^32-1, unlike every other of this system
     * @param random a stream of the session's own, for the jitter
     */
    public BfdSession(long discriminator, BfdConfig config, RandomGenerator random) {
        if (discriminator < 1 || discriminator >>> 32 != 0) {
            throw new IllegalArgumentException("discriminator " + discriminator + " is not in 1..4294967295");
        }
        this.discriminator = discriminator;
        this.config = config;
        this.random = random;
        this.state = config.shutdown() ? BfdState.ADMIN_DOWN : BfdState.DOWN;
    }

    /** Has a way to the peer now: begins to send, unless passive or shut down. */
    public List<BfdOutput> start(long nowNanos) {
        begin();
        enabled = true;
        changedAtNanos = nowNanos;
        if (state != BfdState.ADMIN_DOWN && !config.passive()) {
            scheduleTransmit(nowNanos);
        }
        return outputs;
    }

    /** Ends without a word, as with the program that ran it. */
    public void vanish() {
        enabled = false;
        transmitAtNanos = NEVER;
        detectAtNanos = NEVER;
    }

    /**
     * The way to the peer is gone, for instance with its interface.
     *
     * @return what the session's users hear; a packet that may no longer be sent among it
     */
    public List<BfdOutput> stop(long nowNanos, BfdDiagnostic why) {
        begin();
        if (enabled && state != BfdState.ADMIN_DOWN) {
            goDown(nowNanos, why);
        }
        vanish();
        return outputs;
    }

    /** Nobody asks for the session any more: it tells the peer that it is down (FRR 8.4 {@code _ptm_bfd_session_del}). */
    public List<BfdOutput> abandon(long nowNanos) {
        begin();
        if (enabled && state != BfdState.ADMIN_DOWN) {
            state = BfdState.DOWN;
            diagnostic = BfdDiagnostic.NEIGHBOUR_SIGNALED_DOWN;
            changedAtNanos = nowNanos;
            send(false);
        }
        return outputs;
    }

    /** Takes over other settings; a session that is up polls for them (RFC 5880 §6.8.3). */
    public List<BfdOutput> configure(long nowNanos, BfdConfig newConfig) {
        begin();
        BfdConfig old = config;
        config = newConfig;
        if (newConfig.shutdown() && !old.shutdown()) {
            shutDown(nowNanos);
        } else if (!newConfig.shutdown() && old.shutdown()) {
            change(nowNanos, BfdState.DOWN);
            if (enabled && !config.passive()) {
                scheduleTransmit(nowNanos);
            }
        } else if (state == BfdState.UP && !newConfig.equals(old)) {
            polling = true;
        }
        return outputs;
    }

    /** A packet of this session has arrived and passed {@link BfdPacket#decode}. */
    public List<BfdOutput> receive(long nowNanos, BfdPacket packet) {
        begin();
        boolean early = state == BfdState.DOWN || state == BfdState.ADMIN_DOWN;
        if (!enabled || (packet.yourDiscriminator() == 0 && !early)) {
            return outputs;
        }
        counters = counters.received();
        peer = BfdPeerView.of(packet);
        onRemoteState(nowNanos, packet.state());
        if (polling && packet.finalBit()) {
            polling = false;
            adoptIntervals(nowNanos);
        }
        if (state != BfdState.ADMIN_DOWN) {
            // RFC 5880 §6.8.4: the peer's multiplier times the slower of its sending and our receiving.
            detectionMicros = packet.detectMultiplier() * Math.max(currentRxMicros, packet.desiredMinTxMicros());
            detectAtNanos = nowNanos + detectionMicros * NANOS_PER_MICRO;
        }
        if (packet.poll()) {
            adoptIntervals(nowNanos);
            send(true);
        }
        return outputs;
    }

    /** Fires what is due. */
    public List<BfdOutput> onDeadline(long nowNanos) {
        begin();
        if (detectAtNanos <= nowNanos) {
            detectAtNanos = NEVER;
            if (state == BfdState.UP || state == BfdState.INIT) {
                goDown(nowNanos, BfdDiagnostic.DETECTION_TIME_EXPIRED);
            }
        }
        if (transmitAtNanos <= nowNanos) {
            send(false);
            scheduleTransmit(nowNanos);
        }
        return outputs;
    }

    /** When {@link #onDeadline} is due, or {@link #NEVER}. */
    public long deadlineNanos() {
        return Math.min(transmitAtNanos, detectAtNanos);
    }

    public long discriminator() {
        return discriminator;
    }

    public BfdConfig config() {
        return config;
    }

    public BfdState state() {
        return state;
    }

    /** Why we last went down. */
    public BfdDiagnostic diagnostic() {
        return diagnostic;
    }

    /** What the peer last said of itself. */
    public BfdPeerView peer() {
        return peer;
    }

    public BfdCounters counters() {
        return counters;
    }

    /** Since when the session is in its state. */
    public long changedAtNanos() {
        return changedAtNanos;
    }

    /** Silence of the peer after which it counts as gone; microseconds. */
    public long detectionMicros() {
        return detectionMicros;
    }

    // ----- RFC 5880 §6.8.6, the state machine

    private void onRemoteState(long nowNanos, BfdState remote) {
        switch (state) {
            case ADMIN_DOWN -> {}
            case DOWN -> {
                if (remote == BfdState.DOWN) {
                    change(nowNanos, BfdState.INIT);
                    if (config.passive()) {
                        send(false);
                        scheduleTransmit(nowNanos);
                    }
                } else if (remote == BfdState.INIT) {
                    goUp(nowNanos);
                }
            }
            case INIT -> {
                if (remote == BfdState.INIT || remote == BfdState.UP) {
                    goUp(nowNanos);
                } else if (remote == BfdState.ADMIN_DOWN) {
                    goDown(nowNanos, BfdDiagnostic.NEIGHBOUR_SIGNALED_DOWN);
                }
            }
            case UP -> {
                if (remote == BfdState.DOWN || remote == BfdState.ADMIN_DOWN) {
                    goDown(nowNanos, BfdDiagnostic.NEIGHBOUR_SIGNALED_DOWN);
                }
            }
        }
    }

    private void goUp(long nowNanos) {
        diagnostic = BfdDiagnostic.NONE;
        BfdState before = state;
        state = BfdState.UP;
        changedAtNanos = nowNanos;
        counters = counters.wentUp();
        // FRR 8.4 ptm_bfd_sess_up: a poll for the configured intervals goes out at once.
        polling = true;
        send(false);
        outputs.add(new BfdOutput.StateChanged(before, state, diagnostic));
    }

    private void goDown(long nowNanos, BfdDiagnostic why) {
        BfdState before = state;
        diagnostic = why;
        state = BfdState.DOWN;
        polling = false;
        changedAtNanos = nowNanos;
        peer = peer.forgotten();
        send(false);
        slowDown();
        if (config.passive()) {
            transmitAtNanos = NEVER;
            detectAtNanos = NEVER;
        }
        if (before != state) {
            counters = counters.wentDown();
            outputs.add(new BfdOutput.StateChanged(before, state, why));
        }
    }

    private void shutDown(long nowNanos) {
        diagnostic = BfdDiagnostic.ADMINISTRATIVELY_DOWN;
        change(nowNanos, BfdState.ADMIN_DOWN);
        transmitAtNanos = NEVER;
        detectAtNanos = NEVER;
        polling = false;
        slowDown();
        if (enabled) {
            send(false);
        }
    }

    private void change(long nowNanos, BfdState to) {
        BfdState before = state;
        state = to;
        changedAtNanos = nowNanos;
        outputs.add(new BfdOutput.StateChanged(before, to, diagnostic));
    }

    // ----- timers

    /** FRR 8.4 {@code bs_set_slow_timers}. */
    private void slowDown() {
        currentTxMicros = SLOW_MICROS;
        currentRxMicros = SLOW_MICROS;
        detectionMicros = SLOW_MULTIPLIER * SLOW_MICROS;
        transmitMicros = SLOW_MICROS;
    }

    /** The end of a poll sequence: both know the new intervals (RFC 5880 §6.5, §6.8.7). */
    private void adoptIntervals(long nowNanos) {
        currentTxMicros = config.desiredMinTxMicros();
        currentRxMicros = config.requiredMinRxMicros();
        transmitMicros = Math.max(config.desiredMinTxMicros(), peer.requiredMinRxMicros());
        scheduleTransmit(nowNanos);
    }

    /** RFC 5880 §6.8.7: 75 to 100 % of the interval, to 90 % where a single loss counts. FRR draws whole per cents. */
    private void scheduleTransmit(long nowNanos) {
        int spread = config.detectMultiplier() == 1 ? 16 : 26;
        int percent = 75 + random.nextInt(spread);
        transmitAtNanos = nowNanos + transmitMicros * NANOS_PER_MICRO / 100 * percent;
    }

    private void send(boolean finalBit) {
        counters = counters.sent();
        outputs.add(new BfdOutput.Send(new BfdPacket(
                diagnostic,
                state,
                polling && !finalBit,
                finalBit,
                false,
                config.detectMultiplier(),
                discriminator,
                peer.discriminator(),
                polling ? config.desiredMinTxMicros() : currentTxMicros,
                polling ? config.requiredMinRxMicros() : currentRxMicros,
                config.requiredMinEchoRxMicros())));
    }

    private void begin() {
        outputs = new ArrayList<>();
    }
}
