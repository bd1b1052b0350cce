package io.sextant.lab.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A throw-away lab of real FRR daemons: one network namespace a node, one bridge a LAN. Namespaces are named after this
 * process, so that two test runs on one machine keep apart; {@link #close} ends every process and removes them.
 */
public final class FrrNamespaces implements AutoCloseable {

    private static final Path DAEMONS = Path.of("/usr/lib/frr");
    private static final Path RUN = Path.of("/var/run/frr");
    private static final long COMMAND_SECONDS_MAX = 60;

    private final String prefix = "sx" + ProcessHandle.current().pid() + "-";
    private final Set<String> namespaces = new LinkedHashSet<>();
    private final Path configurations;

    public FrrNamespaces() throws IOException {
        configurations = Files.createTempDirectory("sextant-frr");
        run("chmod", "0755", configurations.toString());
    }

    /** What is missing for this lab on this machine, as a sentence; empty when all is there. */
    public static String missing() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return "network namespaces need root";
        }
        if (!Files.isExecutable(DAEMONS.resolve("bgpd")) || !Files.isExecutable(DAEMONS.resolve("zebra"))) {
            return "FRR's bgpd and zebra are not installed (apt-get install frr)";
        }
        try {
            Process probe = new ProcessBuilder("ip", "netns", "add", "sextant-probe").start();
            boolean works = probe.waitFor() == 0;
            new ProcessBuilder("ip", "netns", "del", "sextant-probe").start().waitFor();
            return works ? "" : "this kernel gives no network namespaces here";
        } catch (IOException e) {
            return "iproute2 is not installed (apt-get install iproute2)";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /** The real FRR's version, such as {@code 8.4.4}. */
    public String version() {
        String banner = run(DAEMONS.resolve("bgpd").toString(), "--version");
        return banner.lines()
                .findFirst()
                .orElseThrow()
                .replace("bgpd version ", "")
                .strip();
    }

    void addBridge(String name) {
        addNamespace(name);
        run("ip", "-n", prefix + name, "link", "add", "br0", "type", "bridge", "forward_delay", "0");
        run("ip", "-n", prefix + name, "link", "set", "br0", "up");
    }

    void addNode(String name) {
        addNamespace(name);
    }

    /** Joins a node's new interface to a bridge and gives it an address. */
    void addInterface(String node, String device, String addressAndLength, String bridge) {
        String port = node.length() > 8 ? node.substring(node.length() - 8) : node;
        String bridgePort = "v" + port + device.charAt(device.length() - 2);
        run(
                "ip",
                "link",
                "add",
                device,
                "netns",
                prefix + node,
                "type",
                "veth",
                "peer",
                "name",
                bridgePort,
                "netns",
                prefix + bridge);
        run("ip", "-n", prefix + bridge, "link", "set", bridgePort, "master", "br0", "up");
        run("ip", "-n", prefix + node, "addr", "add", addressAndLength, "dev", device);
        run("ip", "-n", prefix + node, "link", "set", device, "up");
    }

    /**
     * Starts zebra and bgpd on a node with one configuration. bgpd has read it and listens when this returns, for the
     * process that was called ends no earlier.
     */
    void startFrr(String node, String configuration) throws IOException {
        String space = prefix + node;
        Path sockets = Files.createDirectories(RUN.resolve(space));
        run("chown", "frr:frr", sockets.toString());
        for (String daemon : List.of("zebra", "bgpd")) {
            // A log file named on the command line would have stamps of whole seconds, whatever is configured.
            Path file = Files.writeString(
                    configurations.resolve(node + "-" + daemon + ".conf"),
                    configuration + "log file " + log(node, daemon) + " debugging\nlog timestamp precision 6\n");
            run(
                    "ip",
                    "netns",
                    "exec",
                    space,
                    DAEMONS.resolve(daemon).toString(),
                    "-N",
                    space,
                    "-d",
                    "-f",
                    file.toString(),
                    "-i",
                    sockets.resolve(daemon + ".pid").toString(),
                    "-z",
                    sockets.resolve("zserv.api").toString());
        }
    }

    /** What a daemon has logged; its configuration says how much that is. */
    List<String> logged(String node, String daemon) throws IOException {
        return Files.readAllLines(log(node, daemon));
    }

    private Path log(String node, String daemon) {
        return RUN.resolve(prefix + node).resolve(daemon + ".log");
    }

    String vtysh(String node, String command) {
        // vtysh complains on standard error that this path space has no vtysh.conf of its own; that is no answer.
        return run("vtysh", "-N", prefix + node, "-c", command);
    }

    String ip(String node, String... arguments) {
        List<String> command = new ArrayList<>(List.of("ip", "-n", prefix + node));
        command.addAll(List.of(arguments));
        return run(command.toArray(new String[0]));
    }

    @Override
    public void close() throws IOException {
        for (String namespace : namespaces) {
            for (String pid : run("ip", "netns", "pids", namespace).split("\\s+", -1)) {
                if (!pid.isEmpty()) {
                    ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
                }
            }
            run("ip", "netns", "del", namespace);
            deleteTree(RUN.resolve(namespace));
        }
        deleteTree(configurations);
    }

    private void addNamespace(String name) {
        run("ip", "netns", "add", prefix + name);
        namespaces.add(prefix + name);
        run("ip", "-n", prefix + name, "link", "set", "lo", "up");
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (var paths = Files.walk(root)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static String run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + " did not end");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + process.exitValue());
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
