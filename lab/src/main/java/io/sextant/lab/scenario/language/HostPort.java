package io.sextant.lab.scenario.language;

import io.sextant.lab.scenario.shape.MismatchException;

/**
 * A service, a node or an address (IPv6 without its brackets), and a port.
 *
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {

    /** An IPv6 address in brackets (RFC 3986 §3.2.2). */
    static final String IPV6 = "\\[[0-9a-fA-F:.]+\\]";

    static final String REGEX = "(?:[a-z0-9.-]+|" + IPV6 + "):[0-9]{1,5}";

    private static final int LAST_PORT = 65_535;

    static HostPort parse(String text) throws MismatchException {
        int colon = text.lastIndexOf(':');
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port < 1 || port > LAST_PORT) {
            throw new MismatchException("a port is 1 to 65535");
        }
        return new HostPort(unbracketed(text.substring(0, colon)), port);
    }

    static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
