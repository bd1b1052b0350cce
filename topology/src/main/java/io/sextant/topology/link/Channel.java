package io.sextant.topology.link;

import io.sextant.engine.Event;
import io.sextant.topology.Network;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a link. When the last bit of a frame leaves is computed, not scheduled: a channel remembers until
 * when it is busy. Frames in flight are linked through themselves in order of arrival, and one reusable event stands
 * for the first of them. Frames never overtake each other, not even when the delay shrinks.
 */
public final class Channel {

    private final Network network;
    private final Link link;
    private final boolean forth;
    private final String label;
    private final Port far;
    private final Event arrival = new Arrival();
    private final RandomGenerator chance;

    private LinkModel model;
    private long nanosPerOctet;
    private long queueNanos;
    private boolean instant;
    private boolean up = true;

    private long busyUntilNanos;
    private long lastArrivalNanos;
    private @Nullable Frame first;
    private @Nullable Frame last;
    private int inFlight;
    private long sentFrames;
    private long sentOctets;

    Channel(Network network, Link link, boolean forth, LinkModel model, Port far) {
        this.network = network;
        this.link = link;
        this.forth = forth;
        this.label = link.name() + (forth ? " forth" : " back");
        this.far = far;
        this.chance = network.random("link-loss " + label);
        this.model = model;
        setModel(model);
    }

    /** Takes the frame over: it arrives at the far port later, or is dropped with a reason now. */
    public void transmit(Frame frame) {
        long now = network.nowNanos();
        if (!up) {
            lose(frame, DropReason.LINK_DOWN);
            return;
        }
        long start = Math.max(now, busyUntilNanos);
        long serialization =
                nanosPerOctet >= 0 ? nanosPerOctet * frame.length() : model.serializationNanos(frame.length());
        if (start > now && start - now > queueNanos - serialization) {
            lose(frame, DropReason.QUEUE_FULL);
            return;
        }
        busyUntilNanos = start + serialization;
        sentFrames++;
        sentOctets += frame.length();
        if (model.lossProbability() > 0 && chance.nextDouble() < model.lossProbability()) {
            lose(frame, DropReason.LOSS);
            return;
        }
        link.tapped(this, frame, null);
        enqueue(frame, Math.max(busyUntilNanos + model.delayNanos(), lastArrivalNanos));
    }

    /** Octets accepted and not yet sent at this moment; 0 when the link has no rate. */
    public long backlogOctets() {
        long backlogNanos = Math.max(0, busyUntilNanos - network.nowNanos());
        return (long) (backlogNanos * (model.bitsPerSecond() / 8e9));
    }

    /** Frames under way: sent or waiting to be sent, not yet received. */
    public int inFlight() {
        return inFlight;
    }

    /** Frames that left the near end since the start of the run, lost ones included. */
    public long sentFrames() {
        return sentFrames;
    }

    /** Octets that left the near end since the start of the run, lost ones included. */
    public long sentOctets() {
        return sentOctets;
    }

    /** The machine at the near end has power or not; without it the link has no carrier. */
    public void setNearPowered(boolean on) {
        link.setPowered(this, on);
    }

    /** Whether this is the direction from the port named first when the link was made. */
    public boolean isForth() {
        return forth;
    }

    /** Name of the link and {@code forth} or {@code back}, as it appears in traces. */
    public String label() {
        return label;
    }

    void setModel(LinkModel changed) {
        model = changed;
        long rate = changed.bitsPerSecond();
        nanosPerOctet = rate == 0 ? 0 : 8_000_000_000L % rate == 0 ? 8_000_000_000L / rate : -1;
        instant = rate == 0 && changed.delayNanos() == 0;
        queueNanos = rate == 0 ? Long.MAX_VALUE : (long) Math.ceil(changed.queueOctets() * 8e9 / rate);
    }

    void setUp(boolean nowUp) {
        up = nowUp;
        if (nowUp) {
            return;
        }
        network.scheduler().cancel(arrival);
        busyUntilNanos = network.nowNanos();
        while (first != null) {
            lose(dequeue(first), DropReason.LINK_DOWN);
        }
    }

    private void enqueue(Frame frame, long dueNanos) {
        frame.setDueNanos(dueNanos);
        lastArrivalNanos = dueNanos;
        inFlight++;
        Frame tail = last;
        last = frame;
        if (tail == null) {
            first = frame;
            network.scheduler().schedule(arrival, dueNanos);
        } else {
            tail.setNext(frame);
        }
    }

    private Frame dequeue(Frame head) {
        first = head.next();
        head.setNext(null);
        if (first == null) {
            last = null;
        }
        inFlight--;
        return head;
    }

    private void arrive() {
        Frame head = first;
        if (head == null) {
            throw new IllegalStateException("arrival on " + label + " without a frame");
        }
        dequeue(head);
        Frame following = first;
        if (following != null) {
            network.scheduler().schedule(arrival, following.dueNanos());
        }
        head.leaveNamespace();
        if (!instant) {
            head.forgetRedirects();
        }
        far.receive(head);
    }

    private void lose(Frame frame, DropReason reason) {
        link.tapped(this, frame, reason);
        network.drop(link.name(), label, reason, frame);
    }

    private final class Arrival extends Event {
        @Override
        protected void fire() {
            arrive();
        }

        @Override
        public String label() {
            return "frame " + label;
        }
    }
}
