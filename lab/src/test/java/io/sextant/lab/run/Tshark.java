package io.sextant.lab.run;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What Wireshark's dissectors make of a capture, packet by packet: one pass over one file, in a process of its own. */
final class Tshark {

    /**
     * One packet.
     *
     * @param epochNanos its time, in nanoseconds since 1970
     * @param protocols names from the outside in, such as {@code eth:ethertype:ip:tcp:bgp}
     * @param badChecksum whether an IPv4, ICMP, TCP or UDP checksum at any depth is wrong
     * @param complaint whether it is malformed, or breaks its protocol's rules in a dissector's eyes
     * @param resent whether TCP analysis takes it for sent again, out of order, or the sequel of one that is missing
     */
    record Seen(
            String number,
            long epochNanos,
            List<String> protocols,
            boolean badChecksum,
            boolean complaint,
            boolean resent) {}

    private static final List<String> FIELDS = List.of(
            "frame.number",
            "frame.time_epoch",
            "frame.protocols",
            "_ws.malformed",
            "_ws.expert.severity",
            "ip.checksum.status",
            "icmp.checksum.status",
            "tcp.checksum.status",
            "udp.checksum.status",
            "tcp.analysis.retransmission",
            "tcp.analysis.fast_retransmission",
            "tcp.analysis.spurious_retransmission",
            "tcp.analysis.out_of_order",
            "tcp.analysis.duplicate_ack",
            "tcp.analysis.lost_segment",
            "tcp.analysis.ack_lost_segment");
    private static final int CHECKSUMS = 5;
    private static final int ANALYSIS = 9;
    private static final String BAD = "0"; // of ip.checksum.status and its like: 0 bad, 1 good, 2 unverified
    private static final String ERROR = "8388608"; // PI_ERROR of epan/proto.h at 4.0

    private final Path file;
    private final Path output;
    private final Process process;

    private Tshark(Path file, Path output, Process process) {
        this.file = file;
        this.output = output;
        this.process = process;
    }

    static boolean isInstalled() {
        try {
            Process process = new ProcessBuilder("tshark", "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Begins to read; what it finds goes into a file beside the capture, so that nobody has to wait. */
    static Tshark start(Path file) throws IOException {
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", file.toString()));
        for (String protocol : List.of("ip", "tcp", "udp")) {
            command.addAll(List.of("-o", protocol + ".check_checksum:TRUE"));
        }
        // Linux's port for VXLAN; tshark, left alone, guesses by the other end's, which is any.
        command.addAll(List.of("-d", "udp.port==8472,vxlan"));
        command.addAll(List.of("-T", "fields", "-E", "separator=|"));
        for (String field : FIELDS) {
            command.addAll(List.of("-e", field));
        }
        Path output = Path.of(file + ".tshark");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Tshark(file, output, process);
    }

    /**
     * Waits for the end and hands out every packet.
     *
     * @return how many there were
     */
    long finish(Consumer<Seen> reader) throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            throw new AssertionError("tshark cannot read " + file);
        }
        long[] packets = new long[1];
        try (Stream<String> lines = Files.lines(output)) {
            lines.forEach(line -> {
                packets[0]++;
                reader.accept(seen(line));
            });
        }
        Files.delete(output);
        return packets[0];
    }

    private static Seen seen(String line) {
        String[] column = line.split("\\|", -1);
        if (column.length != FIELDS.size()) {
            throw new AssertionError("not " + FIELDS.size() + " columns: " + line);
        }
        boolean bad = Arrays.stream(column, CHECKSUMS, ANALYSIS).anyMatch(value -> has(value, BAD));
        boolean complaint = !column[3].isEmpty() || has(column[4], ERROR) || column[2].contains("_ws.");
        boolean resent = Arrays.stream(column, ANALYSIS, column.length).anyMatch(value -> !value.isEmpty());
        long nanos = new BigDecimal(column[1]).movePointRight(9).longValueExact();
        return new Seen(column[0], nanos, List.of(column[2].split(":", -1)), bad, complaint, resent);
    }

    private static boolean has(String values, String wanted) {
        return Arrays.asList(values.split(",", -1)).contains(wanted);
    }
}
