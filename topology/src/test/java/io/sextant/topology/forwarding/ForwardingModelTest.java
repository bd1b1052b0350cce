package io.sextant.topology.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.topology.TestNet;
import io.sextant.topology.ecmp.ResilientGroup;
import io.sextant.topology.host.Host;
import io.sextant.topology.link.Link;
import io.sextant.topology.link.LinkModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a group of six that BGP made does to 6,000 flows when its second member goes and comes back. */
class ForwardingModelTest {

    private static final Ipv4Prefix PREFIX = Ipv4Prefix.parse("172.16.0.0/16");
    private static final int FLOWS = 6_000;

    private final TestNet net = new TestNet();
    private final int[] hashes = new Random(5).ints(FLOWS, 0, Integer.MAX_VALUE).toArray();
    private Host router;

    @BeforeEach
    void oneCable() {
        router = net.router("r1", "d0 10.0.0.1/24");
        new Link(net.network, "cable", LinkModel.IDEAL, net.at("r1:d0"), frame -> net.network
                .pool()
                .give(frame));
    }

    private void install(int... nodes) {
        List<NextHop> hops = new ArrayList<>();
        for (int node : nodes) {
            hops.add(NextHop.via(Ipv4Address.parse("10.0.0.1" + node), net.at("r1:d0")));
        }
        router.fib().replace(Route.to(PREFIX, RouteProtocol.BGP, hops.toArray(new NextHop[0])));
    }

    private int[] ways() {
        RouteEntry entry = Objects.requireNonNull(
                router.fib().lookup(Ipv4Address.parse("172.16.0.1").bits()));
        return Arrays.stream(hashes)
                .map(hash -> (int)
                        Objects.requireNonNull(entry.hop(entry.select(hash)).gateway())
                                .low())
                .toArray();
    }

    private record Moves(int bystanders, int victims, int atReturn) {}

    private Moves removeAndAddTheSecond() {
        install(1, 2, 3, 4, 5, 6);
        net.runFor(1);
        int[] before = ways();
        int gone = Ipv4Address.parse("10.0.0.12").bits();
        install(1, 3, 4, 5, 6);
        net.runFor(1);
        int[] without = ways();
        assertThat(without).doesNotContain(gone);
        net.runFor(1);
        ways();
        install(1, 2, 3, 4, 5, 6);
        net.runFor(1);
        int[] after = ways();
        int bystanders = 0;
        int victims = 0;
        int atReturn = 0;
        for (int i = 0; i < FLOWS; i++) {
            victims += before[i] == gone ? 1 : 0;
            bystanders += before[i] != gone && before[i] != without[i] ? 1 : 0;
            atReturn += without[i] != after[i] ? 1 : 0;
        }
        assertThat(victims).isBetween(800, 1_200);
        return new Moves(bystanders, victims, atReturn);
    }

    @Test
    void linux_moves_a_fifth_of_the_bystanders() {
        assertThat(removeAndAddTheSecond().bystanders()).isBetween(1_000, 1_400);
    }

    @Test
    void modulo_n_moves_nearly_all() {
        router.setForwardingModel(new ForwardingModel.ModuloN());
        assertThat(removeAndAddTheSecond().bystanders()).isGreaterThan(3_800);
    }

    @Test
    void rendezvous_spares_bystanders_and_gives_back_what_was_the_members() {
        router.setForwardingModel(new ForwardingModel.Rendezvous());
        Moves moves = removeAndAddTheSecond();
        assertThat(moves.bystanders()).isZero();
        assertThat(moves.atReturn()).isEqualTo(moves.victims());
    }

    @Test
    void hardware_tables_spare_bystanders_of_a_loss_but_not_of_a_return() {
        router.setForwardingModel(new ForwardingModel.ResilientHardware(60));
        Moves moves = removeAndAddTheSecond();
        assertThat(moves.bystanders()).isZero();
        assertThat(moves.atReturn()).isBetween(800, 1_200);
    }

    @Test
    void resilient_groups_of_a_router_spare_flows_in_use_in_both() {
        router.setForwardingModel(
                new ForwardingModel.ResilientRouterGroups(60, new ResilientGroup.Timing(60 * TestNet.SECOND, 0, 250)));
        Moves moves = removeAndAddTheSecond();
        assertThat(moves.bystanders()).isZero();
        assertThat(moves.atReturn()).isZero();
        net.runFor(70);
        assertThat(ways()).contains(Ipv4Address.parse("10.0.0.12").bits());
    }

    @Test
    void weights_are_kept_by_every_model() {
        for (ForwardingModel model : List.of(
                new ForwardingModel.ModuloN(),
                new ForwardingModel.Rendezvous(),
                new ForwardingModel.ResilientHardware(64))) {
            router.setForwardingModel(model);
            router.fib().clear();
            router.fib()
                    .add(Route.to(
                            PREFIX,
                            RouteProtocol.BGP,
                            new NextHop(Ipv4Address.parse("10.0.0.11"), net.at("r1:d0"), 3),
                            new NextHop(Ipv4Address.parse("10.0.0.12"), net.at("r1:d0"), 1)));
            int first = Ipv4Address.parse("10.0.0.11").bits();
            assertThat(Arrays.stream(ways()).filter(way -> way == first).count())
                    .as(model.toString())
                    .isBetween(4_300L, 4_700L);
            assertThat(model.isBitExact()).isFalse();
        }
    }

    @Test
    void what_an_administrator_adds_is_shared_as_linux_does_whatever_the_model() {
        router.setForwardingModel(new ForwardingModel.ModuloN());
        router.fib()
                .add(Route.to(
                        PREFIX,
                        RouteProtocol.STATIC,
                        NextHop.via(Ipv4Address.parse("10.0.0.11"), net.at("r1:d0")),
                        NextHop.via(Ipv4Address.parse("10.0.0.12"), net.at("r1:d0"))));
        RouteEntry entry = Objects.requireNonNull(
                router.fib().lookup(Ipv4Address.parse("172.16.0.1").bits()));
        assertThat(entry.select(1)).isZero();
        assertThat(entry.select(Integer.MAX_VALUE)).isEqualTo(1);
    }
}
