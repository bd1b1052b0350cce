package io.sextant.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sextant.lab.report.CaptureFile;
import io.sextant.lab.report.RunReport;
import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.ScenarioLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IllegalPacket;
import org.pcap4j.packet.IllegalRawDataException;

/**
 * Every capture of every shipped scenario, whole, read by others than ourselves: Pcap4J's packet classes always,
 * Wireshark's dissectors and TCP analysis where tshark is installed.
 */
final class CapturesTest {

    /** Scenarios that are about routing alone. */
    private static final List<String> WITHOUT_HTTP =
            List.of("disagree.yaml", "dispute-wheel.yaml", "med-oscillation.yaml", "reflector-ring.yaml");

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;
    /** Captures only in the LAN, where no BGP passes. */
    private static final List<String> WITHOUT_BGP = List.of("ingress.yaml");

    /**
     * A scenario that was run.
     *
     * @param firstLossEpochNanos when its first packet was lost, in nanoseconds since 1970; {@link #NEVER} if none was
     */
    private record Recorded(RunReport report, long firstLossEpochNanos) {}

    @TempDir
    private Path folder = Path.of("");

    static List<Path> scenarios() throws IOException {
        return ShippedScenariosTest.scenarios();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void others_read_every_capture_without_complaint(Path scenario) throws IOException, InterruptedException {
        Recorded recorded = record(scenario);
        assertThat(recorded.report().captures()).isNotEmpty();
        boolean hasTshark = Tshark.isInstalled();
        Set<String> protocols = new TreeSet<>();
        for (CaptureFile file : recorded.report().captures()) {
            Path path = folder.resolve(file.file());
            Tshark tshark = hasTshark ? Tshark.start(path) : null; // works while Pcap4J reads
            assertThat(PcapngPackets.read(path, CapturesTest::readWithPcap4j))
                    .as(file.file())
                    .isEqualTo(file.packets());
            if (tshark != null) {
                assertThatTsharkAgrees(tshark, file, recorded.firstLossEpochNanos(), protocols);
            }
        }
        assumeTrue(hasTshark, "tshark is not installed (apt-get install tshark): only Pcap4J read " + scenario);
        assertThat(protocols.contains("http"))
                .as("HTTP is dissected")
                .isEqualTo(!WITHOUT_HTTP.contains(scenario.getFileName().toString()));
        assertThat(protocols.contains("bgp"))
                .as("BGP is dissected")
                .isEqualTo(!WITHOUT_BGP.contains(scenario.getFileName().toString()));
    }

    @Test
    void one_changed_octet_is_noticed() throws IOException, InterruptedException {
        assumeTrue(Tshark.isInstalled(), "tshark is not installed (apt-get install tshark)");
        record(Path.of("..", "scenarios", "curl.yaml"));
        Path file = folder.resolve("client1-eth0.pcapng");
        byte[] octets = Files.readAllBytes(file);
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        octets[text.indexOf("HTTP/1.1 200")] ^= 1;
        Files.write(file, octets);
        List<Tshark.Seen> seen = new ArrayList<>();
        Tshark.start(file).finish(seen::add);
        assertThat(seen).filteredOn(Tshark.Seen::badChecksum).hasSize(1);
    }

    /** What was sent again, or seems to be missing, comes after something was lost; without a loss there is none. */
    private static void assertThatTsharkAgrees(
            Tshark tshark, CaptureFile file, long firstLossEpochNanos, Set<String> protocols)
            throws IOException, InterruptedException {
        List<Tshark.Seen> wrong = new ArrayList<>();
        long packets = tshark.finish(seen -> {
            protocols.addAll(seen.protocols());
            boolean early = seen.resent() && seen.epochNanos() < firstLossEpochNanos;
            if (seen.badChecksum() || seen.complaint() || early) {
                wrong.add(seen);
            }
        });
        assertThat(packets).as(file.file()).isEqualTo(file.packets());
        assertThat(wrong)
                .as("malformed, with a bad checksum or sent again for no reason in " + file.file())
                .isEmpty();
    }

    private Recorded record(Path file) {
        Scenario scenario = ScenarioLoader.load(file).scenario().orElseThrow();
        ScenarioRun run = new ScenarioRun(scenario, RunOptions.QUIET.withCaptureFolder(folder));
        long[] firstLoss = {NEVER};
        Lab lab = run.lab();
        // The ledger hears of a loss before we do, and knows which ends of a frame are none.
        lab.network().addDropListener((now, node, port, reason, frame) -> {
            if (firstLoss[0] == NEVER && !lab.losses().losses().isEmpty()) {
                firstLoss[0] = epochNanos(scenario.start()) + now;
            }
        });
        assertThat(run.runUntil(scenario.durationNanos(), now -> {})).isTrue();
        RunReport report = run.finish();
        assertThat(report.losses().isEmpty()).isEqualTo(firstLoss[0] == NEVER);
        return new Recorded(report, firstLoss[0]);
    }

    private static long epochNanos(Instant instant) {
        return instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
    }

    private static void readWithPcap4j(byte[] octets) {
        try {
            EthernetPacket frame = EthernetPacket.newPacket(octets, 0, octets.length);
            boolean read = frame.get(IllegalPacket.class) == null
                    && frame.getPayload() != null
                    && Arrays.equals(frame.getRawData(), octets);
            if (!read) {
                throw new AssertionError("Pcap4J cannot read " + frame);
            }
        } catch (IllegalRawDataException e) {
            throw new AssertionError(e);
        }
    }
}
