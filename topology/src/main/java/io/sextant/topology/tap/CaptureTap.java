package io.sextant.topology.tap;

import io.sextant.topology.capture.PcapngWriter;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.Tap;
import io.sextant.topology.device.TapPoint;
import io.sextant.topology.device.Verdict;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import io.sextant.topology.link.Channel;
import io.sextant.topology.link.WireTap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes what it sees into one interface of a capture: the frame with direction and packet id, and as comment the
 * verdict of the programs there, or why the wire lost it.
 */
public final class CaptureTap implements Tap, WireTap {

    private final PcapngWriter writer;
    private final int interfaceIndex;
    private final Predicate<Frame> filter;
    private @Nullable Verdict lastVerdict;
    private @Nullable String lastComment;

    /** Writes every frame to an interface from {@link PcapngWriter#addInterface}. */
    public CaptureTap(PcapngWriter writer, int interfaceIndex) {
        this(writer, interfaceIndex, frame -> true);
    }

    /** Writes the frames that pass the filter. */
    public CaptureTap(PcapngWriter writer, int interfaceIndex, Predicate<Frame> filter) {
        this.writer = writer;
        this.interfaceIndex = interfaceIndex;
        this.filter = filter;
    }

    @Override
    public void onFrame(
            long nowNanos,
            NetworkInterface at,
            TapPoint point,
            boolean outbound,
            Frame frame,
            @Nullable Verdict verdict) {
        if (filter.test(frame)) {
            write(nowNanos, frame, outbound, comment(verdict));
        }
    }

    @Override
    public void onFrame(long nowNanos, Channel channel, Frame frame, @Nullable DropReason lost) {
        if (filter.test(frame)) {
            write(nowNanos, frame, channel.isForth(), lost == null ? null : "lost: " + lost.text());
        }
    }

    private void write(long nowNanos, Frame frame, boolean outbound, @Nullable String comment) {
        writer.packet(
                interfaceIndex,
                nowNanos,
                frame.octets(),
                frame.start(),
                frame.length(),
                outbound,
                frame.packetId(),
                comment);
    }

    /** Verdicts are reused instances, so the last one's words usually do again. */
    private @Nullable String comment(@Nullable Verdict verdict) {
        if (verdict == null) {
            return null;
        }
        if (verdict != lastVerdict) {
            lastVerdict = verdict;
            lastComment = verdict.word();
        }
        return lastComment;
    }
}
