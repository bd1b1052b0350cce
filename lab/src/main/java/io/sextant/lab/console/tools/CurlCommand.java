package io.sextant.lab.console.tools;

import io.sextant.cluster.workload.CurlClient;
import io.sextant.cluster.workload.CurlOptions;
import io.sextant.cluster.workload.CurlRequest;
import io.sextant.cluster.workload.CurlResult;
import io.sextant.lab.console.command.Command;
import io.sextant.lab.console.command.Machine;
import io.sextant.lab.console.command.Outcome;
import io.sextant.lab.console.command.Outcome.Printed;
import io.sextant.lab.console.command.Outcome.Running;
import io.sextant.lab.console.command.Program;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.topology.host.Host;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code curl}: one GET over HTTP. */
public final class CurlCommand implements Command {

    private static final int STATUS_USAGE = 2;
    private static final int STATUS_PROTOCOL = 1;
    private static final int STATUS_RESOLVE = 6;
    private static final int STATUS_INTERRUPTED = 130;
    private static final Pattern URL =
            Pattern.compile("(?:(\\w+)://)?([^/:?#\\[\\]]+|\\[[0-9a-fA-F:.]+\\])(?::(\\d{1,5}))?([/?][^#]*)?(?:#.*)?");

    @Override
    public String name() {
        return "curl";
    }

    @Override
    public boolean isOn(Machine machine) {
        return true;
    }

    @Override
    public Outcome run(Machine machine, List<String> arguments) {
        try {
            return new Running(new Get(machine.host(), parse(arguments)));
        } catch (UsageException e) {
            return e.printed();
        }
    }

    static CurlRequest parse(List<String> arguments) throws UsageException {
        Options options = new Options("curl", arguments, STATUS_USAGE);
        CurlOptions curl = CurlOptions.DEFAULT;
        String url = null;
        for (String option = options.next(); option != null; option = options.next()) {
            switch (option) {
                case "-s", "--silent" -> {
                    options.plain();
                    curl = curl.withSilent(true);
                }
                case "-v", "--verbose" -> {
                    options.plain();
                    curl = curl.withVerbose(true);
                }
                case "-S", "--show-error" -> {
                    options.plain();
                    curl = curl.withShownError(true);
                }
                case "-o", "--output" -> {
                    if (!options.value(option).equals("/dev/null")) {
                        throw new UsageException("curl: there are no files here; -o takes /dev/null", STATUS_USAGE);
                    }
                    curl = curl.withDiscardedBody(true);
                }
                case "-H", "--header" -> curl = withHeader(curl, options.value(option));
                case "--connect-timeout" -> curl = curl.withConnectTimeout(options.seconds(option));
                case "-m", "--max-time" -> curl = curl.withMaxTime(options.seconds(option));
                default -> {
                    if (option.startsWith("-")) {
                        throw new UsageException(
                                "curl: option " + option + " is not supported here; there are -s, -S, -v, -o /dev/null,"
                                        + " -H, -m and --connect-timeout",
                                STATUS_USAGE);
                    }
                    if (url != null) {
                        throw new UsageException("curl: one URL at a time is supported here", STATUS_USAGE);
                    }
                    url = option;
                }
            }
        }
        if (url == null) {
            throw new UsageException("curl: try 'curl --help' or 'curl --manual' for more information", STATUS_USAGE);
        }
        return request(url, curl);
    }

    private static CurlOptions withHeader(CurlOptions options, String header) throws UsageException {
        int colon = header.indexOf(':');
        if (colon < 1) {
            throw new UsageException("curl: -H takes 'Name: value'", STATUS_USAGE);
        }
        String name = header.substring(0, colon);
        String value = header.substring(colon + 1).strip();
        return name.equalsIgnoreCase("Host") ? options.withHost(value) : options.withHeader(name, value);
    }

    private static CurlRequest request(String url, CurlOptions options) throws UsageException {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw new UsageException("curl: (3) URL using bad/illegal format or missing URL", 3);
        }
        String scheme = parts.group(1);
        if (scheme != null && !scheme.equals("http")) {
            throw new UsageException(
                    "curl: (1) Protocol \"" + scheme + "\" not supported here, only http", STATUS_PROTOCOL);
        }
        String host = parts.group(2);
        int port = parts.group(3) == null ? 80 : Integer.parseInt(parts.group(3));
        if (port < 1 || port > 65_535) {
            throw new UsageException("curl: (3) Port number out of range", 3);
        }
        boolean bracketed = host.startsWith("[");
        Optional<IpAddress> address = bracketed
                ? Ipv6Address.tryParse(host.substring(1, host.length() - 1)).map(found -> found)
                : Ipv4Address.tryParse(host).map(found -> found);
        if (address.isEmpty()) {
            // There is no name server in the lab.
            throw new UsageException("curl: (6) Could not resolve host: " + host, STATUS_RESOLVE);
        }
        String rest = parts.group(4) == null ? "/" : parts.group(4);
        return new CurlRequest(address.get(), host, port, rest.startsWith("/") ? rest : "/" + rest, options);
    }

    /** One run. */
    private static final class Get implements Program {
        private final Host host;
        private final CurlRequest request;
        private @Nullable CurlClient client;

        Get(Host host, CurlRequest request) {
            this.host = host;
            this.request = request;
        }

        @Override
        public void start(Completion completion) {
            client = CurlClient.start(host, request, result -> completion.done(printed(result)));
        }

        private static Printed printed(CurlResult result) {
            return new Printed(result.terminal(), result.exitCode());
        }

        @Override
        public Printed interrupt() {
            CurlClient running = client;
            if (running != null) {
                running.close();
            }
            return new Printed("", STATUS_INTERRUPTED);
        }
    }
}
