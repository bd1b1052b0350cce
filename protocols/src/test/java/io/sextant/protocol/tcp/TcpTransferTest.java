package io.sextant.protocol.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole transfers between two connections over a wire that behaves, and over wires that do not. */
class TcpTransferTest {

    private static final long MILLI = 1_000_000L;

    @Test
    void a_clean_wire_carries_a_megabyte_without_sending_anything_twice() {
        LossyWire wire = new LossyWire(1, TcpProfile.LINUX, octets(1, 1_000_000), octets(2, 1_000), 0, 0, 0);
        wire.run();
        assertComplete(wire, 1, 1_000_000, 2, 1_000);
        assertThat(wire.client.connection.retransmissions()).isZero();
        assertThat(wire.server.connection.retransmissions()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "LOSS, 10, 0, 0",
        "LOSS, 50, 0, 0",
        "LOSS, 200, 0, 0",
        "DUPLICATES, 0, 200, 0",
        "REORDERING, 0, 0, 20",
        "ALL, 30, 50, 10",
        "MUCH, 150, 100, 50"
    })
    void a_wire_that_loses_doubles_and_delays_still_delivers_exactly(
            String name, int loss, int duplicates, int jitterMillis) {
        for (long seed = 1; seed <= 15; seed++) {
            int up = 1 + new SplittableRandom(seed).nextInt(120_000);
            int down = new SplittableRandom(-seed).nextInt(120_000);
            LossyWire wire = new LossyWire(
                    seed, profile(seed), octets(seed, up), octets(-seed, down), loss, duplicates, jitterMillis * MILLI);
            try {
                wire.run();
                assertComplete(wire, seed, up, -seed, down);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(name + ", seed " + seed, e);
            }
        }
    }

    @Test
    void a_wire_that_loses_everything_ends_in_a_timeout() {
        LossyWire wire = new LossyWire(1, TcpProfile.LINUX, octets(1, 10), octets(2, 10), 1000, 0, 0);
        wire.run();
        assertThat(wire.client.ending).isEqualTo(TcpEvent.TIMED_OUT);
        assertThat(wire.nowNanos()).isEqualTo(131_000 * MILLI);
        assertThat(wire.transmitted).isEqualTo(11);
    }

    /** With and without SACK, timestamps, scaling, and with small buffers. */
    private static TcpProfile profile(long seed) {
        TcpProfile.Options options = new TcpProfile.Options(seed % 2 == 0, seed % 3 != 0, seed % 5 == 0 ? 0 : 7);
        TcpProfile profile = TcpProfile.LINUX.withOptions(options);
        return seed % 4 == 0 ? profile.withBuffers(20_000, 9_000) : profile;
    }

    private static void assertComplete(LossyWire wire, long upSeed, int up, long downSeed, int down) {
        assertThat(wire.server.read.toByteArray()).as("upstream").isEqualTo(octets(upSeed, up));
        assertThat(wire.client.read.toByteArray()).as("downstream").isEqualTo(octets(downSeed, down));
        assertThat(wire.client.connection.state()).isEqualTo(TcpState.CLOSED);
        assertThat(wire.server.connection.state()).isEqualTo(TcpState.CLOSED);
    }

    private static byte[] octets(long seed, int length) {
        byte[] octets = new byte[length];
        new SplittableRandom(seed).nextBytes(octets);
        return octets;
    }
}
