package io.sextant.lab.console.frr;

import io.sextant.protocol.bgp.policy.list.PosixRegex;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What stands behind {@code |} in a line of vtysh. FRR 8.4 knows {@code include} alone ({@code handle_pipe_action} of {@code
 * lib/command.c}), written in full.
 *
 * @param error what is printed instead of everything else, with its line end
 */
record OutputFilter(Optional<PosixRegex> wanted, Optional<String> error) {

    static OutputFilter of(String action) {
        String text = action.stripLeading();
        int blank = text.indexOf(' ');
        String name = blank < 0 ? text : text.substring(0, blank);
        if (!name.equals("include")) {
            return failed("% Unknown action '" + name + "'\n");
        }
        if (blank < 0) {
            return failed("% Need a regexp to filter with\n");
        }
        String regex = text.substring(blank + 1);
        try {
            return new OutputFilter(Optional.of(PosixRegex.compile(regex)), Optional.empty());
        } catch (IllegalArgumentException e) {
            return failed("% Regex compilation error: " + e.getMessage() + "\n% Bad regexp '" + regex + "'\n");
        }
    }

    private static OutputFilter failed(String words) {
        return new OutputFilter(Optional.empty(), Optional.of(words));
    }

    /** The lines of a text that the expression is found in. */
    String apply(String text) {
        PosixRegex regex = wanted.orElseThrow();
        return text.lines().filter(regex::find).map(line -> line + "\n").collect(Collectors.joining());
    }
}
