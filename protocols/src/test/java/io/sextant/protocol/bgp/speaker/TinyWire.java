package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.message.BgpMessage;
import io.sextant.protocol.bgp.message.Octets;
import io.sextant.protocol.bgp.session.CloseReason;
import io.sextant.protocol.bgp.session.ConnectionId;
import io.sextant.protocol.bgp.session.Input;
import io.sextant.protocol.bgp.session.Output;
import io.sextant.protocol.bgp.session.PeerId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Speakers by address on one wire: every message takes the same time, connections are refused where nobody listens, and
 * all that was sent is kept with its time.
 */
final class TinyWire {

    static final long DELAY_NANOS = 100_000;
    private static final int MAX_EVENTS = 1_000_000;

    /** A message on the wire; its time is when it was sent. */
    record Sent(long atNanos, Ipv4Address from, Ipv4Address to, BgpMessage message, Octets octets) {}

    /** Something a speaker told its router. */
    record Told(long atNanos, Ipv4Address by, SpeakerOutput output) {}

    private record Event(long atNanos, long sequence, Runnable action) {}

    private record End(Ipv4Address host, PeerId peer, ConnectionId connection) {}

    final List<Sent> sent = new ArrayList<>();
    final List<Told> told = new ArrayList<>();
    long nowNanos;

    private final Map<Ipv4Address, BgpSpeaker> speakers = new TreeMap<>();
    private final Map<Ipv4Address, Boolean> reachable = new TreeMap<>();
    private final Map<End, End> connections = new LinkedHashMap<>();
    private final PriorityQueue<Event> queue = new PriorityQueue<>((a, b) ->
            a.atNanos != b.atNanos ? Long.compare(a.atNanos, b.atNanos) : Long.compare(a.sequence, b.sequence));
    private long sequence;
    private long calls;

    void attach(Ipv4Address host, BgpSpeaker speaker) {
        speakers.put(host, speaker);
        reachable.put(host, true);
    }

    /** A host without power says nothing and hears nothing. */
    void powerOff(Ipv4Address host) {
        reachable.put(host, false);
    }

    void act(Ipv4Address host, List<SpeakerOutput> outputs) {
        for (SpeakerOutput output : outputs) {
            told.add(new Told(nowNanos, host, output));
            if (output instanceof PeerOutput forPeer) {
                perform(host, forPeer.peer(), forPeer.output());
            }
        }
    }

    /** Runs to a time; speakers are woken at their deadlines. */
    void runUntil(long untilNanos) {
        for (int i = 0; i < MAX_EVENTS; i++) {
            Ipv4Address next = nextDue();
            long deadline = next == null ? BgpSpeaker.NEVER : speaker(next).deadlineNanos();
            Event event = queue.peek();
            if (Math.min(deadline, event == null ? BgpSpeaker.NEVER : event.atNanos) > untilNanos) {
                nowNanos = untilNanos;
                return;
            }
            if (event != null && event.atNanos <= deadline) {
                queue.remove();
                nowNanos = event.atNanos;
                event.action.run();
            } else if (next != null) {
                nowNanos = Math.max(nowNanos, deadline);
                act(next, speaker(next).onDeadline(nowNanos));
            }
        }
        throw new AssertionError("no rest after " + MAX_EVENTS + " events");
    }

    private BgpSpeaker speaker(Ipv4Address host) {
        BgpSpeaker speaker = speakers.get(host);
        if (speaker == null) {
            throw new AssertionError("no speaker at " + host);
        }
        return speaker;
    }

    private @Nullable Ipv4Address nextDue() {
        Ipv4Address next = null;
        for (Map.Entry<Ipv4Address, BgpSpeaker> entry : speakers.entrySet()) {
            boolean on = Boolean.TRUE.equals(reachable.get(entry.getKey()));
            if (on
                    && (next == null
                            || entry.getValue().deadlineNanos() < speaker(next).deadlineNanos())) {
                next = entry.getKey();
            }
        }
        return next;
    }

    private void later(Runnable action) {
        queue.add(new Event(nowNanos + DELAY_NANOS, sequence++, action));
    }

    private void input(End end, Input input) {
        if (Boolean.TRUE.equals(reachable.get(end.host))) {
            act(end.host, speaker(end.host).handle(nowNanos, end.peer, input));
        }
    }

    private void perform(Ipv4Address host, PeerId peer, Output output) {
        if (output instanceof Output.Dial dial) {
            End near = new End(host, peer, dial.connection());
            later(() -> answer(near, (Ipv4Address) peer.address()));
        } else if (output instanceof Output.Send send) {
            sent.add(new Sent(nowNanos, host, (Ipv4Address) peer.address(), send.message(), send.octets()));
            End near = new End(host, peer, send.connection());
            later(() -> {
                End far = connections.get(near);
                if (far != null) {
                    input(far, new Input.Received(far.connection, send.octets()));
                }
            });
        } else if (output instanceof Output.HangUp hangUp) {
            End near = new End(host, peer, hangUp.connection());
            later(() -> {
                End far = connections.remove(near);
                if (far != null) {
                    connections.remove(far);
                    input(far, new Input.Disconnected(far.connection, CloseReason.FIN));
                }
            });
        }
    }

    private void answer(End near, Ipv4Address to) {
        boolean listens = speakers.containsKey(to)
                && speaker(to).config().profile().session().listens()
                && speaker(to).peer(new PeerId(near.host)).isPresent();
        if (!listens) {
            later(() -> input(near, new Input.ConnectFailed(near.connection, "refused")));
            return;
        }
        End far = new End(to, new PeerId(near.host), ConnectionId.incoming(++calls));
        connections.put(near, far);
        connections.put(far, near);
        later(() -> input(near, new Input.Connected(near.connection, near.host, 40_000, to, 179)));
        input(far, new Input.Connected(far.connection, to, 179, near.host, 40_000));
    }
}
