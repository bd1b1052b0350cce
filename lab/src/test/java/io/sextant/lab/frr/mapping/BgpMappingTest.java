package io.sextant.lab.frr.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.engine.random.RandomStreams;
import io.sextant.lab.frr.FrrConfigLoader;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.config.PeerSetup;
import io.sextant.protocol.bgp.config.PolicyPlace;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.policy.map.PolicyBook;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class BgpMappingTest {

    @Test
    void a_member_has_its_own_value_else_its_groups_else_the_default() {
        BgpMapping mapping = map("""
                router bgp 65001
                 neighbor PG peer-group
                 neighbor PG remote-as 65002
                 neighbor PG timers 5 15
                 neighbor 10.0.0.2 peer-group PG
                 neighbor 10.0.0.3 peer-group PG
                 neighbor 10.0.0.3 timers 7 21
                 neighbor 10.0.0.4 remote-as internal
                 address-family ipv4 unicast
                  neighbor PG weight 9
                  no neighbor 10.0.0.3 send-community
                """);
        assertThat(mapping.peers())
                .extracting(peer -> peer.session().holdTimeSeconds())
                .containsExactly(15, 21, 180);
        assertThat(mapping.peers()).extracting(peer -> family(peer).weight()).containsExactly(9, 9, 0);
        assertThat(mapping.peers())
                .extracting(peer -> family(peer).has(FamilyOption.SEND_COMMUNITY))
                .containsExactly(true, false, true);
    }

    @Test
    void defaults_are_those_of_profile_and_version() {
        String bgp = "router bgp 65001\n neighbor 10.0.0.2 remote-as external\n";
        BgpMapping traditional = map(bgp);
        BgpMapping datacenter = map("frr defaults datacenter\n" + bgp);
        BgpMapping old = map("frr version 7.3\n" + bgp);
        assertThat(traditional.speaker().has(SpeakerOption.EBGP_REQUIRES_POLICY))
                .isTrue();
        assertThat(traditional.speaker().has(SpeakerOption.NETWORK_IMPORT_CHECK))
                .isTrue();
        assertThat(datacenter.speaker().has(SpeakerOption.EBGP_REQUIRES_POLICY)).isFalse();
        assertThat(datacenter.peers().get(0).session().holdTimeSeconds()).isEqualTo(9);
        assertThat(old.speaker().has(SpeakerOption.EBGP_REQUIRES_POLICY)).isFalse();
        assertThat(old.speaker().has(SpeakerOption.NETWORK_IMPORT_CHECK)).isFalse();
    }

    @Test
    void a_confederation_speaks_as_one_to_those_outside() {
        BgpMapping mapping = map("""
                router bgp 65001
                 bgp confederation identifier 64600
                 bgp confederation peers 65002
                 neighbor 10.0.0.1 remote-as 65001
                 neighbor 10.0.0.2 remote-as 65002
                 neighbor 10.0.0.3 remote-as 65003
                 neighbor 10.0.0.4 remote-as external
                """);
        assertThat(mapping.peers())
                .extracting(peer -> peer.session().localAs().value())
                .containsExactly(65001L, 65001L, 64600L, 65001L);
    }

    @Test
    void a_neighbor_without_a_family_has_none() {
        PeerSetup peer = map("""
                router bgp 65001
                 no bgp default ipv4-unicast
                 neighbor 10.0.0.2 remote-as 65002
                """).peers().get(0);
        assertThat(peer.families()).isEmpty();
    }

    @Test
    void policies_are_bound_by_name_and_an_undefined_one_is_known_to_be() {
        PeerFamily family = family(map("""
                route-map IN permit 10
                exit
                router bgp 65001
                 neighbor 10.0.0.2 remote-as 65002
                 neighbor 10.0.0.2 route-map IN in
                 neighbor 10.0.0.2 route-map NOWHERE out
                """).peers().get(0));
        assertThat(family.policy(PolicyPlace.ROUTE_MAP_IN).orElseThrow().defined())
                .isTrue();
        assertThat(family.policy(PolicyPlace.ROUTE_MAP_OUT).orElseThrow().defined())
                .isFalse();
    }

    private static PeerFamily family(PeerSetup peer) {
        return peer.family(AddressFamily.IPV4_UNICAST).orElseThrow();
    }

    private static BgpMapping map(String text) {
        FrrConfigLoader.Result result = FrrConfigLoader.parse(Path.of("r1.conf"), text);
        assertThat(result.problems()).isEmpty();
        PolicyBook book = new PolicyBook(new RandomStreams(1).stream("policy"));
        PolicyMapping.define(result.config(), book);
        return BgpMapping.of(result.config(), new Ipv4Address(1), "r1", SpeakerProfile.FRR_8_4, new BookPolicies(book))
                .orElseThrow();
    }
}
