package io.sextant.lab.scenario.resolve;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds names: {@code client1}, {@code k8s-worker[1-3]}, {@code k8s-*}. */
final class Selector {

    private static final Pattern RANGE = Pattern.compile("(.*)\\[([0-9]{1,4})-([0-9]{1,4})\\](.*)");

    private Selector() {}

    /** Whether the selector can stand for more than one name. */
    static boolean isPattern(String selector) {
        return selector.indexOf('*') >= 0 || selector.indexOf('[') >= 0;
    }

    /** The candidates it stands for, in their own order. */
    static List<String> matching(String selector, List<String> candidates) {
        return candidates.stream().filter(each -> matches(selector, each)).toList();
    }

    private static boolean matches(String selector, String name) {
        Matcher range = RANGE.matcher(selector);
        if (range.matches()) {
            for (int i = Integer.parseInt(range.group(2)); i <= Integer.parseInt(range.group(3)); i++) {
                if (matches(range.group(1) + i + range.group(4), name)) {
                    return true;
                }
            }
            return false;
        }
        StringBuilder regex = new StringBuilder();
        for (String part : selector.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.matches(regex.toString(), name);
    }
}
