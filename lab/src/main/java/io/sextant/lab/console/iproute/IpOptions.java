package io.sextant.lab.console.iproute;

import java.util.List;

/**
 * The options in front of an object.
 *
 * @param brief one line per interface
 * @param oneLine one line per record
 * @param version only the version is wanted
 * @param family 4, 6, or 0 for both
 * @param objectAt where the object's name stands among the words
 */
record IpOptions(
        boolean details,
        boolean json,
        boolean pretty,
        boolean brief,
        boolean statistics,
        boolean oneLine,
        boolean version,
        int family,
        int objectAt) {

    /** What iproute2 6.1 has and Sextant does not. */
    private static final List<String> OTHERS = List.of(
            "-0",
            "-M",
            "-B",
            "-N",
            "-Numeric",
            "-a",
            "-all",
            "-b",
            "-batch",
            "-c",
            "-color",
            "-D",
            "-echo",
            "-h",
            "-human",
            "-help",
            "-iec",
            "-l",
            "-loops",
            "-n",
            "-netns",
            "-r",
            "-resolve",
            "-rc",
            "-rcvbuf",
            "-t",
            "-timestamp",
            "-ts",
            "-tshort");

    static IpOptions parse(List<String> words) throws IpException {
        boolean details = false;
        boolean json = false;
        boolean pretty = false;
        boolean brief = false;
        boolean statistics = false;
        boolean oneLine = false;
        boolean version = false;
        int family = 0;
        int at = 0;
        for (; at < words.size() && words.get(at).startsWith("-"); at++) {
            switch (words.get(at).replaceFirst("^--", "-")) {
                case "-d", "-details" -> details = true;
                case "-j", "-json" -> json = true;
                case "-p", "-pretty" -> pretty = true;
                case "-br", "-brief" -> brief = true;
                case "-s", "-stats", "-statistics" -> statistics = true;
                case "-o", "-oneline" -> oneLine = true;
                case "-V", "-Version" -> version = true;
                case "-f", "-family" -> family = family(IpCommand.argument(words, at++));
                case "-4" -> family = 4;
                case "-6" -> family = 6;
                default -> throw refused(words.get(at));
            }
        }
        return new IpOptions(details, json, pretty, brief, statistics, oneLine, version, family, at);
    }

    private static IpException refused(String option) {
        String why = OTHERS.contains(option.replaceFirst("^--", "-"))
                ? "\" is not supported here; there are -4, -6, -br, -d, -f, -j, -o, -p and -s."
                : "\" is unknown, try \"ip -help\".";
        return new IpException("Option \"" + option + why, IpException.STATUS_UNKNOWN_COMMAND);
    }

    private static int family(String name) throws IpException {
        return switch (name) {
            case "inet" -> 4;
            case "inet6" -> 6;
            default ->
                throw new IpException(
                        "Error: argument \"" + name + "\" is wrong: invalid protocol family",
                        IpException.STATUS_UNKNOWN_COMMAND);
        };
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
