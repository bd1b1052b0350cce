package io.sextant.topology.device;

import io.sextant.topology.frame.DropReason;

/** What a {@link Hook} answers. Instances are made once and reused. */
public sealed interface Verdict
        permits Verdict.Pass, Verdict.Rewrite, Verdict.Drop, Verdict.Redirect, Verdict.Transmit, Verdict.Stolen {

    /** Unchanged, go on. */
    Verdict PASS = new Pass();

    /** Changed in place, go on. */
    Verdict REWRITE = new Rewrite();

    /** Out of the interface it came in by (XDP_TX): neither tc nor taps see it. At tc egress it means go on. */
    Verdict TRANSMIT = new Transmit();

    /** The hook took the frame over; the interface must not touch it again. */
    Verdict STOLEN = new Stolen();

    /** Ends the frame's life for this reason. */
    static Verdict drop(DropReason reason) {
        return new Drop(reason);
    }

    /** Sends the frame through another device's path. */
    static Verdict redirect(NetworkInterface target, Direction direction) {
        return new Redirect(target, direction);
    }

    /** One word for captures and traces. */
    String word();

    record Pass() implements Verdict {
        @Override
        public String word() {
            return "pass";
        }
    }

    record Rewrite() implements Verdict {
        @Override
        public String word() {
            return "rewrite";
        }
    }

    record Drop(DropReason reason) implements Verdict {
        @Override
        public String word() {
            return "drop (" + reason.text() + ")";
        }
    }

    record Redirect(NetworkInterface target, Direction direction) implements Verdict {
        @Override
        public String word() {
            return "redirect to " + target.name() + (direction == Direction.INGRESS ? " (ingress)" : "");
        }
    }

    record Transmit() implements Verdict {
        @Override
        public String word() {
            return "transmit";
        }
    }

    record Stolen() implements Verdict {
        @Override
        public String word() {
            return "stolen";
        }
    }
}
