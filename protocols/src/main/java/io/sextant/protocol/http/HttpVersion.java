package io.sextant.protocol.http;

/**
 * The version of a message (RFC 9112 §2.3).
 *
 * @param minor 0 to 9; the major version is always 1 here
 */
public record HttpVersion(int minor) {

    public static final HttpVersion HTTP_1_0 = new HttpVersion(0);

    public static final HttpVersion HTTP_1_1 = new HttpVersion(1);

    public HttpVersion {
        if (minor < 0 || minor > 9) {
            throw new IllegalArgumentException("minor version " + minor + " is not a digit");
        }
    }

    /** Whether a connection stays open unless a header says otherwise (RFC 9112 §9.3). */
    public boolean persistsByDefault() {
        return minor >= 1;
    }

    /** {@code HTTP/1.1}. */
    @Override
    public String toString() {
        return "HTTP/1." + minor;
    }
}
