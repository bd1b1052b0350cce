package io.sextant.topology.neighbour;

import io.sextant.engine.Alarm;
import io.sextant.protocol.address.IpAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.frame.Frame;
import org.jspecify.annotations.Nullable;

/** One entry of the table: {@code struct neighbour}. The machine that moves it is {@link NeighbourTable}'s. */
final class Neighbour {

    /** What an skb and its shared info take besides the octets: unres_qlen_bytes counts truesize. */
    private static final int SKB_OVERHEAD_OCTETS = 576;

    final NetworkInterface device;

    /** The two halves of the address, as in {@link IpAddress#high}. */
    final long high;

    final long low;
    final Alarm timer;

    @Nullable
    NeighbourState state;

    long macBits;
    long confirmedNanos;
    long usedNanos;
    long updatedNanos;
    int probes;

    /** It said of itself that it is a router: NTF_ROUTER. */
    boolean router;

    private @Nullable Frame first;
    private @Nullable Frame last;
    private int waiting;
    private int waitingOctets;

    Neighbour(NetworkInterface device, long high, long low, long nowNanos, AlarmFactory alarms) {
        this.device = device;
        this.high = high;
        this.low = low;
        this.confirmedNanos = nowNanos;
        this.usedNanos = nowNanos;
        this.updatedNanos = nowNanos;
        this.timer = alarms.create(this);
    }

    /** Makes an alarm that leads back to the entry. */
    @FunctionalInterface
    interface AlarmFactory {
        Alarm create(Neighbour neighbour);
    }

    IpAddress address() {
        return IpAddress.of(high, low);
    }

    /** NUD_CONNECTED: frames may leave without a second look. */
    boolean isConnected() {
        return state == NeighbourState.REACHABLE || state == NeighbourState.PERMANENT;
    }

    /** NUD_VALID: the MAC address is known. */
    boolean isValid() {
        return state != null && state != NeighbourState.INCOMPLETE && state != NeighbourState.FAILED;
    }

    /** What next-hop groups skip. */
    boolean isBad() {
        return state == NeighbourState.INCOMPLETE || state == NeighbourState.FAILED;
    }

    int waiting() {
        return waiting;
    }

    int waitingOctets() {
        return waitingOctets;
    }

    static int sizeInQueue(Frame packet) {
        return packet.length() + SKB_OVERHEAD_OCTETS;
    }

    void enqueue(Frame packet) {
        Frame tail = last;
        if (tail == null) {
            first = packet;
        } else {
            tail.setNext(packet);
        }
        last = packet;
        waiting++;
        waitingOctets += sizeInQueue(packet);
    }

    @Nullable
    Frame dequeue() {
        Frame packet = first;
        if (packet != null) {
            first = packet.next();
            packet.setNext(null);
            if (first == null) {
                last = null;
            }
            waiting--;
            waitingOctets -= sizeInQueue(packet);
        }
        return packet;
    }
}
