package io.sextant.topology.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PcapngWriterTest {
    /** 2021-10-31T14:19:17Z. */
    private static final long EPOCH_NANOS = 1_635_689_957_000_000_000L;

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    private final Path folder;

    PcapngWriterTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private PcapngWriter writer(long limitOctets) {
        return new PcapngWriter(Channels.newChannel(octets), EPOCH_NANOS, limitOctets);
    }

    private PcapngReader.Capture read() {
        return PcapngReader.read(octets.toByteArray());
    }

    @Test
    void an_interface_has_name_description_snap_length_and_nanoseconds() {
        try (PcapngWriter writer = writer(4096)) {
            assertThat(writer.addInterface("enp7s0", "k8s-worker1, before tc ingress", 262_144))
                    .isZero();
            assertThat(writer.addInterface("eth0", null, 96)).isEqualTo(1);
        }

        assertThat(read().application()).isEqualTo("Sextant");
        assertThat(read().interfaces())
                .containsExactly(
                        new PcapngReader.Interface("enp7s0", "k8s-worker1, before tc ingress", 262_144, 9, 1),
                        new PcapngReader.Interface("eth0", "", 96, 9, 1));
        assertThat(read().statistics()).isEmpty();
    }

    @Test
    void a_packet_keeps_its_time_octets_direction_number_and_comment() {
        byte[] cell = new byte[300];
        new SplittableRandom(1).nextBytes(cell);
        try (PcapngWriter writer = writer(4096)) {
            writer.addInterface("a", null, 100);
            writer.addInterface("b", null, 65_535);
            writer.packet(1, 30_000_000_123L, cell, 50, 61, true, 0x0102030405060708L, "pass – über Größe 🙂");
            writer.packet(0, 30_000_000_124L, cell, 50, 142, false, 7, null);
            assertThat(writer.packets()).isEqualTo(2);
        }

        PcapngReader.Packet first = read().packets().get(0);
        assertThat(first.interfaceIndex()).isEqualTo(1);
        assertThat(first.unixNanos()).isEqualTo(EPOCH_NANOS + 30_000_000_123L);
        assertThat(first.octets()).isEqualTo(ByteBuffer.wrap(cell, 50, 61));
        assertThat(first.flags()).isEqualTo(2);
        assertThat(first.packetId()).isEqualTo(0x0102030405060708L);
        assertThat(first.comment()).isEqualTo("pass – über Größe 🙂");
        PcapngReader.Packet second = read().packets().get(1);
        assertThat(second.octets()).isEqualTo(ByteBuffer.wrap(cell, 50, 100));
        assertThat(second.originalOctets()).isEqualTo(142);
        assertThat(second.flags()).isEqualTo(1);
        assertThat(second.packetId()).isEqualTo(7);
        assertThat(second.comment()).isEmpty();
    }

    @Test
    void every_length_of_octets_and_comment_is_padded_right() {
        byte[] cell = new byte[64];
        try (PcapngWriter writer = writer(1 << 20)) {
            writer.addInterface("a", null, 65_535);
            for (int length = 0; length <= 20; length++) {
                for (int comment = 0; comment <= 9; comment++) {
                    writer.packet(0, 0, cell, 0, length, true, length, "c".repeat(comment));
                }
            }
        }

        List<PcapngReader.Packet> packets = read().packets();
        assertThat(packets).hasSize(210);
        for (int i = 0; i < packets.size(); i++) {
            assertThat(packets.get(i).octets().remaining()).isEqualTo(i / 10);
            assertThat(packets.get(i).comment()).hasSize(i % 10);
        }
    }

    @Test
    void a_long_comment_is_cut_between_two_characters_and_a_lone_surrogate_is_replaced() {
        try (PcapngWriter writer = writer(1 << 16)) {
            writer.addInterface("a", null, 65_535);
            writer.packet(0, 0, new byte[14], 0, 14, true, 1, "x" + "é".repeat(1000));
            writer.packet(0, 0, new byte[14], 0, 14, true, 1, "a\ud83d!");
        }

        assertThat(read().packets().get(0).comment()).isEqualTo("x" + "é".repeat(511));
        assertThat(read().packets().get(1).comment()).isEqualTo("a?!");
    }

    @Test
    void a_full_file_counts_what_it_leaves_out_and_stays_within_its_limit() {
        try (PcapngWriter writer = writer(4096)) {
            writer.addInterface("a", null, 65_535);
            writer.addInterface("b", null, 65_535);
            for (int i = 0; i < 100; i++) {
                writer.packet(i % 4 == 0 ? 1 : 0, i, new byte[200], 0, 200, true, i, null);
            }
            // Once full it stays full: a hole in the middle would mislead.
            writer.packet(0, 100, new byte[1], 0, 1, true, 100, null);
            assertThat(writer.packets() + writer.packetsLeftOut()).isEqualTo(101);
        }

        PcapngReader.Capture capture = read();
        assertThat(octets.size()).isLessThanOrEqualTo(4096).isGreaterThan(4096 - 300);
        assertThat(capture.packets()).extracting(PcapngReader.Packet::packetId).isSorted();
        assertThat(capture.statistics()).hasSize(2);
        assertThat(capture.statistics())
                .extracting(PcapngReader.Statistics::received)
                .containsExactly(76L, 25L);
        long dropped = capture.statistics().stream()
                .mapToLong(PcapngReader.Statistics::dropped)
                .sum();
        assertThat(dropped + capture.packets().size()).isEqualTo(101);
        assertThat(capture.statistics().get(0).unixNanos()).isEqualTo(EPOCH_NANOS + 100);
    }

    @Test
    void the_largest_frames_with_the_longest_comments_fit() {
        byte[] cell = new byte[PcapngWriter.MAX_SNAP_OCTETS + 10];
        try (PcapngWriter writer = writer(1 << 24)) {
            writer.addInterface("a", null, PcapngWriter.MAX_SNAP_OCTETS);
            for (int i = 0; i < 3; i++) {
                writer.packet(0, i, cell, 0, cell.length, true, i, "c".repeat(2000));
            }
        }

        assertThat(read().packets()).hasSize(3).allSatisfy(packet -> {
            assertThat(packet.octets().remaining()).isEqualTo(PcapngWriter.MAX_SNAP_OCTETS);
            assertThat(packet.originalOctets()).isEqualTo(cell.length);
            assertThat(packet.comment()).hasSize(PcapngWriter.MAX_COMMENT_OCTETS);
        });
    }

    @Test
    void refuses_a_snap_length_and_a_limit_that_make_no_sense() {
        PcapngWriter writer = writer(4096);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.addInterface("a", null, 0))
                .withMessage("no interface a with snap length 0 octets as number 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer(100))
                .withMessage("a capture's limit is 1024 octets or more, not 100");
    }

    @Test
    void the_file_appears_when_closed_and_replaces_the_one_before() throws IOException {
        Path file = folder.resolve("curl/router-eth0.pcapng");
        Files.createDirectories(folder.resolve("curl"));
        Files.writeString(file, "before");
        PcapngWriter writer = PcapngWriter.toFile(file, EPOCH_NANOS);
        writer.addInterface("eth0", null, 65_535);

        assertThat(file).hasContent("before");
        writer.close();
        writer.close();

        assertThat(PcapngReader.read(Files.readAllBytes(file)).interfaces()).hasSize(1);
        assertThat(names()).containsExactly("router-eth0.pcapng");
    }

    @Test
    void a_discarded_file_leaves_nothing_and_spares_the_one_before() throws IOException {
        Path file = folder.resolve("curl/router-eth0.pcapng");
        Files.createDirectories(folder.resolve("curl"));
        Files.writeString(file, "before");
        PcapngWriter writer = PcapngWriter.toFile(file, EPOCH_NANOS);
        writer.discard();
        writer.close();

        assertThat(file).hasContent("before");
        assertThat(names()).containsExactly("router-eth0.pcapng");
    }

    @Test
    void a_failing_channel_ends_in_an_unchecked_exception() {
        WritableByteChannel full = new WritableByteChannel() {
            private boolean open = true;

            @Override
            public int write(ByteBuffer source) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public boolean isOpen() {
                return open;
            }

            @Override
            public void close() {
                open = false;
            }
        };
        PcapngWriter writer = new PcapngWriter(full, EPOCH_NANOS, 4096);

        assertThatThrownBy(writer::close)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("No space left on device");
        writer.close();
        assertThat(full.isOpen()).isFalse();
    }

    @Test
    void a_packet_allocates_nothing() {
        PcapngWriter writer =
                new PcapngWriter(Channels.newChannel(java.io.OutputStream.nullOutputStream()), EPOCH_NANOS, 1L << 40);
        writer.addInterface("a", null, 65_535);
        byte[] cell = new byte[142];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 20; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 500; i++) {
                writer.packet(0, i, cell, 0, 142, true, i, "from-netdev: redirect");
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }

        assertThat(least).as("octets allocated by 500 packets").isLessThan(500);
    }

    @Test
    void tshark_reads_the_same() throws IOException, InterruptedException {
        assumeTrue(isInstalled("tshark"), "tshark is not installed");
        Path file = folder.resolve("tshark.pcapng");
        try (PcapngWriter writer = PcapngWriter.toFile(file, EPOCH_NANOS)) {
            writer.addInterface("enp7s0", "worker", 65_535);
            writer.addInterface("eth0", null, 20);
            writer.packet(0, 1, new byte[60], 0, 60, false, 41, "drop: Größe");
            writer.packet(1, 2_000_000_003L, new byte[61], 0, 61, true, 42, null);
        }

        List<String> command = new ArrayList<>(List.of("tshark", "-r", file.toString(), "-T", "fields"));
        for (String field : List.of(
                "frame.interface_name",
                "frame.time_epoch",
                "frame.len",
                "frame.cap_len",
                "frame.packet_flags_direction",
                "frame.packet_id",
                "frame.comment")) {
            command.addAll(List.of("-e", field));
        }
        Path printed = folder.resolve("printed");
        Process tshark = new ProcessBuilder(command)
                .redirectOutput(printed.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(tshark.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(Files.readAllLines(printed, StandardCharsets.UTF_8))
                .containsExactly(
                        "enp7s0\t1635689957.000000001\t60\t60\t0x00000001\t41\tdrop: Größe",
                        "eth0\t1635689959.000000003\t61\t20\t0x00000002\t42\t");
    }

    private static boolean isInstalled(String program) {
        String path = System.getenv("PATH");
        return path != null
                && Arrays.stream(path.split(File.pathSeparator, -1))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder.resolve("curl"))) {
            return files.map(path -> String.valueOf(path.getFileName())).toList();
        }
    }
}
