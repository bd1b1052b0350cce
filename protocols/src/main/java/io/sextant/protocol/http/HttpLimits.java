package io.sextant.protocol.http;

/**
 * What a decoder accepts at most.
 *
 * @param startLineOctets the request or status line with its end
 * @param headOctets the whole head, trailers of a chunked body included
 * @param headers how many headers a head may have
 * @param bodyOctets the body, chunks unwrapped
 */
public record HttpLimits(int startLineOctets, int headOctets, int headers, long bodyOctets) {

    /** nginx's: request line 8 KiB, head 32 KiB ({@code large_client_header_buffers 4 8k}), body 1 MiB. */
    public static final HttpLimits SERVER = new HttpLimits(8_192, 32_768, 1_000, 1L << 20);

    /** A client's: curl's 100 KiB of head (its {@code CURL_MAX_HTTP_HEADER}), and 16 MiB of body. */
    public static final HttpLimits CLIENT = new HttpLimits(102_400, 102_400, 1_000, 16L << 20);

    public HttpLimits {
        if (startLineOctets < 16 || headOctets < startLineOctets || headers < 1 || bodyOctets < 0) {
            throw new IllegalArgumentException(
                    startLineOctets + ", " + headOctets + ", " + headers + ", " + bodyOctets + " are no limits");
        }
    }
}
