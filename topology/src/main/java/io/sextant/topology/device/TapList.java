package io.sextant.topology.device;

import io.sextant.topology.Network;
import io.sextant.topology.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An interface's taps with the point each stands at; without any it costs one null check. */
final class TapList {

    private record Placed(TapPoint point, Tap tap) {}

    private Placed @Nullable [] placed;

    void add(TapPoint point, Tap tap) {
        List<Placed> more = new ArrayList<>(placed == null ? List.of() : List.of(placed));
        more.add(new Placed(point, tap));
        placed = more.toArray(new Placed[0]);
    }

    void remove(Tap tap) {
        List<Placed> rest = new ArrayList<>(placed == null ? List.of() : List.of(placed));
        rest.removeIf(candidate -> candidate.tap == tap);
        placed = rest.isEmpty() ? null : rest.toArray(new Placed[0]);
    }

    void show(
            Network network,
            NetworkInterface at,
            TapPoint point,
            boolean outbound,
            Frame frame,
            @Nullable Verdict verdict) {
        Placed[] all = placed;
        if (all == null) {
            return;
        }
        for (Placed one : all) {
            if (one.point == point) {
                one.tap.onFrame(network.nowNanos(), at, point, outbound, frame, verdict);
            }
        }
    }
}
