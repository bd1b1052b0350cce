package io.sextant.cluster.workload;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * One request in the ingress controller's access log, by ingress-nginx's format {@code upstreaminfo}.
 *
 * @param requestOctets head and body as they came
 * @param upstreamName such as {@code default-web1-80}
 * @param tries the endpoints that were asked, in order
 */
record IngressLine(
        LogLine line, long requestOctets, long elapsedNanos, String upstreamName, List<Try> tries, String requestId) {

    private static final long NANOS_PER_MILLISECOND = 1_000_000L;

    /** One endpoint asked. */
    record Try(Upstreams.Endpoint endpoint, long octets, long nanos, int status) {}

    IngressLine {
        tries = List.copyOf(tries);
    }

    String upstreamInfo() {
        return line.combined() + " " + requestOctets + " " + seconds(elapsedNanos) + " [" + upstreamName + "] [] "
                + list(one -> one.endpoint().toString()) + " " + list(one -> Long.toString(one.octets())) + " "
                + list(one -> seconds(one.nanos())) + " " + list(one -> Integer.toString(one.status())) + " "
                + requestId;
    }

    private String list(Function<Try, String> field) {
        return tries.isEmpty()
                ? "-"
                : String.join(", ", tries.stream().map(field).toList());
    }

    private static String seconds(long nanos) {
        long millis = nanos / NANOS_PER_MILLISECOND;
        return String.format(Locale.ROOT, "%d.%03d", millis / 1_000, millis % 1_000);
    }
}
