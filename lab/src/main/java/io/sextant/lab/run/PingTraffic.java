package io.sextant.lab.run;

import io.sextant.lab.scenario.traffic.PingSpec;
import io.sextant.protocol.address.IpAddress;
import io.sextant.topology.Network;
import io.sextant.topology.host.EchoHandler;
import io.sextant.topology.host.EchoSession;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.IcmpError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A scenario's ping from one node: sends at its pace, and keeps the books on what comes back. */
final class PingTraffic implements EchoHandler {

    private final Network network;
    private final PingSpec spec;
    private final Host host;
    private final ConnectionLedger.ChangeListener listener;
    private final long[] sentNanos;
    private final long[] repliedNanos;
    private final List<IcmpError> errors = new ArrayList<>();
    private final EchoSession session;
    private int sent;
    private int replies;

    PingTraffic(
            Network network,
            PingSpec spec,
            Host host,
            IpAddress target,
            int identifier,
            ConnectionLedger.ChangeListener listener) {
        this.network = network;
        this.spec = spec;
        this.host = host;
        this.listener = listener;
        this.sentNanos = new long[spec.count()];
        this.repliedNanos = new long[spec.count()];
        Arrays.fill(repliedNanos, -1);
        this.session = host.icmp().ping(target, identifier, spec.timeToLive(), this);
    }

    /** Sends the next request and arranges for the one after it. */
    void sendNext() {
        if (sent == spec.count()) {
            return;
        }
        sentNanos[sent] = network.nowNanos();
        sent++;
        session.send(sent, spec.payloadOctets());
        if (sent < spec.count()) {
            network.scheduler().after(spec.intervalNanos(), "ping " + host.name(), this::sendNext);
        }
        listener.changed();
    }

    @Override
    public void onReply(EchoSession from, IpAddress source, int sequence, int ttl, int icmpOctets) {
        if (sequence >= 1 && sequence <= sent && repliedNanos[sequence - 1] < 0) {
            repliedNanos[sequence - 1] = network.nowNanos();
            replies++;
            listener.changed();
        }
    }

    @Override
    public void onError(EchoSession from, int sequence, IcmpError error) {
        if (!error.isRedirect()) {
            errors.add(error);
            listener.changed();
        }
    }

    PingSpec spec() {
        return spec;
    }

    int sent() {
        return sent;
    }

    int replies() {
        return replies;
    }

    List<IcmpError> errors() {
        return List.copyOf(errors);
    }

    /** When request {@code index} (from 0) left. */
    long sentNanos(int index) {
        return sentNanos[index];
    }

    /** When request {@code index} (from 0) was answered, or -1. */
    long repliedNanos(int index) {
        return repliedNanos[index];
    }
}
