package io.sextant.topology.host;

import io.sextant.engine.Alarm;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.tcp.TcpConnection;
import io.sextant.protocol.tcp.TcpEvent;
import io.sextant.protocol.tcp.TcpOutput;
import io.sextant.protocol.tcp.TcpSegment;
import io.sextant.protocol.tcp.TcpState;
import io.sextant.protocol.tcp.TcpTimeWait;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Drives one {@link TcpConnection}: time in, segments out, events to the handler, one alarm for its deadline. */
final class TcpConnectionSocket implements TcpSocket, TcpOutput {

    private final TcpLayer layer;
    private TcpSocketOptions options;
    private final IpAddress local;
    private final int localPort;
    private final IpAddress remote;
    private final int remotePort;
    private final String key;
    private final Alarm alarm;
    private final @Nullable TcpListenerSocket listener;
    private @Nullable TcpSocketHandler handler;
    private @Nullable TcpConnection machine;
    private @Nullable TcpTimeWait timeWait;

    /** What the machine's send buffer had no room for. */
    private final Deque<byte[]> overflow = new ArrayDeque<>();

    private boolean established;
    private boolean closing;
    private boolean orphaned;
    private boolean ended;
    private boolean confirmNext;
    private long retransmissions;
    private int identification;
    private int socketHash;

    @Nullable
    TcpConnectionSocket older;

    @Nullable
    TcpConnectionSocket newer;

    TcpConnectionSocket(
            TcpLayer layer,
            TcpSocketOptions options,
            IpAddress local,
            int localPort,
            IpAddress remote,
            int remotePort,
            String key,
            @Nullable TcpListenerSocket listener) {
        this.layer = layer;
        this.options = options;
        this.local = local;
        this.localPort = localPort;
        this.remote = remote;
        this.remotePort = remotePort;
        this.key = key;
        this.listener = listener;
        this.alarm = new Alarm(layer.scheduler(), "tcp " + layer.hostName(), this::onDeadline);
        this.identification = layer.random().nextInt() & 0xFFFF;
        this.socketHash = layer.random().nextInt();
        TcpConnection connection = new TcpConnection(
                layer.profile(),
                localPort,
                remotePort,
                layer.mtuTo(remote),
                layer.initialNumbers().of(local, localPort, remote, remotePort, layer.nowNanos()),
                this);
        connection.setNoDelay(options.noDelay());
        if (!key.isEmpty()) {
            connection.setSigned();
        }
        this.machine = connection;
    }

    void connect(TcpSocketHandler user) {
        handler = user;
        run(connection -> connection.connect(layer.nowNanos()));
    }

    void accept(TcpSocketHandler user, TcpSegment syn) {
        handler = user;
        run(connection -> connection.accept(layer.nowNanos(), syn));
    }

    /** There is no way to the peer: says so, later, to whoever asked to connect. */
    void unreachable(TcpSocketHandler user) {
        handler = user;
        layer.scheduler().after(0, "tcp " + layer.hostName(), () -> run(connection -> signal(TcpEvent.UNREACHABLE)));
    }

    void onSegment(TcpSegment segment) {
        TcpTimeWait waiting = timeWait;
        if (waiting != null) {
            waiting.onSegment(layer.nowNanos(), segment, this);
            alarm.set(waiting.deadlineNanos());
            return;
        }
        run(connection -> {
            int before = connection.unacknowledgedOctets();
            connection.onSegment(layer.nowNanos(), segment);
            // tcp_ack: forward progress proves that the next hop is alive (sk_dst_confirm).
            confirmNext |= connection.unacknowledgedOctets() < before;
        });
    }

    /** Whether a SYN may open a new connection in this one's place. */
    boolean mayBeReplacedBy(TcpSegment syn) {
        return timeWait != null && timeWait.mayBeReplacedBy(syn);
    }

    void onUnreachable() {
        run(TcpConnection::onUnreachable);
    }

    void onFragmentationNeeded(int mtuOctets) {
        run(connection -> connection.onFragmentationNeeded(layer.nowNanos(), mtuOctets));
    }

    /** Vanishes without a word or a segment, as in a power cut. */
    void vanish() {
        ended = true;
        machine = null;
        timeWait = null;
        alarm.clear();
        overflow.clear();
    }

    @Override
    public void send(byte[] data) {
        run(connection -> {
            if (closing) {
                return;
            }
            int taken = overflow.isEmpty() ? connection.send(layer.nowNanos(), data) : 0;
            if (taken < data.length) {
                overflow.add(taken == 0 ? data.clone() : Arrays.copyOfRange(data, taken, data.length));
            }
        });
    }

    @Override
    public void setNoDelay(boolean on) {
        run(connection -> connection.setNoDelay(on));
    }

    @Override
    public void setTtl(int ttl) {
        options = options.withTtl(ttl);
    }

    @Override
    public void shutdown() {
        run(connection -> {
            closing = true;
            if (overflow.isEmpty()) {
                connection.shutdown(layer.nowNanos());
            }
        });
    }

    @Override
    public void close() {
        run(connection -> {
            closing = true;
            orphaned = true;
            if (overflow.isEmpty()) {
                connection.close(layer.nowNanos());
            }
        });
    }

    @Override
    public void abort() {
        TcpConnection connection = machine;
        boolean silent = !ended;
        ended = true;
        if (connection != null && silent) {
            connection.abort(layer.nowNanos());
            forget();
        }
    }

    /** TcpOutput: a segment leaves. */
    @Override
    public void transmit(TcpSegment segment) {
        TcpConnection connection = machine;
        if (connection != null && connection.retransmissions() > retransmissions) {
            // Each retransmission timeout redraws sk_txhash (linux-ecmp.md §5).
            retransmissions = connection.retransmissions();
            socketHash = layer.random().nextInt();
        }
        boolean confirm = confirmNext;
        confirmNext = false;
        layer.emit(this, segment, confirm);
    }

    /** TcpOutput: something happened. */
    @Override
    public void signal(TcpEvent event) {
        TcpSocketHandler user = handler;
        if (ended || user == null) {
            return;
        }
        switch (event) {
            case ESTABLISHED -> {
                leaveBacklog();
                established = true;
                TcpConnection connection = machine;
                if (connection != null) {
                    connection.setKeepAlive(layer.nowNanos(), options.keepAlive());
                }
                user.onConnected(this);
            }
            case DATA -> {
                TcpConnection connection = machine;
                byte[] data = connection == null ? new byte[0] : connection.read(layer.nowNanos());
                if (data.length > 0) {
                    user.onData(this, data);
                }
            }
            case PEER_FIN -> user.onPeerClosed(this);
            case WRITABLE -> sendOverflow();
            case TIME_WAIT -> {
                TcpConnection connection = machine;
                timeWait = connection == null ? null : connection.timeWait();
                end(user, TcpCloseReason.NORMAL);
            }
            case CLOSED -> end(user, TcpCloseReason.NORMAL);
            case RESET -> end(user, TcpCloseReason.RESET);
            case REFUSED -> end(user, TcpCloseReason.REFUSED);
            case TIMED_OUT -> end(user, TcpCloseReason.TIMED_OUT);
            case UNREACHABLE -> end(user, TcpCloseReason.UNREACHABLE);
        }
    }

    private void end(TcpSocketHandler user, TcpCloseReason why) {
        ended = true;
        leaveBacklog();
        overflow.clear();
        if (timeWait == null) {
            forget();
        }
        user.onClosed(this, why);
    }

    private void leaveBacklog() {
        if (listener != null && !established) {
            established = true;
            listener.halfOpenEnded();
        }
    }

    private void sendOverflow() {
        TcpConnection connection = machine;
        while (connection != null && !overflow.isEmpty()) {
            byte[] next = overflow.removeFirst();
            int taken = connection.send(layer.nowNanos(), next);
            if (taken < next.length) {
                overflow.addFirst(Arrays.copyOfRange(next, taken, next.length));
                return;
            }
        }
        if (connection != null && orphaned) {
            connection.close(layer.nowNanos());
        } else if (connection != null && closing) {
            connection.shutdown(layer.nowNanos());
        }
    }

    private void onDeadline() {
        if (timeWait != null) {
            forget();
        } else {
            run(connection -> connection.onDeadline(layer.nowNanos()));
        }
    }

    private void forget() {
        machine = null;
        timeWait = null;
        alarm.clear();
        layer.remove(this);
    }

    @FunctionalInterface
    private interface Step {
        void on(TcpConnection connection);
    }

    /** Does something to the machine, then moves the alarm to where the machine wants it. */
    private void run(Step step) {
        TcpConnection connection = machine;
        if (connection == null) {
            return;
        }
        step.on(connection);
        if (timeWait != null) {
            machine = null;
            alarm.set(timeWait.deadlineNanos());
        } else if (machine != null) {
            alarm.set(connection.deadlineNanos());
        }
    }

    /** What its segments are signed with (RFC 2385), or empty. */
    String key() {
        return key;
    }

    TcpSocketOptions options() {
        return options;
    }

    /** The socket's next IPv4 identification (inet_id). */
    int nextIdentification() {
        identification = identification + 1 & 0xFFFF;
        return identification;
    }

    int socketHash() {
        return socketHash;
    }

    /** Whether this connection's ends have these addresses. */
    boolean isBetween(long localHigh, long localLow, long remoteHigh, long remoteLow) {
        return local.low() == localLow
                && remote.low() == remoteLow
                && local.high() == localHigh
                && remote.high() == remoteHigh;
    }

    long remoteHigh() {
        return remote.high();
    }

    long remoteLow() {
        return remote.low();
    }

    /** Whether the local address was given, by bind or by the peer's SYN, and not chosen by the route. */
    boolean isBound() {
        return listener != null || options.localAddress() != null;
    }

    @Override
    public IpAddress localAddress() {
        return local;
    }

    @Override
    public int localPort() {
        return localPort;
    }

    @Override
    public IpAddress remoteAddress() {
        return remote;
    }

    @Override
    public int remotePort() {
        return remotePort;
    }

    @Override
    public TcpState state() {
        TcpConnection connection = machine;
        return timeWait != null ? TcpState.TIME_WAIT : connection == null ? TcpState.CLOSED : connection.state();
    }

    @Override
    public int sendQueueOctets() {
        TcpConnection connection = machine;
        int queued = connection == null ? 0 : connection.unacknowledgedOctets();
        for (byte[] waiting : overflow) {
            queued += waiting.length;
        }
        return queued;
    }

    @Override
    public long retransmissions() {
        TcpConnection connection = machine;
        return connection == null ? retransmissions : connection.retransmissions();
    }
}
