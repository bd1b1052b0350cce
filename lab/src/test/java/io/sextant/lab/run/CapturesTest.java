package io.sextant.lab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sextant.lab.report.CaptureFile;
import io.sextant.lab.scenario.Scenario;
import io.sextant.lab.scenario.ScenarioLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IllegalPacket;
import org.pcap4j.packet.IllegalRawDataException;
import org.pcap4j.packet.Packet;

/**
 * Every capture of the shipped scenarios, read by others than ourselves: Pcap4J's packet classes always, Wireshark's
 * dissectors where tshark is installed.
 */
final class CapturesTest {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** Two scenarios capture 50 to 100 MB in all; their first seconds of traffic have every kind of packet but the later faults'. */
    private static final long PATIENCE_NANOS = 120 * NANOS_PER_SECOND;

    private static final long BUSY_NANOS = 13 * NANOS_PER_SECOND;
    private static final List<String> BUSY = List.of("node-failure", "speaker-restart");
    private static final List<String> LOSSLESS = List.of("article", "curl", "ingress", "xdp");
    /** Captures only in the LAN, where no BGP passes. */
    private static final List<String> WITHOUT_BGP = List.of("ingress");

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"article", "curl", "ingress", "node-failure", "ping-drop", "speaker-restart", "xdp"})
    void others_read_every_capture_without_complaint(String name) throws IOException, InterruptedException {
        List<CaptureFile> files = capture(name);
        assertThat(files).isNotEmpty();
        for (CaptureFile file : files) {
            List<byte[]> packets = PcapngPackets.read(Files.readAllBytes(folder.resolve(file.file())));
            assertThat(packets).as(file.file()).hasSize(Math.toIntExact(file.packets()));
            packets.forEach(CapturesTest::readWithPcap4j);
        }
        assumeTrue(Tshark.isInstalled(), "tshark is not installed (apt-get install tshark): only Pcap4J read " + name);
        Set<String> protocols = new TreeSet<>();
        for (CaptureFile file : files) {
            List<Tshark.Seen> seen = Tshark.read(folder.resolve(file.file()));
            assertThat(seen).as(file.file()).hasSize(Math.toIntExact(file.packets()));
            assertThat(seen).as("malformed in " + file.file()).noneMatch(Tshark.Seen::malformed);
            assertThat(seen).as("bad checksums in " + file.file()).noneMatch(Tshark.Seen::badChecksum);
            if (LOSSLESS.contains(name)) {
                assertThat(seen).as("sent again in " + file.file()).noneMatch(Tshark.Seen::retransmission);
            }
            seen.forEach(each -> protocols.addAll(each.protocols()));
        }
        assertThat(protocols).as("dissected").contains("http");
        assertThat(protocols.contains("bgp")).as("BGP is dissected").isEqualTo(!WITHOUT_BGP.contains(name));
    }

    @Test
    void one_changed_octet_is_noticed() throws IOException, InterruptedException {
        assumeTrue(Tshark.isInstalled(), "tshark is not installed (apt-get install tshark)");
        capture("curl");
        Path file = folder.resolve("client1-eth0.pcapng");
        byte[] octets = Files.readAllBytes(file);
        String text = new String(octets, java.nio.charset.StandardCharsets.ISO_8859_1);
        octets[text.indexOf("HTTP/1.1 200")] ^= 1;
        Files.write(file, octets);
        assertThat(Tshark.read(file)).filteredOn(Tshark.Seen::badChecksum).hasSize(1);
    }

    private List<CaptureFile> capture(String name) {
        Scenario scenario = ScenarioLoader.load(Path.of("..", "scenarios", name + ".yaml"))
                .scenario()
                .orElseThrow();
        ScenarioRun run = new ScenarioRun(scenario, RunOptions.QUIET.withCaptureFolder(folder));
        long end = Math.min(scenario.durationNanos(), BUSY.contains(name) ? BUSY_NANOS : PATIENCE_NANOS);
        assertThat(run.runUntil(end, now -> {})).isTrue();
        return new ArrayList<>(run.finish().captures());
    }

    private static void readWithPcap4j(byte[] octets) {
        try {
            EthernetPacket frame = EthernetPacket.newPacket(octets, 0, octets.length);
            assertThat(frame.get(IllegalPacket.class))
                    .as("what Pcap4J cannot read")
                    .isNull();
            assertThat(frame.getRawData()).isEqualTo(octets);
            assertThat((Iterable<Packet>) frame).hasSizeGreaterThanOrEqualTo(2);
        } catch (IllegalRawDataException e) {
            throw new AssertionError(e);
        }
    }
}
