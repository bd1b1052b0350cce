package io.sextant.lab.console.frr;

import io.sextant.lab.console.command.Machine;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.speaker.BgpSpeaker;
import io.sextant.protocol.bgp.speaker.PeerView;
import io.sextant.topology.routing.BgpDaemon;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

/** What stands behind {@code show bgp} and {@code show ip bgp}. */
final class BgpCommands {

    private final Machine machine;
    private final VtyWords words;

    BgpCommands(Machine machine, VtyWords words) {
        this.machine = machine;
        this.words = words;
    }

    /**
     * What the rest of the line prints.
     *
     * @param saidIp {@code show ip bgp} means IPv4; {@code show bgp} alone means IPv6 unless it says otherwise
     */
    String run(boolean saidIp) throws VtyException {
        boolean ipv6 = !saidIp && words.take("ipv6");
        boolean saidIpv4 = !ipv6 && words.take("ipv4");
        boolean ipv4 = saidIp || saidIpv4;
        boolean saidAny = saidIpv4 || ipv6;
        boolean saidUnicast = saidAny && words.take("unicast");
        if (machine.bgpd().isEmpty()) {
            return withoutInstance();
        }
        Optional<BgpSpeaker> speaker = machine.bgpd().flatMap(BgpDaemon::speaker);
        if (speaker.isEmpty()) {
            return "bgpd is not running\n";
        }
        Frr frr = new Frr(machine, speaker.get());
        AddressFamily family = ipv4 ? AddressFamily.IPV4_UNICAST : AddressFamily.IPV6_UNICAST;
        if (words.take("summary")) {
            return summary(frr, family, ipv4 && !saidIpv4, !ipv4 && !ipv6);
        }
        if (words.take("neighbors")) {
            Predicate<Neighbor> its = neighbor -> neighbor.view().families().containsKey(family);
            return saidUnicast ? neighborRoutes(frr, family) : neighbors(frr, family, saidAny ? its : any -> true);
        }
        return routes(frr, family);
    }

    /** What bgpd says before {@code router bgp} is configured. */
    private String withoutInstance() {
        boolean list = words.take("summary") || words.take("neighbors");
        boolean json = words.endsWith("json");
        if (list) {
            return json ? "{}\n" : "% BGP instance not found\n";
        }
        return json ? "{\n  \"warning\":\"Default BGP instance not found\"\n}\n" : "Default BGP instance not found\n";
    }

    private String summary(Frr frr, AddressFamily family, boolean titled, boolean allFamilies) throws VtyException {
        boolean json = words.take("json");
        words.end();
        if (allFamilies) {
            return BgpSummary.ofAll(frr, json);
        }
        return new BgpSummary(frr, family).printed(titled, json);
    }

    private String routes(Frr frr, AddressFamily family) throws VtyException {
        Optional<IpPrefix> prefix = words.takeAnyPrefix();
        Optional<IpAddress> address = prefix.isPresent() ? Optional.empty() : words.takeAnyAddress();
        boolean bestOnly = words.take("bestpath");
        boolean multipathOnly = !bestOnly && words.take("multipath");
        boolean json = words.take("json");
        words.end();
        if (prefix.isEmpty() && address.isEmpty()) {
            BgpTable table = new BgpTable(frr, family);
            return json ? table.json() : table.text();
        }
        AddressFamily asked = prefix.map(AddressFamily::of).orElseGet(() -> AddressFamily.of(address.orElseThrow()));
        if (!asked.equals(family)) {
            return asked.equals(AddressFamily.IPV4_UNICAST)
                    ? "% Cannot specify IPv4 address or prefix with IPv6 AFI\n"
                    : "% Cannot specify IPv6 address or prefix with IPv4 AFI\n";
        }
        IpPrefix shown = prefix.or(() -> address.flatMap(one -> longest(frr, one)))
                .orElseGet(() -> address.orElseThrow().toHostPrefix());
        Predicate<Path> which = bestOnly ? frr::isBest : multipathOnly ? frr::isMultipath : path -> true;
        return json ? new BgpRouteJson(frr, shown).text(which) : new BgpRoute(frr, shown).text(which);
    }

    private String neighbors(Frr frr, AddressFamily family, Predicate<Neighbor> wanted) throws VtyException {
        BgpNeighbors all = new BgpNeighbors(frr, wanted);
        if (words.isAtEnd() || words.isLast("json")) {
            return all.all(words.takeJson());
        }
        Optional<IpAddress> address = words.takeAnyAddress();
        if (address.isEmpty()) {
            String name = words.next();
            boolean json = words.takeJson();
            words.end();
            return all.named(name, json);
        }
        PeerId id = new PeerId(address.get());
        return words.isAtEnd() || words.isLast("json") ? all.one(id, words.takeJson()) : routesOf(frr, family, id);
    }

    /** Behind a family's {@code unicast} only what one neighbour said or heard is asked for. */
    private String neighborRoutes(Frr frr, AddressFamily family) throws VtyException {
        IpAddress address = words.takeAnyAddress().orElseThrow(words::unknown);
        return routesOf(frr, family, new PeerId(address));
    }

    private String routesOf(Frr frr, AddressFamily family, PeerId id) throws VtyException {
        Optional<PeerView> peer = frr.speaker().peer(id);
        boolean advertised = words.take("advertised-routes");
        boolean received = !advertised && words.take("received-routes");
        boolean filtered = !advertised && !received && words.take("filtered-routes");
        if (!advertised && !received && !filtered && !words.take("routes")) {
            throw words.unknown();
        }
        boolean json = words.take("json");
        words.end();
        if (peer.isEmpty() || !peer.get().families().containsKey(family)) {
            return json
                    ? "{ \"warning\": \"No such neighbor or address family\" }\n"
                    : "% No such neighbor or address family\n";
        }
        AdjRib routes = new AdjRib(frr, peer.get(), family);
        if (advertised) {
            return routes.advertised(json);
        }
        if (received || filtered) {
            return routes.received(filtered, json);
        }
        BgpTable table = new BgpTable(frr, family);
        Predicate<Path> its = path -> path.source().peer().equals(Optional.of(id));
        return json ? table.json(its) : table.text(its);
    }

    private static Optional<IpPrefix> longest(Frr frr, IpAddress address) {
        return frr.table().prefixes().stream()
                .filter(prefix -> prefix.contains(address))
                .max(Comparator.comparingInt(IpPrefix::length));
    }
}
