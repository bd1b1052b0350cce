package io.sextant.lab.scenario.language;

import io.sextant.lab.scenario.shape.MismatchException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL.
 *
 * @param host a service, a node or an address; an IPv6 address without its brackets
 * @param port 80 if the text names none
 * @param path {@code /} if the text names none
 */
public record HttpUrl(String host, int port, String path) {

    static final String REGEX = "http://(?:[a-z0-9.-]+|" + HostPort.IPV6 + ")(?::[0-9]{1,5})?(?:/[!-~]*)?";

    private static final Pattern PARTS =
            Pattern.compile("http://([a-z0-9.-]+|" + HostPort.IPV6 + ")(?::([0-9]+))?(/.*)?");
    private static final int LAST_PORT = 65_535;

    static HttpUrl parse(String text) throws MismatchException {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new MismatchException("");
        }
        int port = parts.group(2) == null ? 80 : Integer.parseInt(parts.group(2));
        if (port < 1 || port > LAST_PORT) {
            throw new MismatchException("a port is 1 to 65535");
        }
        return new HttpUrl(HostPort.unbracketed(parts.group(1)), port, parts.group(3) == null ? "/" : parts.group(3));
    }
}
