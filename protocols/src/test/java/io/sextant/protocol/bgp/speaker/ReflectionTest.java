package io.sextant.protocol.bgp.speaker;

import static io.sextant.protocol.bgp.speaker.SpeakerNet.address;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.best;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.connect;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.knows;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.peer;
import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.config.SpeakerOption;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** RFC 4456: r1 reflects; r2 and r3 are its clients, r4 is not. */
class ReflectionTest {

    private static final String PREFIX = "192.0.2.0/24";

    private final SpeakerNet net = new SpeakerNet();
    private final BgpSpeaker r2 = net.add(2, 65_001);
    private final BgpSpeaker r3 = net.add(3, 65_001);
    private final BgpSpeaker r4 = net.add(4, 65_001);

    private BgpSpeaker reflector(SpeakerOption... missing) {
        BgpSpeaker r1 = net.add(1, 65_001, config -> config.without(missing).withClusterId(address(99)));
        for (BgpSpeaker client : new BgpSpeaker[] {r2, r3}) {
            peer(r1, client, family -> family.with(FamilyOption.ROUTE_REFLECTOR_CLIENT));
            peer(client, r1, family -> family);
        }
        connect(r1, r4);
        net.start();
        return r1;
    }

    @Test
    void a_clients_route_goes_to_clients_and_others_with_originator_and_cluster() {
        reflector();
        net.originate(r2, PREFIX);
        assertThat(best(r3, PREFIX).originatorId()).contains(address(2));
        assertThat(best(r3, PREFIX).clusterList()).containsExactly(address(99));
        assertThat(best(r3, PREFIX).nextHop()).contains(address(2));
        assertThat(knows(r4, PREFIX)).isTrue();
    }

    @Test
    void a_route_without_a_med_is_reflected_with_one_of_zero() {
        BgpSpeaker r1 = reflector();
        net.originate(r2, PREFIX, builder -> builder.med(OptionalLong.empty()));
        assertThat(best(r1, PREFIX).med()).isEmpty();
        assertThat(best(r3, PREFIX).med()).hasValue(0);
    }

    @Test
    void anothers_route_goes_to_clients_alone() {
        reflector();
        BgpSpeaker r5 = r4;
        net.originate(r5, PREFIX);
        assertThat(knows(r2, PREFIX)).isTrue();
        assertThat(knows(r3, PREFIX)).isTrue();
    }

    @Test
    void between_clients_reflection_can_be_switched_off() {
        reflector(SpeakerOption.CLIENT_TO_CLIENT_REFLECTION);
        net.originate(r2, PREFIX);
        assertThat(knows(r3, PREFIX)).isFalse();
        assertThat(knows(r4, PREFIX)).isTrue();
    }

    @Test
    void ones_own_route_and_ones_own_cluster_are_refused() {
        BgpSpeaker r1 = reflector();
        net.originate(r2, PREFIX);
        assertThat(r2.locRib().paths(io.sextant.protocol.address.IpPrefix.parse(PREFIX)))
                .hasSize(1);
        net.originate(r3, "198.51.100.0/24", builder -> builder.clusterList(java.util.List.of(address(99))));
        // Not reflected by r3, whose own route it is, so the list is dropped on the way.
        assertThat(knows(r1, "198.51.100.0/24")).isTrue();
        net.originate(r4, "203.0.113.0/24");
        assertThat(best(r2, "203.0.113.0/24").originatorId()).contains(address(4));
    }

    @Test
    void next_hop_self_leaves_reflected_routes_alone_unless_forced() {
        BgpSpeaker r1 = net.add(1, 65_001);
        peer(r1, r2, family -> family.with(FamilyOption.ROUTE_REFLECTOR_CLIENT));
        peer(r1, r3, family -> family.with(FamilyOption.ROUTE_REFLECTOR_CLIENT, FamilyOption.NEXT_HOP_SELF));
        peer(
                r1,
                r4,
                family -> family.with(
                        FamilyOption.ROUTE_REFLECTOR_CLIENT,
                        FamilyOption.NEXT_HOP_SELF,
                        FamilyOption.FORCE_NEXT_HOP_SELF));
        for (BgpSpeaker client : new BgpSpeaker[] {r2, r3, r4}) {
            peer(client, r1, family -> family);
        }
        net.start();
        net.originate(r2, PREFIX);
        assertThat(best(r3, PREFIX).nextHop()).contains(address(2));
        assertThat(best(r4, PREFIX).nextHop()).contains(address(1));
    }
}
