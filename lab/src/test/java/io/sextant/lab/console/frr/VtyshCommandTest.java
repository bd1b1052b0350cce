package io.sextant.lab.console.frr;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.lab.console.Samples;
import io.sextant.lab.console.command.Outcome.Printed;
import io.sextant.protocol.address.Ipv6Prefix;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our vtysh against FRR 8.4.4's printouts of the article's lab, and against its words when it refuses. */
final class VtyshCommandTest {

    private final ArticleBgp lab = new ArticleBgp(SpeakerProfile.METALLB_0_10).at(48.5);

    private static String sample(String name) {
        return Samples.read("frr-8.4.4/lab-metallb/" + name + ".txt");
    }

    /** Ages and times of day, which differ by a second between the samples themselves, and zebra's numbers. */
    private static String levelled(String text) {
        return text.replaceAll("\\d\\d:\\d\\d:\\d\\d", "TIME")
                .replaceAll("... ... .. TIME \\d{4}", "DATE")
                .replaceAll("(Msec|Epoch|epoch|GroupId|lastReset\\w*)\":\\d+", "$1\":N")
                .replaceAll("nhid \\d+", "nhid N");
    }

    @Test
    void the_summary_before_any_session() {
        ArticleBgp early = new ArticleBgp(SpeakerProfile.METALLB_0_10).at(2.05);
        String expected = sample("before.summary");
        assertThat(early.vtysh("show bgp summary"))
                .isEqualTo(expected.substring(0, expected.indexOf("\nIPv4 Unicast", 10)));
    }

    @Test
    void the_summary_with_every_counter() {
        assertThat(lab.vtysh("show bgp summary")).isEqualTo(sample("show_bgp_summary"));
        assertThat(levelled(lab.vtysh("sh ip bgp sum"))).isEqualTo(levelled(sample("show_ip_bgp_summary")));
        assertThat(levelled(lab.vtysh("show bgp summary json"))).isEqualTo(levelled(sample("show_bgp_summary_json")));
    }

    @Test
    void the_table() {
        assertThat(lab.vtysh("show ip bgp")).isEqualTo(sample("show_ip_bgp"));
        assertThat(lab.vtysh("show bgp ipv4 unicast")).isEqualTo(sample("show_ip_bgp"));
        assertThat(lab.vtysh("show bgp ipv4 unicast json")).isEqualTo(sample("show_bgp_ipv4_unicast_json"));
    }

    @Test
    void a_route_and_why_it_won() {
        assertThat(levelled(lab.vtysh("show bgp ipv4 unicast 172.16.10.0/32")))
                .isEqualTo(levelled(sample("show_bgp_ipv4_unicast_172.16.10.0_32")));
        assertThat(levelled(lab.vtysh("show bgp ipv4 unicast 172.16.10.0/32 json")))
                .isEqualTo(levelled(sample("show_bgp_ipv4_unicast_172.16.10.0_32_json")));
    }

    @Test
    void zebra_s_routes() {
        assertThat(levelled(lab.vtysh("show ip route"))).isEqualTo(levelled(sample("show_ip_route")));
        assertThat(levelled(lab.vtysh("show ip route bgp"))).isEqualTo(levelled(sample("show_ip_route_bgp")));
        assertThat(levelled(lab.vtysh("show ip route 172.16.10.0/32")))
                .isEqualTo(levelled(sample("show_ip_route_172.16.10.0_32")));
        assertThat(lab.vtysh("show ip route 172.16.10.0")).isEqualTo(lab.vtysh("show ip route 172.16.10.0/32"));
    }

    @Test
    void zebra_s_routes_as_json() {
        assertThat(levelled(lab.vtysh("show ip route json"))).isEqualTo(levelled(sample("show_ip_route_json")));
    }

    @Test
    void the_kernel_s_routes_behind_them() {
        assertThat(levelled(lab.router.text("ip route"))).isEqualTo(levelled(sample("kernel_ip_route")));
    }

    @Test
    void next_hop_objects_and_the_groups_that_were_on_the_way() {
        assertThat(lab.router.text("ip -d route")).isEqualTo(sample("kernel_ip_-d_route"));
        assertThat(lab.router.text("ip nexthop")).isEqualTo(sample("kernel_ip_nexthop"));
        assertThat(lab.router.text("ip -j nexthop")).isEqualTo(sample("kernel_ip_-j_nexthop"));
        assertThat(lab.router.text("ip nexthop get id 3")).isEqualTo("id 3 dev enp7s0 scope host proto zebra \n");
        assertThat(lab.router.run("ip nexthop get id 99").status()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"METALLB_0_10,lab-metallb", "FRR_8_4,lab-frr"})
    void zebra_s_next_hops_and_groups_in_its_order(String speakers, String directory) {
        SpeakerProfile profile = speakers.equals("FRR_8_4") ? SpeakerProfile.FRR_8_4 : SpeakerProfile.METALLB_0_10;
        ArticleBgp nodes = new ArticleBgp(profile).at(48.5);
        String expected = Samples.read("frr-8.4.4/" + directory + "/show_nexthop-group_rib.txt");
        assertThat(levelled(nodes.vtysh("show nexthop-group rib"))).isEqualTo(levelled(expected));
    }

    @Test
    void some_of_zebra_s_next_hops() {
        String one = lab.vtysh("show nexthop-group rib 41");
        assertThat(one).startsWith("ID: 41 (zebra)\n     RefCnt: 2\n").endsWith("     Dependents: (40)\n");
        assertThat(lab.vtysh("show nexthop-group rib 99")).isEqualTo("Nexthop Group ID: 99 does not exist\n");
        assertThat(lab.vtysh("show nexthop-group rib singleton ip zebra"))
                .contains(one)
                .doesNotContain("ID: 40 ");
        assertThat(lab.vtysh("show nexthop-group rib singleton ipv6")).isEmpty();
        assertThat(lab.vtysh("show nexthop-group rib bgp")).isEmpty();
    }

    @Test
    void what_a_table_holds() {
        assertThat(lab.vtysh("show bgp statistics")).isEqualTo(sample("show_bgp_statistics"));
        assertThat(lab.vtysh("show ip bgp statistics"))
                .contains(
                        "Total Advertisements          :            6\nTotal Prefixes                :            1\n")
                .contains("Average prefix length         :        32.00\n");
    }

    /** The figures are FRR 8.4.4's for these two networks. */
    @Test
    void a_network_inside_the_only_other_one_counts_twice() {
        ArticleBgp two = new ArticleBgp(SpeakerProfile.FRR_8_4).at(20);
        two.router.bgpd().orElseThrow().originate(Ipv6Prefix.parse("2001:db8:1::/48"));
        two.router.bgpd().orElseThrow().originate(Ipv6Prefix.parse("2001:db8:1:2::/64"));
        assertThat(two.at(22).vtysh("show bgp statistics"))
                .contains(
                        "Average prefix length         :        56.00\nUnaggregateable prefixes      :            2\n")
                .contains("Address space advertised      :  1.20894e+24\n")
                .contains(
                        "            /32 equivalent %s\n:   1.5259e-05\n            /48 equivalent %s\n:      1.00002\n");
    }

    @Test
    void its_version_and_how_it_was_built() {
        assertThat(lab.vtysh("show version").replaceFirst("\\(bgp-router1\\) on Linux\\(.*?\\)", "HERE"))
                .isEqualTo(sample("show_version").replaceFirst("\\(vm\\) on Linux\\(.*?\\)", "HERE"));
    }

    @Test
    void a_neighbour() {
        // The foreign port and the file descriptor are the real machine's.
        assertThat(levelled(lab.vtysh("show bgp neighbors 192.168.1.21")).replaceAll("Foreign port: \\d+", "PORT"))
                .isEqualTo(levelled(sample("show_bgp_neighbors_192.168.1.21"))
                        .replaceAll("Foreign port: \\d+", "PORT")
                        .replace("FD used: 22", "FD used: 23"));
    }

    @Test
    void other_speakers_other_attributes() {
        ArticleBgp frr = new ArticleBgp(SpeakerProfile.FRR_8_4).at(48.5);
        String expected = Samples.read("frr-8.4.4/lab-frr/show_ip_bgp.txt");
        assertThat(frr.vtysh("show ip bgp")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "show|1|% Command incomplete: show",
                "show foo|1|% Unknown command: show foo",
                "show ip bgp foo|1|% Unknown command: show ip bgp foo",
                "show bgp|0|No BGP prefixes displayed, 0 exist",
                "show bgp 10.20.0.0/16|0|% Cannot specify IPv4 address or prefix with IPv6 AFI",
                "show bgp ipv4 unicast 10.77.0.0/16|0|% Network not in table",
                "show ip route 10.77.0.0/16|0|% Network not in table",
                "show bgp neighbors 192.168.1.21 routes|0|% No such neighbor or address family",
                "show bgp ipv6 unicast summary|0|% No BGP neighbors found in VRF default",
                "show bgp neighbors 10.0.99.9|0|% No such neighbor in this view/vrf"
            })
    void what_frr_refuses(String line, int status, String words) {
        Printed printed = lab.router.run("vtysh -c '" + line + "'");
        assertThat(printed.text().lines().findFirst()).contains(words);
        assertThat(printed.status()).isEqualTo(status);
    }

    @Test
    void several_commands_follow_each_other_and_the_first_error_ends_them() {
        Printed printed = lab.router.run("vtysh -c 'show ip route bgp' -c 'show foo' -c 'show version'");
        assertThat(printed.text())
                .startsWith("Codes: K")
                .contains("% Unknown command: show foo\n")
                .doesNotContain("FRRouting");
        assertThat(printed.status()).isEqualTo(1);
        assertThat(lab.router.text("vtysh")).startsWith("vtysh: there is no terminal here");
    }

    @Test
    void a_daemon_that_is_gone_says_nothing() {
        lab.router.bgpd().orElseThrow().kill();
        assertThat(lab.vtysh("show bgp summary")).isEqualTo("bgpd is not running\n");
        lab.at(49);
        assertThat(lab.vtysh("show ip route bgp")).isEmpty();
    }

    @Test
    void its_sockets() {
        String port = "192.168.1.2[1-5]:\\d+ ";
        assertThat(lab.router.text("ss -tan").lines())
                .hasSize(9)
                .anyMatch(line -> line.matches("LISTEN +0 +4096 +0\\.0\\.0\\.0:179 +0\\.0\\.0\\.0:\\* +"))
                .anyMatch(line -> line.matches("LISTEN +0 +4096 +\\[::]:179 +\\[::]:\\* +"))
                .filteredOn(line -> line.matches("ESTAB +0 +0 +192\\.168\\.1\\.1:179 +" + port + " +"))
                .hasSize(5);
    }
}
