package io.sextant.lab.run;

import io.sextant.lab.scenario.capture.TapSpec;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.Tap;
import io.sextant.topology.device.TapPoint;
import io.sextant.topology.device.Verdict;
import io.sextant.topology.frame.Frame;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Counts what a tap sees that matches; for expectations about captures, whether or not a file is written. */
final class CaptureBook {

    /** One count. */
    static final class Counter implements Tap {
        private final Predicate<Frame> matches;
        private long packets;

        Counter(Predicate<Frame> matches) {
            this.matches = matches;
        }

        long packets() {
            return packets;
        }

        void count(Frame frame) {
            if (matches.test(frame)) {
                packets++;
            }
        }

        @Override
        public void onFrame(
                long nowNanos,
                NetworkInterface at,
                TapPoint point,
                boolean outbound,
                Frame frame,
                @Nullable Verdict verdict) {
            count(frame);
        }
    }

    private CaptureBook() {}

    /** The kernel's place for a scenario's; the wire has none. */
    static TapPoint point(TapSpec spec) {
        return switch (spec.place()) {
            case INTERFACE -> TapPoint.INTERFACE;
            case XDP -> TapPoint.XDP;
            case TC_INGRESS -> TapPoint.TC_INGRESS;
            case TC_EGRESS -> TapPoint.TC_EGRESS;
            case WIRE -> throw new IllegalArgumentException("the wire is no place in a kernel");
        };
    }
}
