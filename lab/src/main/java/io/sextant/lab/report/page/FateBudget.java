package io.sextant.lab.report.page;

/** How many rows of single connections the page still has room for. */
final class FateBudget {
    private static final int ROWS_OF_ONE_EVENT = 60;

    private int rows = 600;

    /** Takes as many rows as one event may have. */
    int take(int wanted) {
        int taken = Math.min(rows, Math.min(ROWS_OF_ONE_EVENT, wanted));
        rows -= taken;
        return taken;
    }
}
