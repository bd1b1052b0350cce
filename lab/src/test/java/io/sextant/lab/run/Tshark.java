package io.sextant.lab.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What Wireshark's dissectors make of a capture, packet by packet. */
final class Tshark {

    /**
     * One packet.
     *
     * @param protocols names from the outside in, such as {@code eth:ethertype:ip:tcp:bgp}
     * @param badChecksum whether an IPv4, TCP or UDP checksum at any depth is wrong
     * @param retransmission whether TCP analysis takes it for one
     */
    record Seen(String number, List<String> protocols, boolean badChecksum, boolean retransmission) {

        boolean malformed() {
            return protocols.contains("_ws.malformed");
        }
    }

    private static final String BAD = "0"; // of ip.checksum.status and its like: 0 bad, 1 good, 2 unverified
    private static final int COLUMNS = 7;

    private Tshark() {}

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

    static List<Seen> read(Path file) throws IOException, InterruptedException {
        String[] fields = {
            "frame.number",
            "frame.protocols",
            "ip.checksum.status",
            "tcp.checksum.status",
            "udp.checksum.status",
            "tcp.analysis.retransmission",
            "tcp.analysis.fast_retransmission"
        };
        List<String> command = new java.util.ArrayList<>(List.of("tshark", "-n", "-r", file.toString()));
        for (String protocol : List.of("ip", "tcp", "udp")) {
            command.addAll(List.of("-o", protocol + ".check_checksum:TRUE"));
        }
        command.addAll(List.of("-T", "fields", "-E", "separator=|"));
        for (String field : fields) {
            command.addAll(List.of("-e", field));
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError("tshark cannot read " + file);
        }
        return output.lines().map(Tshark::seen).toList();
    }

    private static Seen seen(String line) {
        String[] column = line.split("\\|", -1);
        if (column.length != COLUMNS) {
            throw new AssertionError("not " + COLUMNS + " columns: " + line);
        }
        boolean bad = Arrays.stream(column, 2, 5)
                .flatMap(each -> Arrays.stream(each.split(",", -1)))
                .anyMatch(BAD::equals);
        boolean again = !column[5].isEmpty() || !column[6].isEmpty();
        return new Seen(column[0], List.of(column[1].split(":", -1)), bad, again);
    }
}
