package io.sextant.topology.frame;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One packet in flight, as an skb is in Linux: octets with room in front of them, and the little that Linux keeps
 * beside the octets. Mutable; <em>whoever receives a frame owns it</em> and either passes it on or gives it back to
 * its {@link FramePool}, never both.
 */
public final class Frame {

    /** Free octets in front of a new frame: enough for Ethernet, IPv4, UDP and VXLAN around an Ethernet frame, twice. */
    public static final int HEADROOM_OCTETS = 128;

    /** Redirects and encapsulations a frame may see within one device's processing; Linux' XMIT_RECURSION_LIMIT. */
    public static final int REDIRECT_LIMIT = 8;

    private static final int IN_POOL = -1;

    final byte[] octets;
    final int sizeClass;
    private int start;
    private int end;
    private long packetId;
    private int tunnelRemote;
    private int tunnelVni = -1;
    private int mark;
    private int redirects;
    private boolean socketHashed;
    private int socketHash;
    private @Nullable Copies copies;

    private @Nullable Frame next;
    private long dueNanos;

    Frame(byte[] octets, int sizeClass) {
        this.octets = octets;
        this.sizeClass = sizeClass;
        this.start = IN_POOL;
    }

    void born(int lengthOctets, long id) {
        start = HEADROOM_OCTETS;
        end = HEADROOM_OCTETS + lengthOctets;
        packetId = id;
        tunnelVni = -1;
        tunnelRemote = 0;
        mark = 0;
        redirects = 0;
        socketHashed = false;
        copies = null;
    }

    void copyFrom(Frame other) {
        System.arraycopy(other.octets, other.start, octets, start, other.length());
        tunnelVni = other.tunnelVni;
        tunnelRemote = other.tunnelRemote;
        mark = other.mark;
        socketHashed = other.socketHashed;
        socketHash = other.socketHash;
        copies = other.copies;
    }

    void retire() {
        if (start == IN_POOL) {
            throw new IllegalStateException("frame of packet " + packetId + " was given back twice");
        }
        start = IN_POOL;
        next = null;
    }

    /** The cell; the frame stands at {@code [start, end)}. Shared, not a copy. */
    public byte[] octets() {
        return octets;
    }

    /** Offset of the frame's first octet in {@link #octets}. */
    public int start() {
        return start;
    }

    /** Offset behind the frame's last octet. */
    public int end() {
        return end;
    }

    /** Octets of the frame. */
    public int length() {
        return end - start;
    }

    /** Takes {@code count} octets of headroom in front; returns the new start. What they hold is undefined. */
    public int push(int count) {
        if (count > start) {
            throw new IllegalStateException("no headroom for " + count + " octets, " + start + " are left");
        }
        start -= count;
        return start;
    }

    /** Drops {@code count} octets in front, as decapsulation does. */
    public void pull(int count) {
        if (count > end - start) {
            throw new IllegalStateException("cannot drop " + count + " octets of " + length());
        }
        start += count;
    }

    /** Moves the end: cuts padding off, or takes tailroom up to the cell's size. */
    public void setEnd(int newEnd) {
        if (newEnd < start || newEnd > octets.length) {
            throw new IllegalStateException("end " + newEnd + " is not in " + start + ".." + octets.length);
        }
        end = newEnd;
    }

    /** Given once when the packet is born; copies by flooding, rewriting and encapsulation keep it. */
    public long packetId() {
        return packetId;
    }

    /** Outer destination of the tunnel key, IPv4 bits; meaningful only with {@link #hasTunnel}. */
    public int tunnelRemote() {
        return tunnelRemote;
    }

    /** VNI of the tunnel key, 0..2^24-1; -1 without one. */
    public int tunnelVni() {
        return tunnelVni;
    }

    /** Sets the tunnel key, as {@code bpf_skb_set_tunnel_key} does. */
    public void setTunnel(int remoteIpv4Bits, int vni) {
        if (vni >>> 24 != 0) {
            throw new IllegalArgumentException("VNI " + vni + " is not in 0..2^24-1");
        }
        tunnelRemote = remoteIpv4Bits;
        tunnelVni = vni;
    }

    /** Whether a tunnel key is set. */
    public boolean hasTunnel() {
        return tunnelVni >= 0;
    }

    public void clearTunnel() {
        tunnelVni = -1;
        tunnelRemote = 0;
    }

    /** The skb mark; 0 at birth and after crossing a link. */
    public int mark() {
        return mark;
    }

    public void setMark(int newMark) {
        mark = newMark;
    }

    /**
     * Whether the packet carries the sending socket's random hash (skb->l4_hash), so that hash policy 1 ignores the
     * flow (linux-ecmp.md §5).
     */
    public boolean isSocketHashed() {
        return socketHashed;
    }

    /** The carried 32-bit hash; meaningful only with {@link #isSocketHashed}. */
    public int socketHash() {
        return socketHash;
    }

    /** Lets the packet carry a hash of its socket from here on; a veth keeps it, a real wire does not. */
    public void setSocketHash(int hash) {
        socketHashed = true;
        socketHash = hash;
    }

    /** A switch is about to flood the packet out of this many ports: its copies share one account from here on. */
    public void countCopies(int ports) {
        if (copies == null) {
            copies = new Copies();
        }
        copies.all += ports - 1;
    }

    /**
     * This copy has met someone it was not for.
     *
     * @return whether the packet was flooded and this was the last of its copies, so that nobody got it
     */
    public boolean countStray() {
        return copies != null && ++copies.strays == copies.all;
    }

    /** What became of a flooded packet. */
    private static final class Copies {
        private int all = 1;
        private int strays;
    }

    /** Counts one redirect or encapsulation; false when that was one too many and the frame must be dropped. */
    public boolean countRedirect() {
        return ++redirects <= REDIRECT_LIMIT;
    }

    /** What Linux forgets when a packet leaves its namespace: mark and tunnel key. */
    public void leaveNamespace() {
        mark = 0;
        tunnelVni = -1;
        tunnelRemote = 0;
    }

    /**
     * Time has passed for the packet: redirects count anew. Where none passes, as on a veth or the loopback, they go on
     * counting, so that packets do not run in circles for ever within one moment.
     */
    public void forgetRedirects() {
        redirects = 0;
    }

    /** The next frame of the queue that holds this one; belongs to the queue. */
    public @Nullable Frame next() {
        return next;
    }

    public void setNext(@Nullable Frame frame) {
        next = frame;
    }

    /** A time the queue that holds this frame keeps with it, such as its arrival. */
    public long dueNanos() {
        return dueNanos;
    }

    public void setDueNanos(long nanos) {
        dueNanos = nanos;
    }

    /** A copy of the frame's octets. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(octets, start, end);
    }

    /** Packet id and octets as hex pairs, for failure messages. */
    @Override
    public String toString() {
        return start == IN_POOL
                ? "frame in pool"
                : "packet " + packetId + " [" + HexFormat.of().formatHex(octets, start, end) + "]";
    }
}
