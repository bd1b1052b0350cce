package io.sextant.topology.tap;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.topology.TestNet;
import io.sextant.topology.capture.PcapngWriter;
import io.sextant.topology.device.HookPoint;
import io.sextant.topology.device.TapPoint;
import io.sextant.topology.device.Verdict;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.host.Host;
import io.sextant.topology.link.Link;
import io.sextant.topology.link.LinkModel;
import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CaptureTapTest {

    private final TestNet net = new TestNet();
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final PcapngWriter writer =
            new PcapngWriter(Channels.newChannel(file), 0, PcapngWriter.DEFAULT_LIMIT_OCTETS);

    private String written() {
        writer.close();
        return file.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void a_capture_holds_the_frames_of_its_interface_and_the_verdict_of_its_hook() {
        Host a = net.host("a", "eth0 10.0.0.1/24");
        net.host("b", "eth0 10.0.0.2/24");
        net.cable("a:eth0", "b:eth0");
        net.at("b:eth0")
                .attach(
                        HookPoint.XDP,
                        (point, at, frame) -> frame.octets()[frame.start() + 13] == 6
                                ? Verdict.PASS
                                : Verdict.drop(new DropReason("policy-denied", "Policy denied")));
        net.at("b:eth0").addTap(TapPoint.XDP, new CaptureTap(writer, writer.addInterface("b-xdp", null, 65_535)));
        net.ping(a, "10.0.0.2", 1).send(1, 8);
        net.runFor(0.5);
        assertThat(writer.packets()).isEqualTo(2);
        assertThat(written()).contains("pass").contains("drop (Policy denied)");
    }

    @Test
    void a_filter_keeps_the_rest_out() {
        Host a = net.host("a", "eth0 10.0.0.1/24");
        net.host("b", "eth0 10.0.0.2/24");
        net.cable("a:eth0", "b:eth0");
        CaptureTap tap = new CaptureTap(
                writer, writer.addInterface("a", null, 65_535), frame -> frame.octets()[frame.start() + 13] != 6);
        net.at("a:eth0").addTap(TapPoint.INTERFACE, tap);
        net.ping(a, "10.0.0.2", 1).send(1, 8);
        net.runFor(0.5);
        assertThat(writer.packets()).isEqualTo(2);
    }

    @Test
    void on_the_wire_a_lost_frame_is_kept_with_the_reason() {
        Host a = net.host("a", "eth0 10.0.0.1/24");
        net.host("b", "eth0 10.0.0.2/24");
        Link link = net.cable("a:eth0", "b:eth0", LinkModel.GIGABIT.withLoss(1));
        link.addTap(new CaptureTap(writer, writer.addInterface("wire", null, 65_535)));
        net.ping(a, "10.0.0.2", 1).send(1, 8);
        net.runFor(0.5);
        assertThat(written()).contains("lost: lost on the wire");
        assertThat(a.neighbours().entries()).hasSize(1);
    }
}
