package io.sextant.lab.scenario.capture;

import java.util.List;

/**
 * What is recorded.
 *
 * @param enabled false writes no file, whatever {@code taps} says
 * @param snapLengthOctets how much of each packet is kept, 64 to 262144
 */
public record CaptureSpec(boolean enabled, int snapLengthOctets, List<TapSpec> taps) {

    /** tcpdump's own default. */
    public static final int DEFAULT_SNAP_LENGTH_OCTETS = 262_144;

    public CaptureSpec {
        taps = List.copyOf(taps);
    }
}
