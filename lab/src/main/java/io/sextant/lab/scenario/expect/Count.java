package io.sextant.lab.scenario.expect;

/**
 * A bound on a number: {@code 6}, {@code ">= 4"}, {@code "2..5"}, {@code "<= 37%"}.
 *
 * @param min the smallest that will do
 * @param max the largest that will do
 * @param percent whether min and max are percent of the whole rather than a number of things
 */
public record Count(double min, double max, boolean percent) {

    /** Whether {@code number} of {@code whole} is within the bound; a share of nothing counts as 0 %. */
    public boolean holds(long number, long whole) {
        double value = percent ? (whole == 0 ? 0 : 100.0 * number / whole) : number;
        return min <= value && value <= max;
    }

    /** As the file would say it. */
    @Override
    public String toString() {
        String unit = percent ? " %" : "";
        if (min == max) {
            return text(min) + unit;
        }
        if (max == Double.POSITIVE_INFINITY) {
            return "at least " + text(min) + unit;
        }
        return (min <= 0 ? "at most " : text(min) + " to ") + text(max) + unit;
    }

    private static String text(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
