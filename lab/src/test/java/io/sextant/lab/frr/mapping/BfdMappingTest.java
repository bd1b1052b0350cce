package io.sextant.lab.frr.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.frr.FrrConfig;
import io.sextant.lab.frr.FrrConfigLoader;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bfd.BfdConfig;
import io.sextant.protocol.bgp.config.PeerSetup;
import io.sextant.protocol.bgp.policy.map.PolicyBook;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.topology.bfd.BfdPeer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BfdMappingTest {

    private static Map<IpAddress, BfdPeer> map(String text) {
        FrrConfigLoader.Result result = FrrConfigLoader.parse(Path.of("frr.conf"), text);
        assertThat(result.problems()).isEmpty();
        FrrConfig config = result.config();
        Ipv4Address routerId = Ipv4Address.parse("10.9.0.1");
        List<PeerSetup> peers = BgpMapping.of(
                        config,
                        routerId,
                        "r",
                        SpeakerProfile.FRR_8_4,
                        new BookPolicies(new PolicyBook(new SplittableRandom(1))))
                .map(BgpMapping::peers)
                .orElse(List.of());
        Map<IpAddress, BfdPeer> found = new TreeMap<>();
        BfdMapping.of(config, peers, address -> address.toString().startsWith("10.9."))
                .forEach(peer -> found.put(peer.address(), peer));
        return found;
    }

    private static BfdPeer at(Map<IpAddress, BfdPeer> peers, String address) {
        return Objects.requireNonNull(peers.get(ip(address)), address);
    }

    private static IpAddress ip(String text) {
        return IpAddress.parse(text);
    }

    @Test
    void neighbours_with_bfd_get_a_session_on_the_shared_network() {
        Map<IpAddress, BfdPeer> peers = map("""
                router bgp 64512
                 neighbor 10.9.0.2 remote-as 64512
                 neighbor 10.9.0.2 bfd
                 neighbor 10.9.0.3 remote-as 64512
                """);
        assertThat(peers).containsOnlyKeys(ip("10.9.0.2"));
        assertThat(at(peers, "10.9.0.2")).isEqualTo(BfdPeer.singleHop(ip("10.9.0.2"), BfdConfig.FRR_8_4));
    }

    @Test
    void profiles_and_peer_groups_say_how_fast() {
        Map<IpAddress, BfdPeer> peers = map("""
                bfd
                 profile fast
                  detect-multiplier 4
                  receive-interval 100
                  transmit-interval 150
                  passive-mode
                 !
                !
                router bgp 64512
                 neighbor nodes peer-group
                 neighbor nodes remote-as internal
                 neighbor nodes bfd profile fast
                 neighbor 10.9.0.2 peer-group nodes
                """);
        assertThat(at(peers, "10.9.0.2").config())
                .isEqualTo(BfdConfig.FRR_8_4.withTimers(4, 100, 150).withPassive(true));
    }

    @Test
    void a_neighbour_further_away_is_reached_over_several_hops() {
        Map<IpAddress, BfdPeer> peers = map("""
                router bgp 64512
                 no bgp ebgp-requires-policy
                 neighbor 10.8.0.1 remote-as 64512
                 neighbor 10.8.0.1 bfd
                 neighbor 10.7.0.1 remote-as 65001
                 neighbor 10.7.0.1 ebgp-multihop 3
                 neighbor 10.7.0.1 bfd
                """);
        assertThat(at(peers, "10.8.0.1").multihop()).isTrue();
        assertThat(at(peers, "10.8.0.1").minimumTtl()).isEqualTo(1);
        assertThat(at(peers, "10.7.0.1").multihop()).isTrue();
        assertThat(at(peers, "10.7.0.1").minimumTtl()).isEqualTo(253);
    }

    @Test
    void peers_of_the_bfd_node_are_configured_ones() {
        Map<IpAddress, BfdPeer> peers = map("""
                bfd
                 peer 10.9.0.77
                  detect-multiplier 5
                 !
                 peer 10.8.0.1 multihop local-address 10.9.0.1
                  minimum-ttl 250
                 !
                """);
        assertThat(at(peers, "10.9.0.77").configured()).isTrue();
        assertThat(at(peers, "10.9.0.77").config().detectMultiplier()).isEqualTo(5);
        assertThat(at(peers, "10.8.0.1").local()).isEqualTo(ip("10.9.0.1"));
        assertThat(at(peers, "10.8.0.1").minimumTtl()).isEqualTo(250);
    }
}
