package io.sextant.protocol.bgp.session;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.message.BgpCodec;
import io.sextant.protocol.bgp.message.BgpMessage;
import io.sextant.protocol.bgp.message.Capability;
import io.sextant.protocol.bgp.message.CodecContext;
import io.sextant.protocol.bgp.message.Keepalive;
import io.sextant.protocol.bgp.message.Notification;
import io.sextant.protocol.bgp.message.Octets;
import io.sextant.protocol.bgp.message.Open;
import io.sextant.protocol.bgp.profile.GracefulRestartOptions;
import io.sextant.protocol.bgp.profile.OpenFacts;
import io.sextant.protocol.bgp.profile.OpenFacts.GracefulMode;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import java.util.List;
import java.util.SplittableRandom;

/** A session in a test's hand: its clock, the peer it talks to, and short words for inputs and outputs. */
final class SessionFixture {

    static final long SECOND = 1_000_000_000L;
    static final Asn AS = new Asn(64_512);
    static final Ipv4Address LOCAL = Ipv4Address.parse("192.168.1.1");
    static final Ipv4Address REMOTE = Ipv4Address.parse("192.168.1.21");

    final PeerConfig config;
    final BgpSession session;
    long nowNanos;
    private long calls;

    SessionFixture(PeerConfig config) {
        this.config = config;
        this.session = new BgpSession(config, new SplittableRandom(7), 0);
    }

    static SessionFixture of(SpeakerProfile profile) {
        return new SessionFixture(config(profile));
    }

    static PeerConfig config(SpeakerProfile profile) {
        return PeerConfig.of(profile, REMOTE, AS, AS, LOCAL, "bgp-router1");
    }

    List<Output> input(Input input) {
        return session.handle(nowNanos, input);
    }

    List<Output> start() {
        return input(new Input.Start());
    }

    /** Lets time pass to the session's own deadline. */
    List<Output> deadline() {
        nowNanos = session.deadlineNanos();
        return input(new Input.Deadline());
    }

    /** Starts and waits until the session dials. */
    ConnectionId dialled() {
        List<Output> outputs = start();
        for (int i = 0; i < 3; i++) {
            for (Output output : outputs) {
                if (output instanceof Output.Dial dial) {
                    return dial.connection();
                }
            }
            outputs = deadline();
        }
        throw new AssertionError("does not dial");
    }

    List<Output> connect(ConnectionId id) {
        return input(new Input.Connected(id, LOCAL, 40_000, REMOTE, 179));
    }

    /** The peer calls. */
    ConnectionId called() {
        ConnectionId id = ConnectionId.incoming(++calls);
        connect(id);
        return id;
    }

    List<Output> receive(ConnectionId id, BgpMessage... messages) {
        List<Output> last = List.of();
        for (BgpMessage message : messages) {
            last = input(new Input.Received(id, Octets.of(BgpCodec.encode(message, CodecContext.INITIAL))));
        }
        return last;
    }

    /** Up over a connection of its own. */
    ConnectionId established() {
        ConnectionId id = dialled();
        connect(id);
        receive(id, peerOpen(), Keepalive.INSTANCE);
        return id;
    }

    static Open peerOpen() {
        return peerOpen(AS, 90, REMOTE);
    }

    /** MetalLB's OPEN. */
    static Open peerOpen(Asn asn, int holdTimeSeconds, Ipv4Address identifier) {
        OpenFacts facts = OpenFacts.of(
                asn,
                config(SpeakerProfile.FRR_8_4).families(),
                "",
                false,
                GracefulRestartOptions.DEFAULT.withMode(GracefulMode.OFF));
        return Open.of(
                asn,
                holdTimeSeconds,
                identifier,
                SpeakerProfile.METALLB_0_10.openShape().parameters(facts));
    }

    static Open withCapabilities(Capability... capabilities) {
        return Open.of(AS, 90, REMOTE, List.of(new Open.Parameter.Capabilities(List.of(capabilities))));
    }

    static List<BgpMessage> messages(List<Output> outputs) {
        return outputs.stream()
                .filter(Output.Send.class::isInstance)
                .map(output -> ((Output.Send) output).message())
                .toList();
    }

    static List<Notification> notifications(List<Output> outputs) {
        return messages(outputs).stream()
                .filter(Notification.class::isInstance)
                .map(Notification.class::cast)
                .toList();
    }

    static List<ConnectionId> hangUps(List<Output> outputs) {
        return outputs.stream()
                .filter(Output.HangUp.class::isInstance)
                .map(output -> ((Output.HangUp) output).connection())
                .toList();
    }
}
