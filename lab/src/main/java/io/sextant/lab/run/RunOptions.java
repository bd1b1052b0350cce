package io.sextant.lab.run;

import io.sextant.engine.RunLimits;
import io.sextant.engine.TextListener;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a run is to be made, apart from what it is about.
 *
 * @param captureFolder where captures go, or null to write none
 * @param trace hears every line of the trace, or null
 * @param checkInvariants whether invariants are checked after every event, as tests do
 * @param replay the command that repeats the run, for the report
 */
public record RunOptions(
        RunLimits limits,
        @Nullable Path captureFolder,
        @Nullable TextListener trace,
        boolean checkInvariants,
        String replay) {

    /** No captures, no trace, generous limits. */
    public static final RunOptions QUIET = new RunOptions(RunLimits.GENEROUS, null, null, false, "");

    public RunOptions withLimits(RunLimits changed) {
        return new RunOptions(changed, captureFolder, trace, checkInvariants, replay);
    }

    public RunOptions withCaptureFolder(@Nullable Path folder) {
        return new RunOptions(limits, folder, trace, checkInvariants, replay);
    }

    public RunOptions withTrace(@Nullable TextListener listener) {
        return new RunOptions(limits, captureFolder, listener, checkInvariants, replay);
    }

    public RunOptions withInvariants(boolean check) {
        return new RunOptions(limits, captureFolder, trace, check, replay);
    }

    public RunOptions withReplay(String command) {
        return new RunOptions(limits, captureFolder, trace, checkInvariants, command);
    }
}
