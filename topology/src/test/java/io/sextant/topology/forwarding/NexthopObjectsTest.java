package io.sextant.topology.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.topology.TestNet;
import io.sextant.topology.ecmp.KernelProfile;
import io.sextant.topology.ecmp.ResilientGroup;
import io.sextant.topology.forwarding.NexthopObjects.Group;
import io.sextant.topology.forwarding.NexthopObjects.Member;
import io.sextant.topology.forwarding.NexthopObjects.Resilience;
import io.sextant.topology.forwarding.NexthopObjects.Single;
import io.sextant.topology.host.Host;
import io.sextant.topology.link.Link;
import io.sextant.topology.link.LinkModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three cables, a next hop behind each, and a route over a group of them. */
class NexthopObjectsTest {

    private static final int BUCKETS = 12;
    private static final Ipv4Prefix PREFIX = Ipv4Prefix.parse("172.16.0.0/16");

    private final TestNet net = new TestNet();
    private final List<Link> cables = new ArrayList<>();
    private Host router;
    private NexthopObjects nexthops;

    @BeforeEach
    void threeCables() {
        router = net.router("r1", "d0", "d1 10.1.1.1/24", "d2 10.1.2.1/24", "d3 10.1.3.1/24");
        nexthops = router.nexthops();
        for (int i = 1; i <= 3; i++) {
            cables.add(new Link(net.network, "cable" + i, LinkModel.IDEAL, net.at("r1:d" + i), frame -> net.network
                    .pool()
                    .give(frame)));
            nexthops.add(new Single(i, hop(i), IpVersion.IPV4, null));
        }
    }

    private NextHop hop(int i) {
        return NextHop.via(Ipv4Address.parse("10.1." + i + ".2"), net.at("r1:d" + i));
    }

    private static List<Member> members(int... ids) {
        List<Member> members = new ArrayList<>();
        for (int id : ids) {
            members.add(new Member(id, 1));
        }
        return members;
    }

    private void route(int group, @Nullable Resilience resilience) {
        nexthops.add(new Group(group, members(1, 2, 3), resilience, null));
        router.fib()
                .add(Route.to(PREFIX, RouteProtocol.BOOT, nexthops.hops(group).toArray(new NextHop[0]))
                        .withNexthopId(group));
    }

    private void resilientRoute(long idleSeconds) {
        route(30, new Resilience(BUCKETS, idleSeconds * TestNet.SECOND, 0));
    }

    /** The device a packet with this hash leaves by. */
    private String way(int hash31) {
        RouteEntry entry = router.fib().lookup(Ipv4Address.parse("172.16.0.1").bits());
        return entry == null ? "none" : entry.hop(entry.select(hash31)).device().name();
    }

    private String owners() {
        ResilientGroup table = nexthops.table(30).orElseThrow();
        StringBuilder owners = new StringBuilder();
        for (int bucket = 0; bucket < table.buckets(); bucket++) {
            owners.append(table.owner(bucket).id());
        }
        return owners.toString();
    }

    @Test
    void a_route_over_a_resilient_group_takes_the_member_that_has_the_hashs_bucket() {
        resilientRoute(120);
        assertThat(owners()).isEqualTo("333322221111");
        for (int hash = 0; hash < 100; hash++) {
            assertThat(way(hash)).isEqualTo("d" + owners().charAt(hash % BUCKETS));
        }
    }

    @Test
    void a_cut_cable_takes_its_next_hop_out_for_good_and_moves_no_bucket_but_its_own() {
        resilientRoute(120);
        net.runFor(1);
        for (int hash = 0; hash < BUCKETS; hash++) {
            way(hash);
        }
        cables.get(1).setUp(false);
        net.runFor(1);
        assertThat(owners()).matches("3333[13]{4}1111").doesNotContain("2");
        assertThat(nexthops.find(2)).isEmpty();
        assertThat(router.fib().find(PREFIX, 0).orElseThrow().nextHops()).hasSize(2);
        for (int hash = 0; hash < BUCKETS; hash++) {
            assertThat(way(hash)).isEqualTo("d" + owners().charAt(hash));
        }
        cables.get(1).setUp(true);
        net.runFor(1);
        assertThat(owners()).doesNotContain("2");
    }

    @Test
    void buckets_in_use_move_to_a_new_member_once_they_are_idle() {
        resilientRoute(2);
        net.runFor(0.1);
        router.replaceNexthopGroup(30, members(1, 2));
        assertThat(owners()).doesNotContain("3");
        net.runFor(0.1);
        for (int hash = 0; hash < BUCKETS; hash++) {
            way(hash);
        }
        double used = net.network.nowNanos();
        router.replaceNexthopGroup(30, members(1, 2, 3));
        assertThat(owners()).doesNotContain("3");
        while (!owners().contains("3")) {
            net.runFor(0.001);
        }
        // linux-ecmp.md §3 step 4: the kernel's timer wheel rounds up.
        assertThat((net.network.nowNanos() - used) / TestNet.SECOND).isBetween(2.0, 2.05);
        assertThat(owners().chars().filter(owner -> owner == '3')).hasSize(BUCKETS / 3);
    }

    @Test
    void several_routes_share_one_table() {
        resilientRoute(120);
        router.fib()
                .add(Route.to(
                                Ipv4Prefix.parse("172.17.0.0/16"),
                                RouteProtocol.STATIC,
                                nexthops.hops(30).toArray(new NextHop[0]))
                        .withNexthopId(30));
        net.runFor(10);
        way(5);
        net.runFor(3);
        RouteEntry other = Objects.requireNonNull(
                router.fib().lookup(Ipv4Address.parse("172.17.0.1").bits()));
        other.select(7);
        ResilientGroup table = nexthops.table(30).orElseThrow();
        assertThat(table.idleNanos(net.network.nowNanos(), 5)).isEqualTo(3 * TestNet.SECOND);
        assertThat(table.idleNanos(net.network.nowNanos(), 7)).isZero();
        assertThat(table.idleNanos(net.network.nowNanos(), 8)).isEqualTo(13 * TestNet.SECOND);
    }

    @Test
    void a_group_by_hash_threshold_shares_by_weight_and_loses_its_members_with_their_cables() {
        route(20, null);
        assertThat(way(0)).isEqualTo("d1");
        assertThat(way(Integer.MAX_VALUE)).isEqualTo("d3");
        cables.get(2).setUp(false);
        net.runFor(0.1);
        assertThat(way(Integer.MAX_VALUE)).isEqualTo("d2");
        router.replaceNexthopGroup(20, List.of(new Member(1, 1), new Member(2, 3)));
        assertThat(way(Integer.MAX_VALUE / 4 + 1)).isEqualTo("d2");
        cables.get(0).setUp(false);
        cables.get(1).setUp(false);
        net.runFor(0.1);
        assertThat(way(0)).isEqualTo("none");
        assertThat(nexthops.all()).isEmpty();
    }

    @Test
    void what_the_kernel_refuses_is_refused() {
        assertThatThrownBy(() -> nexthops.add(new Single(1, hop(1), IpVersion.IPV4, null)))
                .hasMessageContaining("exists");
        assertThatThrownBy(() -> nexthops.add(new Group(5, members(1, 1), null, null)))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> nexthops.add(new Group(5, members(9), null, null)))
                .hasMessageContaining("no single next hop 9");
        assertThatThrownBy(() -> nexthops.add(new Group(5, members(1, 2), new Resilience(1, 0, 0), null)))
                .hasMessageContaining("buckets");
        NexthopObjects old = new NexthopObjects(() -> 0, KernelProfile.LINUX_4_18);
        assertThatThrownBy(() -> old.add(new Single(1, hop(1), IpVersion.IPV4, null)))
                .hasMessageContaining("Linux 4.18 has no next-hop objects");
    }
}
