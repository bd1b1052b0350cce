package io.sextant.lab.report.page;

import java.util.List;
import java.util.stream.LongStream;

/** Counts per bucket of time, made coarse enough to be drawn. */
record Buckets(long bucketNanos, List<Long> counts) {
    /** More columns than this nobody can tell apart. */
    private static final int MOST_COLUMNS = 480;

    Buckets {
        counts = List.copyOf(counts);
    }

    static Buckets of(long bucketNanos, List<Long> counts) {
        return of(bucketNanos, counts, counts.size());
    }

    /** Made as coarse as a series of that many buckets has to be, so that two of them stand side by side. */
    static Buckets of(long bucketNanos, List<Long> counts, int longest) {
        int together = Math.max(1, (longest + MOST_COLUMNS - 1) / MOST_COLUMNS);
        long[] coarse = new long[(counts.size() + together - 1) / together];
        for (int i = 0; i < counts.size(); i++) {
            coarse[i / together] += counts.get(i);
        }
        return new Buckets(
                Math.max(1, bucketNanos) * together,
                LongStream.of(coarse).boxed().toList());
    }

    /** The largest count, or 0. */
    long peak() {
        long peak = 0;
        for (long count : counts) {
            peak = Math.max(peak, count);
        }
        return peak;
    }

    /**
     * The outline of the counts as columns side by side.
     *
     * @param base the height of 0, downwards from the top
     * @param reach how far the peak stands from the base: negative is upwards
     * @param peak the count that reaches so far, at least 1
     */
    String path(TimeAxis axis, int base, int reach, long peak) {
        StringBuilder path = new StringBuilder();
        int height = base;
        path.append("M0 ").append(base);
        for (int i = 0; i < counts.size(); i++) {
            int top = base + (int) Math.round((double) reach * counts.get(i) / peak);
            if (top == base && counts.get(i) > 0) {
                top += Integer.signum(reach);
            }
            if (top != height) {
                path.append('H').append(axis.unit(i * bucketNanos)).append('V').append(top);
                height = top;
            }
        }
        return path.append('H')
                .append(axis.unit(counts.size() * bucketNanos))
                .append('V')
                .append(base)
                .append('Z')
                .toString();
    }
}
