package io.sextant.protocol.bgp.policy.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.message.AsPath;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.LargeCommunity;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyListTest {

    private static final Community ONE = Community.of(65000, 1);
    private static final Community TWO = Community.of(65000, 2);
    private static final Community THREE = Community.of(65000, 3);

    private static IpPrefix prefix(String text) {
        return IpPrefix.parse(text);
    }

    private static PrefixList.Entry line(long sequence, Verdict verdict, String prefix, int ge, int le) {
        return new PrefixList.Entry(sequence, verdict, prefix(prefix), ge, le);
    }

    @Test
    void a_prefix_list_compares_bits_and_length() {
        PrefixList exact = PrefixList.of(line(5, Verdict.PERMIT, "10.0.0.0/8", 0, 0));
        PrefixList atMost = PrefixList.of(line(5, Verdict.PERMIT, "10.0.0.0/8", 0, 24));
        PrefixList atLeast = PrefixList.of(line(5, Verdict.PERMIT, "10.0.0.0/8", 16, 0));
        PrefixList both = PrefixList.of(line(5, Verdict.PERMIT, "10.0.0.0/8", 16, 24));

        assertThat(exact.permits(prefix("10.0.0.0/8"))).isTrue();
        assertThat(exact.permits(prefix("10.1.0.0/16"))).isFalse();
        assertThat(atMost.permits(prefix("10.0.0.0/8"))).isTrue();
        assertThat(atMost.permits(prefix("10.1.1.0/25"))).isFalse();
        assertThat(atLeast.permits(prefix("10.0.0.0/8"))).isFalse();
        assertThat(atLeast.permits(prefix("10.1.1.1/32"))).isTrue();
        assertThat(both.permits(prefix("10.2.0.0/15"))).isFalse();
        assertThat(both.permits(prefix("10.1.1.0/24"))).isTrue();
        assertThat(both.permits(prefix("11.1.1.0/24"))).isFalse();
    }

    @Test
    void the_lowest_number_decides_and_the_same_number_is_replaced() {
        PrefixList list = PrefixList.of(line(20, Verdict.PERMIT, "0.0.0.0/0", 0, 32))
                .with(line(10, Verdict.DENY, "10.0.0.0/8", 0, 32));

        assertThat(list.permits(prefix("10.1.0.0/16"))).isFalse();
        assertThat(list.permits(prefix("192.0.2.0/24"))).isTrue();
        assertThat(list.with(line(10, Verdict.PERMIT, "10.0.0.0/8", 0, 32)).permits(prefix("10.1.0.0/16")))
                .isTrue();
        assertThat(list.without(10).entries()).hasSize(1);
    }

    @Test
    void a_prefix_list_without_entries_permits_and_families_do_not_mix() {
        assertThat(PrefixList.EMPTY.permits(prefix("10.0.0.0/8"))).isTrue();
        assertThat(PrefixList.of(line(5, Verdict.PERMIT, "::/0", 0, 128)).permits(prefix("0.0.0.0/0")))
                .isFalse();
        assertThat(PrefixList.of(line(5, Verdict.PERMIT, "2001:db8::/32", 48, 64))
                        .permits(prefix("2001:db8:1::/48")))
                .isTrue();
    }

    @Test
    void bounds_outside_the_prefix_are_refused() {
        assertThatThrownBy(() -> line(5, Verdict.PERMIT, "10.0.0.0/8", 7, 0)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> line(5, Verdict.PERMIT, "10.0.0.0/8", 0, 33)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> line(5, Verdict.PERMIT, "10.0.0.0/8", 24, 16)).isInstanceOf(RuntimeException.class);
    }

    // Measured with bgpd 8.4.4: `access-list 1` let 192.0.2.14/32 pass, `access-list 100 … 255.255.255.0 0.0.0.0` did
    // not,
    // a named list with exact-match let 192.0.2.0/24 pass and 192.0.2.128/25 not.
    @Test
    void access_lists_look_at_address_mask_or_prefix() {
        Ipv4Address network = Ipv4Address.parse("192.0.2.0");
        Ipv4Address hosts = Ipv4Address.parse("0.0.0.255");
        AccessList standard =
                AccessList.of(new AccessList.Entry(5, Verdict.PERMIT, AccessList.Wildcard.standard(network, hosts)));
        AccessList extended = AccessList.of(new AccessList.Entry(
                5,
                Verdict.PERMIT,
                new AccessList.Wildcard(network, hosts, Ipv4Address.parse("255.255.255.0"), Ipv4Address.ANY)));
        AccessList exact = AccessList.of(
                new AccessList.Entry(5, Verdict.PERMIT, new AccessList.Within(prefix("192.0.2.0/24"), true)));

        assertThat(standard.permits(prefix("192.0.2.14/32"))).isTrue();
        assertThat(standard.permits(prefix("192.0.3.0/24"))).isFalse();
        assertThat(extended.permits(prefix("192.0.2.14/32"))).isFalse();
        assertThat(extended.permits(prefix("192.0.2.0/24"))).isTrue();
        assertThat(exact.permits(prefix("192.0.2.0/24"))).isTrue();
        assertThat(exact.permits(prefix("192.0.2.128/25"))).isFalse();
        assertThat(AccessList.EMPTY.permits(prefix("0.0.0.0/0"))).isFalse();
        assertThat(AccessList.of(new AccessList.Entry(5, Verdict.DENY, new AccessList.Any()))
                        .permits(prefix("::/0")))
                .isFalse();
    }

    @Test
    void an_as_path_list_asks_the_printed_path() {
        AsPathAccessList own = AsPathAccessList.of(new AsPathAccessList.Entry(5, Verdict.PERMIT, BgpRegex.of("^$")));
        AsPathAccessList not = AsPathAccessList.of(
                new AsPathAccessList.Entry(5, Verdict.DENY, BgpRegex.of("_65010_")),
                new AsPathAccessList.Entry(10, Verdict.PERMIT, BgpRegex.of(".*")));

        assertThat(own.permits(AsPath.EMPTY)).isTrue();
        assertThat(own.permits(AsPath.ofSequence(new Asn(1)))).isFalse();
        assertThat(not.permits(AsPath.ofSequence(new Asn(1), new Asn(65010)))).isFalse();
        assertThat(not.permits(AsPath.ofSequence(new Asn(1)))).isTrue();
        assertThat(AsPathAccessList.EMPTY.permits(AsPath.EMPTY)).isFalse();
    }

    private static CommunityList<Community> standard(Verdict verdict, Community... values) {
        return CommunityList.standard(CommunityKind.STANDARD).with(CommunityList.Entry.of(5, verdict, List.of(values)));
    }

    private static CommunityList<Community> expanded(String regex) {
        return CommunityList.expanded(CommunityKind.STANDARD)
                .with(CommunityList.Entry.of(5, Verdict.PERMIT, BgpRegex.of(regex)));
    }

    @Test
    void a_standard_community_line_wants_all_its_values() {
        CommunityList<Community> both = standard(Verdict.PERMIT, TWO, ONE);

        assertThat(both.permits(List.of(ONE, TWO, THREE))).isTrue();
        assertThat(both.permits(List.of(ONE))).isFalse();
        assertThat(both.permits(List.of(ONE, TWO, THREE), true)).isFalse();
        assertThat(both.permits(List.of(ONE, TWO), true)).isTrue();
        assertThat(standard(Verdict.DENY, ONE).permits(List.of(ONE))).isFalse();
        assertThat(standard(Verdict.PERMIT).permits(List.of())).isTrue();
        assertThat(standard(Verdict.PERMIT, CommunityNames.INTERNET).permits(List.of()))
                .isTrue();
        assertThat(CommunityList.standard(CommunityKind.STANDARD).permits(List.of(ONE)))
                .isFalse();
    }

    @Test
    void an_expanded_community_line_asks_the_printed_values() {
        assertThat(expanded("65000:.*").permits(List.of())).isFalse();
        assertThat(expanded("^$").permits(List.of())).isTrue();
        assertThat(expanded("no-export").permits(List.of(Community.NO_EXPORT))).isTrue();
        assertThat(expanded("^65000:1 65000:2$").permits(List.of(ONE, TWO))).isTrue();
        assertThat(expanded("^65000:1 65000:2$").permits(List.of(ONE, TWO, THREE), true))
                .isFalse();
    }

    // Measured with bgpd 8.4.4: {65000:1 65000:2 65000:3} through `set comm-list C12 delete` left 65000:3.
    @Test
    void deletion_takes_each_value_by_itself() {
        List<Community> all = List.of(ONE, TWO, THREE);

        assertThat(standard(Verdict.PERMIT, ONE, TWO).delete(all)).containsExactly(THREE);
        assertThat(standard(Verdict.DENY, ONE).delete(all)).isSameAs(all);
        assertThat(expanded("65000:[12]").delete(all)).containsExactly(THREE);
        assertThat(standard(Verdict.PERMIT).delete(all)).isEmpty();
    }

    @Test
    void large_and_extended_communities_have_lists_too() {
        LargeCommunity large = new LargeCommunity(1, 2, 3);
        CommunityList<LargeCommunity> expression = CommunityList.expanded(CommunityKind.LARGE)
                .with(CommunityList.Entry.of(5, Verdict.PERMIT, BgpRegex.of("^1:2:.*$")));

        assertThat(expression.permits(List.of(large))).isTrue();
        assertThat(expression.delete(List.of(large))).isEmpty();
        assertThat(CommunityList.expanded(CommunityKind.EXTENDED)
                        .with(CommunityList.Entry.of(5, Verdict.PERMIT, BgpRegex.of("RT:65000:1")))
                        .permits(List.of(ExtendedCommunities.of(ExtendedCommunities.ROUTE_TARGET, new Asn(65000), 1))))
                .isTrue();
    }

    @Test
    void extended_communities_print_as_frr_prints_them() {
        int target = ExtendedCommunities.ROUTE_TARGET;

        assertThat(ExtendedCommunities.text(ExtendedCommunities.of(target, new Asn(65000), 1)))
                .isEqualTo("RT:65000:1");
        assertThat(ExtendedCommunities.text(ExtendedCommunities.of(target, new Asn(4_200_000_000L), 7)))
                .isEqualTo("RT:4200000000:7");
        assertThat(ExtendedCommunities.text(
                        ExtendedCommunities.of(ExtendedCommunities.SITE_OF_ORIGIN, Ipv4Address.parse("10.1.2.3"), 9)))
                .isEqualTo("SoO:10.1.2.3:9");
        assertThat(ExtendedCommunities.text(
                        ExtendedCommunities.linkBandwidth(new Asn(65000), 12_500_000, false, false)))
                .isEqualTo("LB:65000:12500000 (100.000 Mbps)");
    }

    @Test
    void communities_are_read_by_name_and_by_number() {
        assertThat(CommunityNames.tryParse("no-export")).contains(Community.NO_EXPORT);
        assertThat(CommunityNames.tryParse("65000:1")).contains(ONE);
        assertThat(CommunityNames.tryParse("4259840001")).contains(ONE);
        assertThat(CommunityNames.tryParse("65536:1")).isEmpty();
        assertThat(CommunityNames.tryParse("no-such")).isEmpty();
        assertThat(CommunityNames.text(List.of(ONE, Community.NO_ADVERTISE))).isEqualTo("65000:1 no-advertise");
    }
}
