package io.sextant.lab.run;

import java.util.List;
import java.util.stream.Collectors;

/** Lines for vtysh as one shell command. */
final class VtyshLine {

    private VtyshLine() {}

    /** {@code vtysh -c 'LINE' -c 'LINE'}. */
    static String of(List<String> lines) {
        return lines.stream().map(line -> " -c " + quoted(line)).collect(Collectors.joining("", "vtysh", ""));
    }

    /** In single quotes, so that the shell takes nothing in it for its own. */
    private static String quoted(String line) {
        return "'" + line.replace("'", "'\\''") + "'";
    }
}
