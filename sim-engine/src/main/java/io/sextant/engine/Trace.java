package io.sextant.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What happened in a run, in order. Nothing is kept but a SHA-256, the run's fingerprint: two runs with equal
 * fingerprints wrote the same entries at the same virtual times.
 *
 * <p>What is digested is a stream of entries, all numbers big-endian:
 *
 * <pre>
 *   words:  8 octets time | 4 octets kind, not negative | 3 × 8 octets
 *   text:   8 octets time | 4 octets −1 | 4 octets length | UTF-8
 * </pre>
 */
public final class Trace {

    private static final int BUFFER_OCTETS = 1 << 15;
    private static final int WORDS_OCTETS = Integer.BYTES + 4 * Long.BYTES;
    private static final int TEXT_HEADER_OCTETS = Long.BYTES + 2 * Integer.BYTES;
    private static final int TEXT_KIND = -1;

    private final Clock clock;
    private final MessageDigest digest = sha256();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_OCTETS);
    private final List<TextListener> listeners = new ArrayList<>();

    /** An empty trace whose entries are stamped with the clock's time. */
    public Trace(Clock clock) {
        this.clock = clock;
    }

    /** Adds a fact in words: {@code session k8s-worker1 ESTABLISHED}. For what is rare; listeners hear it. */
    public void text(String line) {
        long atNanos = clock.nanos();
        byte[] octets = line.getBytes(StandardCharsets.UTF_8);
        reserve(TEXT_HEADER_OCTETS);
        buffer.putLong(atNanos).putInt(TEXT_KIND).putInt(octets.length);
        if (octets.length <= BUFFER_OCTETS) {
            reserve(octets.length);
            buffer.put(octets);
        } else {
            flush();
            digest.update(octets);
        }
        for (TextListener listener : listeners) {
            listener.onText(atNanos, line);
        }
    }

    /**
     * Adds a fact in numbers. For what is frequent: it allocates nothing.
     *
     * @param kind what the numbers mean, not negative
     */
    public void words(int kind, long a, long b, long c) {
        if (kind < 0) {
            throw new IllegalArgumentException("The kind of a trace entry must not be negative, as " + kind + " is.");
        }
        reserve(WORDS_OCTETS);
        buffer.putLong(clock.nanos()).putInt(kind).putLong(a).putLong(b).putLong(c);
    }

    /** Adds a listener for lines of text, called after those added before. It must not write to this trace. */
    public void onText(TextListener listener) {
        listeners.add(listener);
    }

    /** The SHA-256 of everything so far, in 64 lower-case hexadecimal digits. The trace can go on afterwards. */
    public String fingerprint() {
        flush();
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("This Java's SHA-256 cannot be asked before the end of the run.", e);
        }
    }

    private void reserve(int octets) {
        if (buffer.remaining() < octets) {
            flush();
        }
    }

    private void flush() {
        digest.update(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks SHA-256, which every Java must have.", e);
        }
    }
}
