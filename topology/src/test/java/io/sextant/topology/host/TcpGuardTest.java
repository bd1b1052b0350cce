package io.sextant.topology.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.tcp.TcpFlags;
import io.sextant.protocol.tcp.TcpSegment;
import io.sextant.protocol.tcp.TcpState;
import io.sextant.topology.TestNet;
import io.sextant.topology.device.TapPoint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signed connections between two hosts, as Linux 6.18 takes and refuses their segments. */
class TcpGuardTest {

    private static final TcpProtection KEY = new TcpProtection("s3cret", 0);
    private static final TcpProtection OTHER = new TcpProtection("other", 0);

    private final TestNet net = new TestNet();
    private final Host near = net.host("near", "eth0 10.0.0.1/24", "eth1 2001:db8::1/64");
    private final Host far = net.host("far", "eth0 10.0.0.2/24", "eth1 2001:db8::2/64");
    private final List<TcpSegment> fromNear = new ArrayList<>();

    TcpGuardTest() {
        net.cable("near:eth0", "far:eth0");
        net.cable("near:eth1", "far:eth1");
        net.at("near:eth0").addTap(TapPoint.INTERFACE, (now, at, point, outbound, frame, verdict) -> {
            byte[] octets = frame.octets();
            int ip = frame.start() + 14;
            if (outbound && octets[ip] == 0x45 && octets[ip + 9] == 6) {
                fromNear.add(TcpSegment.read(octets, ip + 20, frame.end() - ip - 20));
            }
        });
    }

    private TcpSocket call(String to) {
        TcpTest.Recorder caller = new TcpTest.Recorder();
        TcpSocket socket = far.tcp().connect(IpAddress.parse(to), 179, TcpSocketOptions.DEFAULT, caller);
        net.runFor(0.5);
        return socket;
    }

    private void listen() {
        near.tcp().listen(null, 179, socket -> new TcpTest.Recorder());
        near.tcp().listen(IpAddress.parse("::"), 179, socket -> new TcpTest.Recorder());
    }

    @Test
    void callers_from_a_range_sign_with_the_password_of_the_narrowest() {
        listen();
        near.tcp().protect(IpPrefix.parse("10.0.0.0/8"), 179, OTHER);
        near.tcp().protect(IpPrefix.parse("10.0.0.0/24"), 179, KEY);
        far.tcp().protect(IpAddress.parse("10.0.0.1"), 179, KEY);
        assertThat(call("10.0.0.1").state()).isEqualTo(TcpState.ESTABLISHED);
        near.tcp().protect(IpPrefix.parse("10.0.0.0/24"), 179, TcpProtection.NONE);
        assertThat(call("10.0.0.1").state()).isEqualTo(TcpState.SYN_SENT);
        assertThat(net.drops).hasSize(1).allMatch(drop -> drop.endsWith("near:eth0 tcp-md5-failure"));
    }

    @Test
    void ipv6_is_signed_alike() {
        listen();
        near.tcp().protect(IpAddress.parse("2001:db8::2"), 179, KEY);
        far.tcp().protect(IpAddress.parse("2001:db8::1"), 179, KEY);
        net.runFor(3);
        assertThat(call("2001:db8::1").state()).isEqualTo(TcpState.ESTABLISHED);
        near.tcp().protect(IpAddress.parse("2001:db8::2"), 179, OTHER);
        assertThat(call("2001:db8::1").state()).isEqualTo(TcpState.SYN_SENT);
        assertThat(net.drops).isNotEmpty().allMatch(drop -> drop.endsWith("near:eth1 tcp-md5-failure"));
    }

    @Test
    void a_signed_segment_is_not_for_a_socket_without_a_key() {
        listen();
        far.tcp().protect(IpAddress.parse("10.0.0.1"), 179, KEY);
        assertThat(call("10.0.0.1").state()).isEqualTo(TcpState.SYN_SENT);
        assertThat(fromNear).isEmpty();
        assertThat(net.drops).hasSize(1).allMatch(drop -> drop.endsWith("near:eth0 tcp-md5-unexpected"));
    }

    /** {@code tcp_v4_send_reset}: signed, under the key that signed the segment; without that key not at all. */
    @Test
    void a_signed_segment_that_belongs_nowhere_is_owed_a_signed_reset() {
        far.tcp().protect(IpAddress.parse("10.0.0.1"), 179, KEY);
        near.tcp().protect(new Ipv4Address(0x0A00_0002), 179, KEY);
        assertThat(call("10.0.0.1").state()).isEqualTo(TcpState.CLOSED);
        assertThat(fromNear).hasSize(1).allMatch(reset -> reset.has(TcpFlags.RST) && isSigned(reset));
        near.tcp().protect(new Ipv4Address(0x0A00_0002), 179, OTHER);
        assertThat(call("10.0.0.1").state()).isEqualTo(TcpState.SYN_SENT);
        assertThat(fromNear).hasSize(1);
    }

    @Test
    void a_connection_keeps_its_key_to_its_last_segment() {
        listen();
        near.tcp().protect(IpAddress.parse("10.0.0.2"), 179, KEY);
        far.tcp().protect(IpAddress.parse("10.0.0.1"), 179, KEY);
        TcpSocket socket = call("10.0.0.1");
        near.tcp().protect(IpAddress.parse("10.0.0.2"), 179, TcpProtection.NONE);
        far.tcp().protect(IpAddress.parse("10.0.0.1"), 179, TcpProtection.NONE);
        near.tcp().sockets().forEach(TcpSocket::close);
        socket.close();
        net.runFor(1);
        assertThat(net.drops).isEmpty();
        assertThat(fromNear).anyMatch(each -> each.has(TcpFlags.FIN)).allMatch(TcpGuardTest::isSigned);
    }

    private static boolean isSigned(TcpSegment segment) {
        return segment.options().md5Digest() != null;
    }
}
