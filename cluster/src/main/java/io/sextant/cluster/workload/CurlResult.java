package io.sextant.cluster.workload;

import java.nio.charset.StandardCharsets;

/**
 * What one run of curl came to. Times are nanoseconds from its start, -1 where it never got there.
 *
 * @param exitCode curl's: 0 done, 7 could not connect, 18 body cut short, 28 timed out, 52 empty reply, 56 receive error
 * @param message what stands behind {@code curl: (7)}; empty when all went well
 * @param status the response's; 0 without one
 * @param body the body's octets; empty when it was discarded
 * @param bodyOctets how long the body was, discarded or not
 * @param connectNanos until the handshake was complete: {@code time_connect}
 * @param firstOctetNanos until the first octet of the answer: {@code time_starttransfer}
 * @param totalNanos until it was over: {@code time_total}
 * @param stderr what it wrote to standard error, lines ended
 * @param terminal standard error and standard output in the order a terminal shows them
 */
@SuppressWarnings("ArrayRecordComponent") // results are compared by nobody
public record CurlResult(
        int exitCode,
        String message,
        int status,
        byte[] body,
        long bodyOctets,
        long connectNanos,
        long firstOctetNanos,
        long totalNanos,
        String stderr,
        String terminal) {

    /** Whether an answer came, whatever its status. */
    public boolean isOk() {
        return exitCode == 0;
    }

    /** The body as text. */
    public String stdout() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
