package io.sextant.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.engine.random.RandomStreams;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TraceTest {

    private long nowNanos;
    private final Trace trace = new Trace(() -> nowNanos);

    @Test
    void an_empty_trace_has_the_digest_of_nothing() {
        assertThat(trace.fingerprint()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void digests_the_stream_of_octets_it_documents() throws Exception {
        nowNanos = 0x0102;
        trace.text("sessie é");
        nowNanos = 0x0203;
        trace.words(7, 1, -1, 0x0a0b);
        String stream = "0000000000000102" + "ffffffff" + "00000009" + "736573736965" + "20" + "c3a9"
                + "0000000000000203" + "00000007" + "0000000000000001" + "ffffffffffffffff" + "0000000000000a0b";
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(HexFormat.of().parseHex(stream));
        assertThat(trace.fingerprint()).isEqualTo(HexFormat.of().formatHex(digest));
    }

    @Test
    void digests_more_than_it_buffers() throws Exception {
        String longLine = "x".repeat(100_000);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i < 3_000; i++) {
            trace.words(i, i, i, i);
            digest.update(ByteBuffer.allocate(36)
                    .putLong(0)
                    .putInt(i)
                    .putLong(i)
                    .putLong(i)
                    .putLong(i)
                    .array());
        }
        trace.text(longLine);
        digest.update(
                ByteBuffer.allocate(16).putLong(0).putInt(-1).putInt(100_000).array());
        digest.update(longLine.getBytes(StandardCharsets.UTF_8));
        assertThat(trace.fingerprint()).isEqualTo(HexFormat.of().formatHex(digest.digest()));
    }

    @Test
    void can_be_asked_in_between_without_changing_the_end() {
        Trace other = new Trace(() -> nowNanos);
        trace.text("a");
        other.text("a");
        String early = trace.fingerprint();
        assertThat(trace.fingerprint()).isEqualTo(early);
        trace.text("b");
        other.text("b");
        assertThat(trace.fingerprint()).isEqualTo(other.fingerprint()).isNotEqualTo(early);
    }

    @Test
    void tells_listeners_of_text_in_order() {
        List<String> heard = new ArrayList<>();
        trace.onText((atNanos, line) -> heard.add("1: " + atNanos + " " + line));
        trace.onText((atNanos, line) -> heard.add("2: " + atNanos + " " + line));
        nowNanos = 42;
        trace.text("link r1:eth0 down");
        trace.words(1, 2, 3, 4);
        assertThat(heard).containsExactly("1: 42 link r1:eth0 down", "2: 42 link r1:eth0 down");
    }

    @Test
    void refuses_a_kind_that_would_read_as_text() {
        assertThatThrownBy(() -> trace.words(-1, 0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_same_seed_gives_the_same_fingerprint_and_another_another() {
        assertThat(fingerprintOfRun(42)).isEqualTo(fingerprintOfRun(42)).isNotEqualTo(fingerprintOfRun(43));
    }

    @Test
    void a_run_has_the_same_fingerprint_in_every_java() {
        assertThat(fingerprintOfRun(42)).isEqualTo("f6cb71d9469785bc5db430f8ed2ca243c45e15eb649caf2373240cce8d05f3d0");
    }

    /** A thousand particles that walk at random times and now and then cancel one another. */
    private static String fingerprintOfRun(long seed) {
        Simulator simulator = new Simulator(RunLimits.GENEROUS);
        Trace trace = new Trace(simulator);
        RandomGenerator random = new RandomStreams(seed).stream("walk");
        List<Event> particles = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            Event particle = new Event() {
                @Override
                protected void fire() {
                    trace.words(1, number, random.nextLong(), 0);
                    simulator.schedule(this, simulator.nanos() + random.nextInt(1_000));
                    if (random.nextInt(10) == 0) {
                        Event victim = particles.get(random.nextInt(particles.size()));
                        simulator.cancel(victim);
                        simulator.schedule(victim, simulator.nanos() + (long) (1e6 * random.nextExponential()));
                        trace.text("moved " + victim.atNanos());
                    }
                }
            };
            particles.add(particle);
            simulator.schedule(particle, random.nextInt(1_000));
        }
        simulator.runUntil(20_000);
        assertThat(simulator.eventsProcessed()).isGreaterThan(5_000);
        return trace.fingerprint();
    }
}
