package io.sextant.engine.random;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Independent streams of random numbers by name, all following from one seed.
 *
 * <p>A stream's numbers depend on the seed, its name and how many were drawn from it: not on which other streams
 * exist, in what order they were made, or on the Java version. So a component added to a scenario leaves the chance
 * of all others as it was. Each stream is a {@link Xoshiro256} whose state is the SHA-256 of the seed (8 octets,
 * big-endian) and the name (UTF-8).
 */
public final class RandomStreams {

    private static final int MAX_STREAMS = 1_000_000;

    private final long seed;
    private final Map<String, RandomGenerator> streams = new TreeMap<>();

    public RandomStreams(long seed) {
        this.seed = seed;
    }

    /**
     * The stream of a name, as in {@code link-loss r1:eth0}. Asking again gives the same stream, where it stands.
     *
     * @throws IllegalStateException beyond a million names
     */
    public RandomGenerator stream(String name) {
        RandomGenerator known = streams.get(name);
        if (known != null) {
            return known;
        }
        if (streams.size() >= MAX_STREAMS) {
            throw new IllegalStateException(
                    "There are already " + MAX_STREAMS + " random streams; '" + name + "' would be one too many.");
        }
        RandomGenerator stream = create(name);
        streams.put(name, stream);
        return stream;
    }

    private RandomGenerator create(String name) {
        MessageDigest digest = sha256();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        ByteBuffer state = ByteBuffer.wrap(digest.digest());
        return new Xoshiro256(state.getLong(), state.getLong(), state.getLong(), state.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks SHA-256, which every Java must have.", e);
        }
    }
}
