package io.sextant.lab.console.tools;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.topology.host.IcmpLayer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The words behind {@code ping}.
 *
 * @param count requests to send; 0 for no end
 * @param timeToLive 1 to 255, or 0 for the host's own
 * @param lingerNanos how long to wait for the first answer after the last request
 */
record PingOptions(
        IpAddress target,
        int count,
        long intervalNanos,
        int dataOctets,
        long lingerNanos,
        int timeToLive,
        boolean quiet) {

    private static final int STATUS_USAGE = 1;
    private static final int STATUS_ERROR = 2;
    private static final long SECOND = 1_000_000_000L;
    private static final long MIN_INTERVAL_NANOS = 2_000_000L;
    private static final int MAX_TTL = 255;
    private static final int MAX_COUNT = 1_000_000;

    static PingOptions parse(List<String> words, @Nullable IpVersion asked) throws UsageException {
        Options options = new Options("ping", words, STATUS_USAGE);
        String target = null;
        IpVersion version = asked;
        int count = 0;
        int data = 56;
        long interval = SECOND;
        long linger = 10 * SECOND;
        int ttl = 0;
        boolean quiet = false;
        for (String option = options.next(); option != null; option = options.next()) {
            switch (option) {
                case "-c" -> count = options.count(option, MAX_COUNT);
                case "-i" -> interval = Math.max(MIN_INTERVAL_NANOS, options.seconds(option));
                case "-s" -> data = options.count(option, IcmpLayer.DATA_LIMIT_OCTETS);
                case "-t" -> {
                    ttl = options.count(option, MAX_TTL);
                    if (ttl == 0) {
                        throw new UsageException(
                                "ping: cannot set unicast time-to-live: Invalid argument", STATUS_ERROR);
                    }
                }
                case "-W" -> linger = options.seconds(option);
                case "-q" -> {
                    options.plain();
                    quiet = true;
                }
                case "-4", "-6" -> {
                    options.plain();
                    version = option.equals("-4") ? IpVersion.IPV4 : IpVersion.IPV6;
                }
                case "-n" -> options.plain();
                default -> {
                    if (option.startsWith("-") || target != null) {
                        throw new UsageException(
                                "ping: " + option
                                        + " is not supported here; there are -4, -6, -c, -i, -s, -t, -W, -q and"
                                        + " -n",
                                STATUS_ERROR);
                    }
                    target = option;
                }
            }
        }
        if (target == null) {
            throw new UsageException("ping: usage error: Destination address required", STATUS_USAGE);
        }
        Optional<IpAddress> address = IpAddress.tryParse(target);
        if (address.isEmpty() || (version != null && address.get().version() != version)) {
            throw new UsageException("ping: " + target + ": Temporary failure in name resolution", STATUS_ERROR);
        }
        return new PingOptions(address.get(), count, interval, data, linger, ttl, quiet);
    }
}
