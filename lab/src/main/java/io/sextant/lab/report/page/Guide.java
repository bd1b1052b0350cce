package io.sextant.lab.report.page;

import org.jspecify.annotations.Nullable;

/** A line down all rows where something was done, and the span until traffic was whole again. */
record Guide(long atNanos, @Nullable Long wholeNanos, boolean fault) {}
