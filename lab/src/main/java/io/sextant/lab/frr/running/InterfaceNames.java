package io.sextant.lab.frr.running;

import java.util.Comparator;

/** Names in which runs of digits count as numbers: FRR 8.4 if_cmp_name_func. */
public final class InterfaceNames {

    /** By letters, then by number. */
    public static final Comparator<String> ORDER = InterfaceNames::compare;

    private InterfaceNames() {}

    private static int compare(String first, String second) {
        int order = letters(first).compareTo(letters(second));
        if (order != 0) {
            return order;
        }
        String one = first.substring(letters(first).length());
        String two = second.substring(letters(second).length());
        int byLength = Integer.compare(digits(one), digits(two));
        int byNumber = one.substring(0, digits(one)).compareTo(two.substring(0, digits(two)));
        if (one.isEmpty() || two.isEmpty() || byLength != 0 || byNumber != 0) {
            return byLength != 0 ? byLength : byNumber;
        }
        return compare(one.substring(digits(one)), two.substring(digits(two)));
    }

    private static String letters(String name) {
        int end = 0;
        while (end < name.length() && !Character.isDigit(name.charAt(end))) {
            end++;
        }
        return name.substring(0, end);
    }

    private static int digits(String name) {
        int end = 0;
        while (end < name.length() && Character.isDigit(name.charAt(end))) {
            end++;
        }
        return end;
    }
}
