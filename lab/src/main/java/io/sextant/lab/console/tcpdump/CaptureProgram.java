package io.sextant.lab.console.tcpdump;

import io.sextant.cluster.LabEpoch;
import io.sextant.lab.console.command.Outcome.Printed;
import io.sextant.lab.console.command.Program;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.Tap;
import io.sextant.topology.device.TapPoint;
import io.sextant.topology.device.Verdict;
import io.sextant.topology.frame.Frame;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One run of tcpdump: a tap, and a line for each frame that passes the filter. */
final class CaptureProgram implements Program, Tap {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** Frames printed at most; later ones are counted only. */
    private static final int MAX_FRAMES = 100_000;

    private final NetworkInterface device;
    private final LabEpoch epoch;
    private final TcpdumpOptions options;
    private final PacketFilter.Test filter;
    private final FrameText text;
    private final StringBuilder out = new StringBuilder();
    private @Nullable Completion completion;
    private int captured;
    private boolean over;

    CaptureProgram(NetworkInterface device, LabEpoch epoch, TcpdumpOptions options, PacketFilter.Test filter) {
        this.device = device;
        this.epoch = epoch;
        this.options = options;
        this.filter = filter;
        this.text = new FrameText(options.linkHeader(), options.verbose());
    }

    @Override
    public boolean isEndless() {
        return options.count() == 0;
    }

    @Override
    public void start(Completion done) {
        completion = done;
        device.addTap(TapPoint.INTERFACE, this);
    }

    @Override
    public Printed interrupt() {
        stop();
        return result();
    }

    @Override
    public void onFrame(
            long nowNanos,
            NetworkInterface at,
            TapPoint point,
            boolean outbound,
            Frame frame,
            @Nullable Verdict verdict) {
        if (over || !filter.passes(frame.octets(), frame.start(), frame.end())) {
            return;
        }
        if (captured++ < MAX_FRAMES) {
            out.append(time(nowNanos)).append(text.text(frame.octets(), frame.start(), frame.end()));
            out.append('\n');
        }
        Completion done = completion;
        if (captured == options.count() && done != null) {
            stop();
            done.done(result());
        }
    }

    private String time(long nowNanos) {
        Instant at = Instant.ofEpochSecond(0, epoch.unixNanosAt(nowNanos));
        return switch (options.times()) {
            case 0 -> TIME.format(at) + " ";
            case 1 -> "";
            default -> DATE_TIME.format(at) + " ";
        };
    }

    private void stop() {
        over = true;
        device.removeTap(this);
    }

    private Printed result() {
        String more = captured > MAX_FRAMES ? captured - MAX_FRAMES + " more frames are not printed\n" : "";
        String head = options.verbose()
                ? "tcpdump: "
                : "tcpdump: verbose output suppressed, use -v[v]... for full protocol decode\n";
        return Printed.ok(head + "listening on " + device.name()
                + ", link-type EN10MB (Ethernet), snapshot length 262144 bytes\n" + out + more
                + captured
                + " packets captured\n" + captured + " packets received by filter\n0 packets dropped by kernel\n");
    }
}
