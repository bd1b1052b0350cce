package io.sextant.lab.frr.statement;

import io.sextant.lab.frr.grammar.Arguments;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import java.util.List;
import java.util.Optional;

/** {@code ip route} and {@code ipv6 route} as FRR 8.4 staticd reads them. */
final class StaticRoutes {

    private static final List<String> NOT_MODELLED = List.of("vrf", "label", "table", "nexthopVrf", "color", "source");

    private StaticRoutes() {}

    static void apply(Scope scope, Command command, Arguments said) {
        Optional<Arguments> written = withPrefix(scope, said);
        if (written.isEmpty()) {
            return;
        }
        for (String argument : NOT_MODELLED) {
            if (said.find(argument).isPresent() && !command.negative()) {
                scope.notModelled(scope.match().line().from(0));
                return;
            }
        }
        // FRR 8.4 static_route_nb_run looks for the next hop at any distance, to take it away and to put it in
        // another's place.
        if (command.negative()
                && scope.section().find(command.setting().keyOf(written.get())).isEmpty()) {
            scope.remark("% Refusing to remove a non-existent route");
        }
        Scope.keep(scope, command, written.get());
    }

    /** {@code A.B.C.D M.M.M.M} said as a prefix. */
    private static Optional<Arguments> withPrefix(Scope scope, Arguments said) {
        if (said.find("prefix").isPresent()) {
            return Optional.of(said);
        }
        int mask = Ipv4Address.parse(said.value("mask")).bits();
        int length = Integer.bitCount(mask);
        if (mask != Ipv4Prefix.mask(length)) {
            scope.error("mask", "expected a mask of ones followed by zeros, found '" + said.value("mask") + "'");
            return Optional.empty();
        }
        int bits = Ipv4Address.parse(said.value("network")).bits() & mask;
        Ipv4Prefix prefix = new Ipv4Prefix(new Ipv4Address(bits), length);
        return Optional.of(said.without("network").without("mask").with("prefix", prefix.toString()));
    }
}
