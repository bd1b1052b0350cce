package io.sextant.cluster.workload;

import io.sextant.protocol.http.HttpHeader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of one run of curl.
 *
 * @param verbose {@code -v}: says what it does on standard error
 * @param silent {@code -s}: no error message
 * @param showError {@code -S}: the error message in spite of {@code -s}
 * @param discardBody {@code -o /dev/null}; else the body goes to a terminal
 * @param host {@code -H 'Host: …'}; null: what the URL says
 * @param headers {@code -H}, in order
 * @param connectTimeoutNanos {@code --connect-timeout}; 0: curl's own, 300 s
 * @param maxTimeNanos {@code --max-time}; 0: none
 * @param staysOpen the process lives on after the answer and so does its connection, as with a program that holds it
 */
public record CurlOptions(
        boolean verbose,
        boolean silent,
        boolean showError,
        boolean discardBody,
        @Nullable String host,
        List<HttpHeader> headers,
        long connectTimeoutNanos,
        long maxTimeNanos,
        boolean staysOpen) {

    /** {@code curl URL}. */
    public static final CurlOptions DEFAULT = new CurlOptions(false, false, false, false, null, List.of(), 0, 0, false);

    /** {@code curl -s -v URL -o /dev/null}, as in the article. */
    public static final CurlOptions ARTICLE =
            DEFAULT.withVerbose(true).withSilent(true).withDiscardedBody(true);

    public CurlOptions {
        headers = List.copyOf(headers);
        if (connectTimeoutNanos < 0 || maxTimeNanos < 0) {
            throw new IllegalArgumentException("a negative time");
        }
    }

    public CurlOptions withVerbose(boolean on) {
        return new CurlOptions(
                on, silent, showError, discardBody, host, headers, connectTimeoutNanos, maxTimeNanos, staysOpen);
    }

    public CurlOptions withSilent(boolean on) {
        return new CurlOptions(
                verbose, on, showError, discardBody, host, headers, connectTimeoutNanos, maxTimeNanos, staysOpen);
    }

    public CurlOptions withShownError(boolean on) {
        return new CurlOptions(
                verbose, silent, on, discardBody, host, headers, connectTimeoutNanos, maxTimeNanos, staysOpen);
    }

    public CurlOptions withDiscardedBody(boolean on) {
        return new CurlOptions(
                verbose, silent, showError, on, host, headers, connectTimeoutNanos, maxTimeNanos, staysOpen);
    }

    public CurlOptions withHost(@Nullable String name) {
        return new CurlOptions(
                verbose, silent, showError, discardBody, name, headers, connectTimeoutNanos, maxTimeNanos, staysOpen);
    }

    /** With one more header. */
    public CurlOptions withHeader(String name, String value) {
        List<HttpHeader> more = new ArrayList<>(headers);
        more.add(new HttpHeader(name, value));
        return new CurlOptions(
                verbose, silent, showError, discardBody, host, more, connectTimeoutNanos, maxTimeNanos, staysOpen);
    }

    public CurlOptions withConnectTimeout(long nanos) {
        return new CurlOptions(verbose, silent, showError, discardBody, host, headers, nanos, maxTimeNanos, staysOpen);
    }

    public CurlOptions withMaxTime(long nanos) {
        return new CurlOptions(
                verbose, silent, showError, discardBody, host, headers, connectTimeoutNanos, nanos, staysOpen);
    }

    public CurlOptions withStayingOpen(boolean on) {
        return new CurlOptions(
                verbose, silent, showError, discardBody, host, headers, connectTimeoutNanos, maxTimeNanos, on);
    }
}
