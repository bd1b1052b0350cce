package io.sextant.lab.real;

import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.Tap;
import io.sextant.topology.device.TapPoint;
import io.sextant.topology.device.Verdict;
import io.sextant.topology.frame.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Watches a simulated router's interface, and notes who told it of one prefix when. */
final class ArrivalRecorder implements Tap {

    private static final int IP_SOURCE_OFFSET = 26;

    /** The prefix as an UPDATE carries it: length and octets. */
    private final String nlri;

    private final List<String> peers = new ArrayList<>();
    private final List<Long> nanos = new ArrayList<>();

    ArrivalRecorder(byte[] nlri) {
        this.nlri = new String(nlri, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void onFrame(
            long nowNanos,
            NetworkInterface at,
            TapPoint point,
            boolean outbound,
            Frame frame,
            @Nullable Verdict verdict) {
        byte[] octets = frame.toBytes();
        if (!outbound && new String(octets, StandardCharsets.ISO_8859_1).contains(nlri)) {
            StringBuilder source = new StringBuilder();
            for (int i = IP_SOURCE_OFFSET; i < IP_SOURCE_OFFSET + 4; i++) {
                source.append(source.isEmpty() ? "" : ".").append(octets[i] & 0xFF);
            }
            peers.add(source.toString());
            nanos.add(nowNanos);
        }
    }

    Arrivals arrivals() {
        return new Arrivals(peers, nanos);
    }
}
