package io.sextant.protocol.bgp.speaker;

import static io.sextant.protocol.bgp.speaker.SpeakerNet.best;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.knows;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.peer;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.session;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.bgp.config.Confederation;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.session.Membership;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.RemoteAsRule;
import io.sextant.protocol.bgp.session.State;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code neighbor X remote-as internal|external} inside a confederation, as two FRR 8.4.4 in namespaces did it: AS 100 of
 * the members 65001 and 65002.
 */
class ConfederationTest {

    private static final Asn IDENTIFIER = new Asn(100);
    private static final String OURS = "198.51.100.0/24";
    private static final String THEIRS = "203.0.113.0/24";

    private final SpeakerNet net = new SpeakerNet();
    private final BgpSpeaker r1 = member(1, 65_001, 65_002);

    private BgpSpeaker member(int number, long own, long other) {
        Confederation confederation = new Confederation(IDENTIFIER, List.of(new Asn(other)));
        return net.add(number, own, config -> config.withConfederation(confederation));
    }

    private static PeerConfig inside(BgpSpeaker speaker, BgpSpeaker peer, RemoteAsRule rule, long other) {
        return session(speaker, peer)
                .withMembership(new Membership(speaker.config().localAs(), List.of(new Asn(other))))
                .withRemoteAs(rule, peer.config().localAs());
    }

    private void start(BgpSpeaker r2) {
        net.start();
        net.originate(r1, OURS);
        net.originate(r2, THEIRS);
    }

    @Test
    void an_external_neighbour_that_names_a_member_is_one() {
        BgpSpeaker r2 = member(2, 65_002, 65_001);
        peer(r1, inside(r1, r2, RemoteAsRule.EXTERNAL, 65_002), PeerFamily.DEFAULT);
        peer(r2, inside(r2, r1, RemoteAsRule.SPECIFIED, 65_001), PeerFamily.DEFAULT);
        start(r2);
        assertThat(best(r1, THEIRS).asPath()).hasToString("(65002)");
        assertThat(best(r2, OURS).asPath()).hasToString("(65001)");
        // Until it has told its AS it is external, and so is what goes to it.
        assertThat(best(r2, OURS).localPreference()).isEmpty();
    }

    @Test
    void an_external_neighbour_outside_hears_our_own_as_and_a_path_of_the_confederation() {
        BgpSpeaker r2 = net.add(2, 300);
        peer(r1, inside(r1, r2, RemoteAsRule.EXTERNAL, 65_002), PeerFamily.DEFAULT);
        peer(r2, session(r2, r1), PeerFamily.DEFAULT);
        start(r2);
        assertThat(best(r2, OURS).asPath()).hasToString("100");
        assertThat(best(r1, THEIRS).asPath()).hasToString("300");
    }

    @Test
    void an_internal_neighbour_is_told_like_one_outside() {
        BgpSpeaker r2 = member(2, 65_001, 65_002);
        peer(r1, inside(r1, r2, RemoteAsRule.INTERNAL, 65_002), PeerFamily.DEFAULT);
        peer(r2, inside(r2, r1, RemoteAsRule.SPECIFIED, 65_002), PeerFamily.DEFAULT);
        start(r2);
        assertThat(view(r1, r2).state()).isEqualTo(State.ESTABLISHED);
        assertThat(knows(r1, THEIRS)).isTrue();
        // Our UPDATE says AS 100 and no LOCAL_PREF: an internal neighbour cannot take it.
        assertThat(knows(r2, OURS)).isFalse();
        assertThat(view(r2, r1).state()).isEqualTo(State.ESTABLISHED);
    }

    @Test
    void two_internal_neighbours_tell_each_other_nothing_of_use() {
        BgpSpeaker r2 = member(2, 65_001, 65_002);
        peer(r1, inside(r1, r2, RemoteAsRule.INTERNAL, 65_002), PeerFamily.DEFAULT);
        peer(r2, inside(r2, r1, RemoteAsRule.INTERNAL, 65_002), PeerFamily.DEFAULT);
        start(r2);
        assertThat(view(r1, r2).state()).isEqualTo(State.ESTABLISHED);
        assertThat(knows(r1, THEIRS)).isFalse();
        assertThat(knows(r2, OURS)).isFalse();
    }
}
