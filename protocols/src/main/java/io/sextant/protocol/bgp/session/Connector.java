package io.sextant.protocol.bgp.session;

import io.sextant.protocol.bgp.profile.RestartDelays;
import io.sextant.protocol.bgp.profile.SessionProfile;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How a session gets a connection: the states IDLE, CONNECT and ACTIVE with the restart delay, the connect-retry timer and
 * the bound on one attempt.
 */
final class Connector {

    private PeerConfig config;
    private final SessionProfile profile;
    private final RandomGenerator random;
    private State state = State.IDLE;
    private @Nullable ConnectionId dialling;
    private long dialled;
    private int failures;
    private long attempts;
    private long restartAtNanos = BgpSession.NEVER;
    private long connectRetryAtNanos = BgpSession.NEVER;
    private long giveUpAtNanos = BgpSession.NEVER;

    Connector(PeerConfig config, RandomGenerator random) {
        this.config = config;
        this.profile = config.profile().session();
        this.random = random;
    }

    void reconfigure(PeerConfig changed) {
        config = changed;
    }

    State state() {
        return state;
    }

    long deadlineNanos() {
        return Math.min(restartAtNanos, Math.min(connectRetryAtNanos, giveUpAtNanos));
    }

    boolean isDialling(ConnectionId id) {
        return id.equals(dialling);
    }

    boolean isDialling() {
        return dialling != null;
    }

    /** How often an attempt was begun; FRR 8.4 {@code bgp_start}. */
    long attempts() {
        return attempts;
    }

    long startDueNanos() {
        return restartAtNanos;
    }

    long connectDueNanos() {
        return connectRetryAtNanos;
    }

    /** Idle for the restart delay, then on; with no delay on at once. */
    void restart(long nowNanos, List<Output> outputs) {
        rest(outputs);
        long delay = profile.restart().delayNanos(failures);
        if (delay == 0) {
            begin(nowNanos, outputs);
        } else {
            restartAtNanos = nowNanos + delay;
        }
    }

    /** Idle with no timer; an attempt under way is given up. */
    void rest(List<Output> outputs) {
        state = State.IDLE;
        restartAtNanos = BgpSession.NEVER;
        connectRetryAtNanos = BgpSession.NEVER;
        giveUp(outputs);
    }

    /** A connection is up: nothing is to be retried while it lives. An attempt under way goes on (RFC 4271 §6.8). */
    void connected(ConnectionId id) {
        if (isDialling(id)) {
            dialling = null;
            giveUpAtNanos = BgpSession.NEVER;
        }
        if (state == State.IDLE) {
            state = State.ACTIVE;
        }
        restartAtNanos = BgpSession.NEVER;
        connectRetryAtNanos = BgpSession.NEVER;
    }

    /** RFC 4271 §8.2.2, OpenSent, event 18: wait for the peer or the connect-retry timer. */
    void waitForPeer(long nowNanos) {
        state = State.ACTIVE;
        connectRetryAtNanos = config.passive() ? BgpSession.NEVER : retryAt(nowNanos);
    }

    /** The attempt failed and no connection is left. */
    void dialFailed(long nowNanos, List<Output> outputs) {
        dialling = null;
        giveUpAtNanos = BgpSession.NEVER;
        if (profile.waitsAfterFailedDial()) {
            // The connect-retry timer that began with the attempt runs on (RFC 4271 §8.2.2, Connect, event 18).
            state = State.ACTIVE;
            connectRetryAtNanos = connectRetryAtNanos == BgpSession.NEVER ? retryAt(nowNanos) : connectRetryAtNanos;
        } else {
            grow(RestartDelays.Growth.EVERY_FAILURE);
            restart(nowNanos, outputs);
        }
    }

    /** The session is up: nothing is to be dialled, an attempt under way is given up. */
    void settle(List<Output> outputs) {
        established();
        if (state == State.IDLE) {
            state = State.ACTIVE;
        }
        restartAtNanos = BgpSession.NEVER;
        connectRetryAtNanos = BgpSession.NEVER;
        giveUp(outputs);
    }

    /** The attempt failed while another connection lives, which is all we want. */
    void dialFailedBeside() {
        dialling = null;
        giveUpAtNanos = BgpSession.NEVER;
        state = State.ACTIVE;
    }

    /** Gives up an attempt under way, if any. */
    void giveUp(List<Output> outputs) {
        if (dialling != null) {
            outputs.add(new Output.HangUp(dialling));
            dialling = null;
        }
        giveUpAtNanos = BgpSession.NEVER;
    }

    void grow(RestartDelays.Growth cause) {
        if (profile.restart().growth() == cause) {
            failures++;
        }
    }

    void succeeded() {
        failures = 0;
    }

    /** Up: FRR starts its delays anew at once; where every failure counts, the session has to last for that. */
    private void established() {
        if (profile.restart().growth() != RestartDelays.Growth.EVERY_FAILURE) {
            failures = 0;
        }
    }

    /** Fires what is due. */
    void onDeadline(long nowNanos, boolean hasConnection, List<Output> outputs) {
        if (giveUpAtNanos <= nowNanos) {
            boolean retryDue = connectRetryAtNanos <= nowNanos;
            giveUp(outputs);
            if (hasConnection) {
                dialFailedBeside();
            } else if (!retryDue) {
                dialFailed(nowNanos, outputs);
            }
        }
        if (connectRetryAtNanos <= nowNanos) {
            // RFC 4271 §8.2.2, Connect and Active, event 9: drop the attempt and make a new one.
            giveUp(outputs);
            attempts++;
            dial(nowNanos, outputs);
        }
        if (restartAtNanos <= nowNanos) {
            begin(nowNanos, outputs);
        }
    }

    private void begin(long nowNanos, List<Output> outputs) {
        restartAtNanos = BgpSession.NEVER;
        attempts++;
        if (config.passive()) {
            state = State.ACTIVE;
        } else if (profile.firstDialNanos() > 0) {
            state = State.ACTIVE;
            connectRetryAtNanos = nowNanos + profile.connectRetryJitter().apply(profile.firstDialNanos(), random);
        } else {
            dial(nowNanos, outputs);
        }
    }

    private void dial(long nowNanos, List<Output> outputs) {
        state = State.CONNECT;
        dialling = new ConnectionId(true, ++dialled);
        connectRetryAtNanos = retryAt(nowNanos);
        giveUpAtNanos = nowNanos + profile.dialTimeoutNanos();
        outputs.add(new Output.Dial(dialling));
    }

    private long retryAt(long nowNanos) {
        return nowNanos + profile.connectRetryJitter().apply(config.connectRetryNanos(), random);
    }
}
