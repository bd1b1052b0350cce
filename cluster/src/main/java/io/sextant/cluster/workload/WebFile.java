package io.sextant.cluster.workload;

import io.sextant.protocol.http.HttpDate;
import java.nio.charset.StandardCharsets;

/**
 * A file that a web server hands out.
 *
 * @param octets not to be changed
 * @param contentType such as {@code text/html}
 * @param lastModified as the header says it
 * @param entityTag with its quotation marks
 */
@SuppressWarnings("ArrayRecordComponent") // files are compared by nobody
public record WebFile(byte[] octets, String contentType, String lastModified, String entityTag) {

    /** The welcome page of the image nginx:1.21.3: its size, its date and so its ETag; the words are our own. */
    public static final WebFile WELCOME =
            of(WelcomePage.TEXT.getBytes(StandardCharsets.US_ASCII), "text/html", 1_631_028_063L);

    /**
     * A file with the ETag nginx gives it, which is its modification time and its size in hexadecimal.
     *
     * @param modifiedSeconds since 1970
     */
    public static WebFile of(byte[] octets, String contentType, long modifiedSeconds) {
        String tag = "\"" + Long.toHexString(modifiedSeconds) + "-" + Integer.toHexString(octets.length) + "\"";
        return new WebFile(octets, contentType, HttpDate.format(modifiedSeconds), tag);
    }
}
