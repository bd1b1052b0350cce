package io.sextant.lab.scenario.language;

import io.sextant.lab.scenario.shape.MismatchException;

/**
 * A service, a node or an address, and a port.
 *
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {

    static final String REGEX = "[a-z0-9.-]+:[0-9]{1,5}";

    private static final int LAST_PORT = 65_535;

    static HostPort parse(String text) throws MismatchException {
        int colon = text.indexOf(':');
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port < 1 || port > LAST_PORT) {
            throw new MismatchException("a port is 1 to 65535");
        }
        return new HostPort(text.substring(0, colon), port);
    }
}
