package io.sextant.cluster.workload;

import io.sextant.protocol.http.HttpBody;
import io.sextant.protocol.http.HttpRequest;
import io.sextant.protocol.http.HttpResponse;
import io.sextant.protocol.http.HttpVersion;
import io.sextant.protocol.wire.ByteWriter;
import java.nio.charset.StandardCharsets;

/**
 * What curl 7.61.1 writes. Its carriage returns, which a terminal does not show, and the progress meter are left out.
 * Compared with curl 7.88.1's words for the same events, and with the strings of 7.61.1's source where they differ.
 */
final class CurlTranscript {

    private final CurlOptions options;
    private final StringBuilder stderr = new StringBuilder();
    private final StringBuilder terminal = new StringBuilder();
    private final ByteWriter body = new ByteWriter();
    private boolean dataShown;

    CurlTranscript(CurlOptions options) {
        this.options = options;
    }

    /** A line about what curl does. */
    void note(String text) {
        if (options.verbose()) {
            line("* " + text);
        }
    }

    /** The request that was sent. */
    void request(HttpRequest request) {
        if (options.verbose()) {
            line("> " + request.startLine());
            request.headers().list().forEach(header -> line("> " + header));
            line("> ");
        }
    }

    /** The head of the answer. */
    void response(HttpResponse response, boolean endsWithConnection) {
        if (!options.verbose()) {
            return;
        }
        boolean old = response.version().equals(HttpVersion.HTTP_1_0);
        if (old) {
            note("HTTP 1.0, assume close after body");
        }
        line("< " + response.startLine());
        response.headers().list().forEach(header -> {
            if (old && header.isNamed("Connection") && response.keepsConnection()) {
                note("HTTP/1.0 connection set to keep alive!");
            }
            line("< " + header);
        });
        if (endsWithConnection && !old && response.keepsConnection()) {
            note("no chunk, no close, no size. Assume close to signal end");
        }
        line("< ");
    }

    /** Octets of the body as they came in, chunks still wrapped: said once, and not when the body goes to a terminal. */
    void received(long octets) {
        if (options.verbose() && options.discardBody() && !dataShown) {
            line("{ [" + octets + " bytes data]");
        }
        dataShown = true;
    }

    /** A piece of the body. */
    void body(HttpBody piece) {
        if (!options.discardBody()) {
            body.bytes(piece.octets(), piece.offset(), piece.length());
            terminal.append(new String(piece.toBytes(), StandardCharsets.UTF_8));
        }
    }

    /** The error message at the end. */
    void error(int exitCode, String message) {
        if (exitCode != 0 && (!options.silent() || options.showError())) {
            line("curl: (" + exitCode + ") " + message);
        }
    }

    byte[] bodyOctets() {
        return body.toBytes();
    }

    String stderr() {
        return stderr.toString();
    }

    String terminal() {
        return terminal.toString();
    }

    private void line(String text) {
        stderr.append(text).append('\n');
        terminal.append(text).append('\n');
    }
}
