package io.sextant.protocol.bgp.session;

import static io.sextant.protocol.bgp.session.SessionFixture.messages;
import static io.sextant.protocol.bgp.session.SessionFixture.notifications;
import static io.sextant.protocol.bgp.session.SessionFixture.withCapabilities;
import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.Capability;
import io.sextant.protocol.bgp.message.Notification;
import io.sextant.protocol.bgp.message.Octets;
import io.sextant.protocol.bgp.message.Open;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code neighbor X …} statements about capabilities, and {@code bgp minimum-holdtime}, do to an OPEN. */
final class CapabilityStatementsTest {

    private static final Capability IPV4 = new Capability.Multiprotocol(AddressFamily.IPV4_UNICAST);
    private static final Capability IPV6 = new Capability.Multiprotocol(AddressFamily.IPV6_UNICAST);
    private static final PeerConfig PLAIN = SessionFixture.config(SpeakerProfile.FRR_8_4);

    /** What is answered to the peer's OPEN. */
    private static List<Notification> answer(PeerConfig config, Open open) {
        SessionFixture frr = new SessionFixture(config);
        ConnectionId id = frr.dialled();
        frr.connect(id);
        return notifications(frr.receive(id, open));
    }

    private static Negotiated agreed(PeerConfig config, Open open) {
        SessionFixture frr = new SessionFixture(config);
        ConnectionId id = frr.dialled();
        frr.connect(id);
        frr.receive(id, open);
        return frr.session.negotiated().orElseThrow();
    }

    @Test
    void dont_capability_negotiate_leaves_all_capabilities_out() {
        SessionFixture frr = new SessionFixture(PLAIN.with(PeerOption.NO_CAPABILITIES));
        ConnectionId id = frr.dialled();
        Open said = (Open) messages(frr.connect(id)).get(0);
        assertThat(said.parameters()).isEmpty();
    }

    @Test
    void who_names_no_family_is_taken_to_have_ours() {
        List<AddressFamily> both = List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);
        assertThat(agreed(PLAIN.withFamilies(both), withCapabilities()).families())
                .isEqualTo(both);
    }

    @Test
    void override_capability_uses_our_families_whatever_is_offered() {
        assertThat(answer(PLAIN, withCapabilities(IPV6)))
                .extracting(Notification::subcode)
                .containsExactly(Notification.UNSUPPORTED_CAPABILITY);
        assertThat(agreed(PLAIN.with(PeerOption.OVERRIDE_CAPABILITIES), withCapabilities(IPV6))
                        .families())
                .containsExactly(AddressFamily.IPV4_UNICAST);
    }

    @Test
    void strict_capability_match_names_what_we_do_not_have() {
        PeerConfig strict = PLAIN.with(PeerOption.STRICT_CAPABILITIES);
        assertThat(answer(strict, withCapabilities(IPV4))).isEmpty();
        assertThat(answer(strict, withCapabilities(IPV4, IPV6)))
                .containsExactly(Notification.of(
                        Notification.OPEN_ERROR, Notification.UNSUPPORTED_CAPABILITY, Octets.ofHex("010400020001")));
    }

    @Test
    void strict_capability_match_refuses_who_offers_less() {
        PeerConfig strict = PLAIN.withFamilies(List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST))
                .with(PeerOption.STRICT_CAPABILITIES);
        assertThat(answer(strict, withCapabilities(IPV4)))
                .containsExactly(
                        Notification.of(Notification.OPEN_ERROR, Notification.UNSUPPORTED_CAPABILITY, Octets.EMPTY));
    }

    @Test
    void a_hold_time_below_the_minimum_is_refused_and_said_back() {
        assertThat(answer(PLAIN.withMinimumHold(91), withCapabilities(IPV4)))
                .containsExactly(Notification.of(
                        Notification.OPEN_ERROR, Notification.UNACCEPTABLE_HOLD_TIME, Octets.ofHex("005a")));
        assertThat(answer(PLAIN.withMinimumHold(90), withCapabilities(IPV4))).isEmpty();
    }
}
