package io.sextant.lab.console.tcpdump;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words behind {@code tcpdump}.
 *
 * @param count frames to print; 0 for no end
 * @param times how many {@code -t} were given: 1 no time, 4 with the date
 * @param filter the expression
 */
record TcpdumpOptions(String device, int count, boolean linkHeader, boolean verbose, int times, List<String> filter) {

    private static final int MAX_COUNT = 1_000_000;

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException with the sentence to print
     */
    static TcpdumpOptions parse(List<String> words) {
        String device = "";
        int count = 0;
        boolean link = false;
        int verbose = 0;
        int times = 0;
        int numeric = 0;
        List<String> filter = new ArrayList<>();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (!word.startsWith("-") || !filter.isEmpty()) {
                filter.add(word);
                continue;
            }
            for (int i = 1; i < word.length(); i++) {
                char option = word.charAt(i);
                if (option == 'i' || option == 'c') {
                    String value = i + 1 < word.length()
                            ? word.substring(i + 1)
                            : at + 1 < words.size() ? words.get(++at) : "";
                    if (option == 'i') {
                        device = value;
                    } else {
                        count = count(value);
                    }
                    break;
                }
                switch (option) {
                    case 'n' -> numeric++;
                    case 'e' -> link = true;
                    case 't' -> times++;
                    case 'v' -> verbose++;
                    case 'l', 'q', 'U', 'p' -> {}
                    default ->
                        throw new IllegalArgumentException(
                                "option -" + option
                                        + " is not supported here; there are -i, -c, -n, -e, -v, -t (once or four times) and -l");
                }
            }
        }
        if (device.isEmpty()) {
            throw new IllegalArgumentException("say an interface with -i");
        }
        if (numeric == 0) {
            throw new IllegalArgumentException("there are no names here; say -n");
        }
        if (times > 1 && times != 4) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "-%s is not supported here; -t and -tttt are", "t".repeat(times)));
        }
        if (verbose > 1) {
            throw new IllegalArgumentException("-" + "v".repeat(verbose) + " is not supported here; -v is");
        }
        return new TcpdumpOptions(device, count, link, verbose == 1, times, List.copyOf(filter));
    }

    private static int count(String text) {
        if (!text.matches("[0-9]{1,7}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_COUNT) {
            throw new IllegalArgumentException("invalid packet count " + text);
        }
        return Integer.parseInt(text);
    }
}
