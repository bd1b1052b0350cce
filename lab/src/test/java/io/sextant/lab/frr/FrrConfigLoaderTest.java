package io.sextant.lab.frr;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Section;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problem;
import io.sextant.lab.yaml.Problems;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FrrConfigLoaderTest {

    private static final Path FILE = Path.of("r1.conf");

    @Test
    void reads_abbreviations_comments_tabs_and_carriage_returns() {
        FrrConfig config = valid("""
                ! a comment
                router b 65001\r
                \tneigh 10.0.0.2 remote external
                # another
                address-family ipv4 uni
                  netw 10.1.2.3/24
                exit-address-family
                """);
        Section bgp = config.bgp().orElseThrow();
        assertThat(bgp.find("router bgp").orElseThrow().value("as")).isEqualTo("65001");
        assertThat(bgp.child(Context.NEIGHBOR, "10.0.0.2")
                        .orElseThrow()
                        .find("remote-as")
                        .orElseThrow()
                        .text())
                .isEqualTo("neighbor 10.0.0.2 remote-as external");
        assertThat(bgp.child(Context.IPV4_UNICAST, "").orElseThrow().all("network"))
                .extracting(entry -> entry.text())
                .containsExactly("network 10.1.2.0/24");
    }

    @Test
    void tells_every_problem_at_once_with_its_place() {
        assertThat(problems("""
                router bgp 65001
                 neigbor 10.0.0.2 remote-as 65002
                 neighbor 10.0.0.2 remote-as nobody
                 neighbor 10.0.0.3 passive
                 neighbor 10.0.0.3
                 timers bgp 1 2
                 network 10.0.0.0/33
                """))
                .containsExactly(
                        "r1.conf:2:2: error: unknown command 'neigbor 10.0.0.2 remote-as 65002': did you mean 'neighbor'?",
                        "r1.conf:3:30: error: unknown command 'neighbor 10.0.0.2 remote-as nobody': expected <as: 1 to 4294967295> or external or internal, found 'nobody'",
                        "r1.conf:4:11: error: expected a neighbor made before by remote-as or peer-group, found '10.0.0.3'",
                        "r1.conf:5:19: error: command incomplete: expected activate or addpath-tx-all-paths or addpath-tx-bestpath-per-AS or advertise-map or advertisement-interval or allowas-in or as-override or attribute-unchanged or bfd or capability or others",
                        "r1.conf:6:15: error: expected a hold time of 0 or at least 3 seconds, found 2",
                        "r1.conf:7:10: error: unknown command 'network 10.0.0.0/33': expected an IPv4 address or an IPv4 prefix, found '10.0.0.0/33'");
    }

    /** What FRR 8.4.4 printed of these lines. */
    @Test
    void whoever_joins_a_group_leaves_the_families_the_group_is_not_in() {
        String lines = """
                router bgp 65001
                 neighbor G peer-group
                 neighbor 10.0.12.1 remote-as 65002
                 address-family ipv6 unicast
                  neighbor 10.0.12.1 activate
                 exit-address-family
                 neighbor 10.0.12.1 peer-group G
                """;
        String printed =
                FrrConfigLoader.parse(Path.of("r1.conf"), lines).config().runningConfig("r1");
        assertThat(printed).endsWith("""
                router bgp 65001
                 neighbor G peer-group
                 neighbor 10.0.12.1 remote-as 65002
                 neighbor 10.0.12.1 peer-group G
                exit
                !
                end
                """);
    }

    @Test
    void warns_of_what_has_no_effect_here() {
        assertThat(problems("""
                log file /tmp/x
                router ospf
                 network 10.0.0.0/8 area 0
                interface eth0
                 ip ospf area 0
                 ip address 10.0.0.1/24
                """))
                .containsExactly(
                        "r1.conf:1:1: warning: not modelled: log file /tmp/x",
                        "r1.conf:2:1: warning: not modelled: router ospf and the statements in it",
                        "r1.conf:5:2: warning: not modelled: ip ospf area 0");
    }

    /** A block needs no {@code exit}, and no word of an interface's passes for {@code ip route}. */
    @Test
    void a_static_route_may_follow_an_interface() {
        FrrConfig config = valid("""
                interface eth0
                 ip address 10.0.0.1/24
                !
                ip route 10.9.0.0/16 Null0
                """);
        assertThat(config.staticRoutes()).hasSize(1);
    }

    /** FRR 8.4.4 kept the second line alone. */
    @Test
    void a_static_route_over_the_same_next_hop_takes_the_place_of_one_at_another_distance() {
        assertThat(valid("""
                ip route 10.70.0.0/24 10.1.4.1
                ip route 10.70.0.0/24 10.1.4.1 50
                ip route 10.70.0.0/24 10.1.4.2 60
                """).staticRoutes())
                .extracting(entry -> entry.text())
                .containsExactly("ip route 10.70.0.0/24 10.1.4.1 50", "ip route 10.70.0.0/24 10.1.4.2 60");
    }

    @Test
    void leaves_sections_that_a_line_does_not_belong_to() {
        FrrConfig config = valid("""
                router bgp 65001
                 neighbor 10.0.0.2 remote-as 65002
                 address-family ipv4 unicast
                  neighbor 10.0.0.2 weight 5
                 bgp router-id 1.2.3.4
                interface lo
                 ip address 10.9.9.9/32
                """);
        assertThat(config.bgp()
                        .orElseThrow()
                        .find("bgp router-id")
                        .orElseThrow()
                        .value("id"))
                .isEqualTo("1.2.3.4");
        assertThat(config.interfaces()).extracting(Section::name).containsExactly("lo");
    }

    @Test
    void default_families_are_those_of_the_moment_a_neighbor_is_made() {
        Section family =
                valid("""
                router bgp 65001
                 neighbor 10.0.0.2 remote-as 65002
                 no bgp default ipv4-unicast
                 neighbor 10.0.0.3 remote-as 65002
                """).bgp().orElseThrow().child(Context.IPV4_UNICAST, "").orElseThrow();
        assertThat(family.child(Context.FAMILY_NEIGHBOR, "10.0.0.2")
                        .orElseThrow()
                        .flag("activate", false))
                .isTrue();
        assertThat(family.child(Context.FAMILY_NEIGHBOR, "10.0.0.3")
                        .orElseThrow()
                        .flag("activate", false))
                .isFalse();
    }

    @Test
    void lists_number_their_lines_and_leave_duplicates_off() {
        FrrConfig config = valid("""
                ip prefix-list P permit 10.0.0.0/8
                ip prefix-list P seq 12 deny 11.0.0.0/8 le 24
                ip prefix-list P permit any
                ip prefix-list P permit 10.0.0.0/8
                bgp community-list standard C permit 65000:2 65000:1
                """);
        assertThat(config.root()
                        .child(Context.LIST, "ip prefix-list P")
                        .orElseThrow()
                        .all("line"))
                .extracting(entry -> entry.text())
                .containsExactly(
                        "ip prefix-list P seq 5 permit 10.0.0.0/8",
                        "ip prefix-list P seq 12 deny 11.0.0.0/8 le 24",
                        "ip prefix-list P seq 15 permit any");
        assertThat(config.root()
                        .child(Context.LIST, "bgp community-list C")
                        .orElseThrow()
                        .all("line"))
                .extracting(entry -> entry.text())
                .containsExactly("bgp community-list standard C seq 5 permit 65000:1 65000:2");
    }

    @Test
    void a_running_configuration_takes_further_lines_and_stays_as_it_was() {
        FrrConfig before = valid("router bgp 65001\n neighbor 10.0.0.2 remote-as 65002\n");
        Problems problems = new Problems();
        FrrConfig after = FrrConfigLoader.apply(
                before, List.of("router bgp 65001", "neighbor 10.0.0.2 shutdown"), Position.startOf(FILE), problems);
        assertThat(problems.sorted()).isEmpty();
        assertThat(before.bgp()
                        .orElseThrow()
                        .child(Context.NEIGHBOR, "10.0.0.2")
                        .orElseThrow()
                        .flag("shutdown", false))
                .isFalse();
        assertThat(after.bgp()
                        .orElseThrow()
                        .child(Context.NEIGHBOR, "10.0.0.2")
                        .orElseThrow()
                        .flag("shutdown", false))
                .isTrue();
    }

    private static FrrConfig valid(String text) {
        FrrConfigLoader.Result result = FrrConfigLoader.parse(FILE, text);
        assertThat(result.problems()).isEmpty();
        return result.config();
    }

    private static List<String> problems(String text) {
        return FrrConfigLoader.parse(FILE, text).problems().stream()
                .map(Problem::toString)
                .toList();
    }
}
