package io.sextant.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.wire.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Decodes whole inputs; pieces of one body are joined, so that where TCP cut the stream does not show. */
final class Messages {

    private Messages() {}

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static List<HttpPart> requests(String... pieces) {
        return decode(HttpDecoder.ofRequests(HttpLimits.SERVER), pieces);
    }

    static List<HttpPart> responses(String... pieces) {
        return decode(HttpDecoder.ofResponses(HttpLimits.CLIENT), pieces);
    }

    /** Everything in the pieces; the connection stays open. */
    static List<HttpPart> decode(HttpDecoder decoder, String... pieces) {
        List<HttpPart> parts = new ArrayList<>();
        for (String piece : pieces) {
            decoder.push(octets(piece));
            drain(decoder, parts);
        }
        return parts;
    }

    /** Reads on until the decoder needs more or is broken. */
    static void drain(HttpDecoder decoder, List<HttpPart> parts) {
        for (int i = 0; i < 100_000; i++) {
            HttpPart part = decoder.next();
            if (part == HttpNeedMore.NEED_MORE) {
                return;
            }
            append(parts, part);
            if (part instanceof HttpProblem) {
                assertThat(decoder.next()).as("a broken decoder stays broken").isEqualTo(part);
                return;
            }
        }
        throw new AssertionError("the decoder never stops");
    }

    private static void append(List<HttpPart> parts, HttpPart part) {
        int last = parts.size() - 1;
        if (part instanceof HttpBody more && last >= 0 && parts.get(last) instanceof HttpBody before) {
            byte[] joined = new ByteWriter()
                    .bytes(before.toBytes())
                    .bytes(more.toBytes())
                    .toBytes();
            parts.set(last, new HttpBody(joined, 0, joined.length));
        } else {
            parts.add(part);
        }
    }

    static HttpBody body(String text) {
        byte[] octets = octets(text);
        return new HttpBody(octets, 0, octets.length);
    }
}
