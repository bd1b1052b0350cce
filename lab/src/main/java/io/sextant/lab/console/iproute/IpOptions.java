package io.sextant.lab.console.iproute;

import java.util.List;

/**
 * The options in front of an object.
 *
 * @param brief one line per interface
 * @param family 4, 6, or 0 for both
 * @param objectAt where the object's name stands among the words
 */
record IpOptions(
        boolean details, boolean json, boolean pretty, boolean brief, boolean statistics, int family, int objectAt) {

    static IpOptions parse(List<String> words) throws IpException {
        boolean details = false;
        boolean json = false;
        boolean pretty = false;
        boolean brief = false;
        boolean statistics = false;
        int family = 0;
        int at = 0;
        for (; at < words.size() && words.get(at).startsWith("-"); at++) {
            switch (words.get(at).replaceFirst("^--", "-")) {
                case "-d", "-details" -> details = true;
                case "-j", "-json" -> json = true;
                case "-p", "-pretty" -> pretty = true;
                case "-br", "-brief" -> brief = true;
                case "-s", "-stats", "-statistics" -> statistics = true;
                case "-4" -> family = 4;
                case "-6" -> family = 6;
                default ->
                    throw new IpException(
                            "Option \"" + words.get(at) + "\" is not supported here; there are -4, -6, -br, -d, -j,"
                                    + " -p and -s.",
                            IpException.STATUS_UNKNOWN_COMMAND);
            }
        }
        return new IpOptions(details, json, pretty, brief, statistics, family, at);
    }

    /** Whether IPv6 is not asked for. */
    boolean excludesIpv6() {
        return family == 4;
    }

    /** Whether IPv4 is not asked for. */
    boolean excludesIpv4() {
        return family == 6;
    }
}
