package io.sextant.protocol.tcp;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The receiving half: what is expected next, the window offered, what waits for the user and what arrived too early. The window
 * follows Linux ({@code tcp_select_initial_window}, {@code __tcp_select_window}): multiples of the MSS at first, never taken
 * back, closed rather than silly (RFC 9293 §3.8.6.2.2).
 */
final class Receiver {

    /** Half of the buffer is window, the other half stands for the kernel's bookkeeping ({@code tcp_adv_win_scale} 1). */
    private static final int BOOKKEEPING_SHIFT = 1;

    private static final int MAX_UNSCALED = 65_535;

    /** A timestamp this old protects from nothing (RFC 7323 §5.5). */
    private static final long PAWS_NANOS = 24L * 86_400 * 1_000_000_000;

    private static final byte[] NOTHING = {};

    private final int fullSpace;
    private final int advertisedMss;
    private final AckPolicy acks;
    private int next;
    private int offeredAt;
    private int offered;
    private int scale;
    private int bound;
    private int threshold;
    private int unread;
    private byte @Nullable [] single;
    private @Nullable Deque<byte[]> more;
    private @Nullable Reassembly early;
    private @Nullable SackBlocks sacks;
    private boolean sackAgreed;
    private boolean finKnown;
    private int finSequence;
    private boolean duplicateSeen;
    private int duplicateFrom;
    private int duplicateTo;
    private int recentTimestamp;
    private long recentTimestampNanos;

    Receiver(TcpProfile profile, int advertisedMss, AckPolicy acks) {
        this.advertisedMss = advertisedMss;
        this.acks = acks;
        fullSpace = profile.receiveBufferOctets() >> BOOKKEEPING_SHIFT;
        bound = fullSpace;
        threshold = fullSpace;
    }

    /** The window of our SYN, unscaled; {@code optionOctets} of each later segment are not data. */
    int openWindow(int optionOctets) {
        int mss = advertisedMss - optionOctets;
        int space = fullSpace > mss ? fullSpace - fullSpace % mss : fullSpace;
        offered = Math.min(space, MAX_UNSCALED);
        return offered;
    }

    /** Both SYNs are known: {@code first} is the peer's first octet, {@code segmentOctets} what ours will hold. */
    void start(long nowNanos, int first, int windowScale, boolean sack, int segmentOctets) {
        next = first;
        offeredAt = first;
        scale = windowScale;
        // Linux's tcp_init_buffer_space keeps one MSS back for the application (tcp_app_win).
        if (fullSpace > 3 * advertisedMss) {
            bound = fullSpace - advertisedMss;
        }
        threshold = Math.min(Math.max(offered, 1), bound);
        sackAgreed = sack;
        acks.start(nowNanos, Math.min(advertisedMss, segmentOctets), offered);
    }

    /** The peer's timestamp that ours echo: RFC 7323's TS.Recent. */
    int recentTimestamp() {
        return recentTimestamp;
    }

    void setRecentTimestamp(long nowNanos, int value) {
        recentTimestamp = value;
        recentTimestampNanos = nowNanos;
    }

    /** RFC 7323 §4.3: a timestamp counts when its segment reaches to what was acknowledged last. */
    void rememberTimestamp(long nowNanos, TcpSegment segment) {
        int value = segment.options().timestampValue();
        boolean covers = !Seq.isAfter(segment.sequence(), offeredAt);
        if (covers && segment.options().hasTimestamps() && !Seq.isBefore(value, recentTimestamp)) {
            setRecentTimestamp(nowNanos, value);
        }
    }

    /** PAWS (RFC 7323 §5.3), with Linux's tolerance of one tick. */
    boolean isOld(long nowNanos, TcpOptions options) {
        return options.hasTimestamps()
                && recentTimestamp - options.timestampValue() > 1
                && nowNanos - recentTimestampNanos < PAWS_NANOS;
    }

    /** RCV.NXT. */
    int next() {
        return next;
    }

    /** The acknowledgment sent last: Linux's {@code rcv_wup}. */
    int acknowledged() {
        return offeredAt;
    }

    /** What is left of the window offered last. */
    int window() {
        return Math.max(0, offeredAt + offered - next);
    }

    /** The window offered last, at the time it was. */
    int offered() {
        return offered;
    }

    /** Whether any of the segment lies where something is expected (RFC 9293 §3.10.7.4, as Linux's {@code tcp_sequence}). */
    boolean accepts(int sequence, int sequenceEnd) {
        return !Seq.isBefore(sequenceEnd, offeredAt) && !Seq.isAfter(sequence, next + window());
    }

    boolean hasHoles() {
        return early != null && !early.isEmpty();
    }

    int unread() {
        return unread;
    }

    /** The window for the header of a segment that leaves now; remembers it as offered. */
    int offerWindow() {
        int fresh = freeWindow();
        int current = window();
        if (fresh < current) {
            fresh = align(current);
        }
        offered = Math.min(fresh, MAX_UNSCALED << scale);
        offeredAt = next;
        return offered >> scale;
    }

    /** What could be offered now: the free space, or nothing where that would be silly. */
    int freeWindow() {
        int allowed = Math.min(bound, fullSpace);
        int free = fullSpace - unread - (early == null ? 0 : early.octets());
        int mss = Math.min(acks.segmentEstimate(), allowed);
        if (free < allowed / 2) {
            acks.leaveQuickMode();
            free = free >> scale << scale;
            if (free < fullSpace >> 4 || free < mss) {
                return 0;
            }
        }
        free = Math.min(free, threshold);
        if (scale > 0) {
            return align(free);
        }
        boolean keep = offered > free - mss && offered <= free;
        return keep ? offered : free - free % mss;
    }

    /** Whether the buffer can hold so much more; a peer that keeps to the window never finds it full. */
    boolean hasRoomFor(int octets) {
        return unread + octets <= fullSpace << BOOKKEEPING_SHIFT;
    }

    /** Takes a payload that starts at or before {@link #next} and reaches beyond, and what follows from earlier arrivals. */
    void takeInOrder(int sequence, byte[] payload) {
        int known = next - sequence;
        enqueue(known == 0 ? payload : Arrays.copyOfRange(payload, known, payload.length));
        if (threshold < bound) {
            threshold = Math.min(bound, threshold + 2 * advertisedMss);
        }
        if (early != null) {
            byte[] following = early.takeAt(next);
            while (following != null) {
                enqueue(following);
                following = early.takeAt(next);
            }
            if (sacks != null) {
                sacks.dropBefore(next);
            }
        }
    }

    /** Keeps a payload for later. */
    void takeEarly(int sequence, byte[] payload) {
        if (early == null) {
            early = new Reassembly(fullSpace);
        }
        if (early.add(sequence, payload) && sackAgreed) {
            if (sacks == null) {
                sacks = new SackBlocks();
            }
            sacks.add(sequence, sequence + payload.length);
        }
    }

    /** The peer's FIN stands at {@code sequence}; it counts once everything before it is here. */
    void noteFin(int sequence) {
        finKnown = true;
        finSequence = sequence;
    }

    /** Steps over the peer's FIN if its turn has come. */
    boolean takeFin() {
        if (!finKnown || finSequence != next) {
            return false;
        }
        finKnown = false;
        next++;
        return true;
    }

    /** A segment came twice; the next acknowledgment says so (RFC 2883). */
    void noteDuplicate(int from, int to) {
        duplicateSeen = sackAgreed && from != to;
        duplicateFrom = from;
        duplicateTo = to;
    }

    boolean owesSack() {
        return duplicateSeen || (sacks != null && !sacks.isEmpty());
    }

    /** At most {@code max} blocks for the segment that leaves now. */
    int[] sackOption(int max) {
        if (sacks == null) {
            sacks = new SackBlocks();
        }
        int[] option = sacks.toOption(max, duplicateSeen, duplicateFrom, Seq.earlier(duplicateTo, next));
        duplicateSeen = false;
        return option;
    }

    /** All that waits for the user. */
    byte[] read() {
        byte[] all = single == null ? NOTHING : single;
        if (more != null && !more.isEmpty()) {
            all = Arrays.copyOf(all, unread);
            int at = single == null ? 0 : single.length;
            for (byte[] chunk : more) {
                System.arraycopy(chunk, 0, all, at, chunk.length);
                at += chunk.length;
            }
            more.clear();
        }
        single = null;
        unread = 0;
        return all;
    }

    private void enqueue(byte[] payload) {
        next += payload.length;
        unread += payload.length;
        if (single == null) {
            single = payload;
            return;
        }
        if (more == null) {
            more = new ArrayDeque<>();
        }
        more.add(payload);
    }

    private int align(int octets) {
        int unit = (1 << scale) - 1;
        return (octets + unit) & ~unit;
    }
}
