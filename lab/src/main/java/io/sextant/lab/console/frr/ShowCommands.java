package io.sextant.lab.console.frr;

import io.sextant.lab.console.command.Machine;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.speaker.BgpSpeaker;
import io.sextant.protocol.bgp.speaker.PeerView;
import io.sextant.topology.routing.BgpDaemon;
import io.sextant.topology.routing.Zebra;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The lines vtysh takes here. */
final class ShowCommands {

    private static final String NO_ROUTES = "No BGP prefixes displayed, 0 exist\n";
    private static final List<String> SOURCES = List.of("bgp", "connected", "kernel", "static");

    private final Machine machine;

    ShowCommands(Machine machine) {
        this.machine = machine;
    }

    /** What the line prints. */
    String run(String line) throws VtyException {
        VtyWords words = new VtyWords(line);
        if (words.take("clear", 2)) {
            return ClearCommand.run(machine, words);
        }
        if (!words.take("show")) {
            throw words.unknown();
        }
        if (words.take("version")) {
            words.end();
            return version();
        }
        if (words.take("running-config")) {
            words.end();
            return machine.router().orElseThrow().config().runningConfig(machine.name());
        }
        if (words.take("bgp")) {
            return bgp(words, false);
        }
        if (words.take("bfd")) {
            return new BfdShow(machine).run(words);
        }
        if (words.take("route-map")) {
            return new PolicyText(machine.router().orElseThrow()).routeMaps(words.rest());
        }
        if (words.take("ip")) {
            if (words.take("prefix-list")) {
                return new PolicyText(machine.router().orElseThrow()).prefixLists("ip", words.rest());
            }
            if (words.take("bgp")) {
                return bgp(words, true);
            }
            if (words.take("route")) {
                return route(words);
            }
        }
        throw words.unknown();
    }

    private String version() {
        return "FRRouting 8.4.4 (" + machine.name() + ") on Linux("
                + machine.host().profile().kernel().name() + ").\nCopyright 1996-2005 Kunihiro Ishiguro, et al.\n";
    }

    private String route(VtyWords words) throws VtyException {
        Zebra zebra = machine.zebra().orElseThrow();
        ZebraRoutes routes = new ZebraRoutes(zebra.routes(), machine.nowNanos());
        Optional<Ipv4Prefix> prefix = words.takePrefix();
        Optional<Ipv4Address> address = words.takeAddress();
        String source = null;
        for (String one : SOURCES) {
            if (source == null && prefix.isEmpty() && address.isEmpty() && words.take(one)) {
                source = one;
            }
        }
        boolean json = words.take("json");
        words.end();
        if (prefix.isPresent()) {
            return json ? routes.json(prefix.get()) : routes.text(prefix.get());
        }
        if (address.isPresent()) {
            return json ? routes.json(address.get()) : routes.text(address.get());
        }
        return json ? routes.json(source) : routes.text(source);
    }

    /**
     * @param saidIp {@code show ip bgp} means IPv4; {@code show bgp} alone means IPv6 unless it says otherwise
     */
    private String bgp(VtyWords words, boolean saidIp) throws VtyException {
        boolean ipv6 = !saidIp && words.take("ipv6");
        boolean ipv4 = saidIp || (!ipv6 && words.take("ipv4"));
        if (ipv4 || ipv6) {
            words.take("unicast");
        }
        Optional<BgpSpeaker> speaker = machine.bgpd().flatMap(BgpDaemon::speaker);
        if (machine.bgpd().isEmpty()) {
            return withoutInstance(words);
        }
        if (speaker.isEmpty()) {
            return "bgpd is not running\n";
        }
        Frr frr = new Frr(machine, speaker.get());
        if (words.take("summary")) {
            return summary(words, frr, ipv6, !ipv4);
        }
        if (words.take("neighbors")) {
            return neighbors(words, frr, ipv4);
        }
        Optional<Ipv4Prefix> prefix = words.takePrefix();
        Optional<Ipv4Address> address = prefix.isPresent() ? Optional.empty() : words.takeAddress();
        boolean bestOnly = words.take("bestpath");
        boolean multipathOnly = !bestOnly && words.take("multipath");
        boolean json = words.take("json");
        words.end();
        if (prefix.isPresent() || address.isPresent()) {
            if (!ipv4) {
                return "% Cannot specify IPv4 address or prefix with IPv6 AFI\n";
            }
            Optional<? extends IpPrefix> wanted =
                    prefix.isPresent() ? prefix : address.flatMap(one -> longest(frr, one));
            IpPrefix shown =
                    wanted.isPresent() ? wanted.get() : address.orElseThrow().toHostPrefix();
            Predicate<Path> which = bestOnly ? frr::isBest : multipathOnly ? frr::isMultipath : path -> true;
            return json ? new BgpRouteJson(frr, shown).text(which) : new BgpRoute(frr, shown).text(which);
        }
        if (!ipv4) {
            return json ? "{\n}\n" : NO_ROUTES;
        }
        return json ? new BgpTable(frr).json() : new BgpTable(frr).text();
    }

    /** What bgpd says before {@code router bgp} is configured. */
    private static String withoutInstance(VtyWords words) {
        boolean list = words.take("summary") || words.take("neighbors");
        boolean json = words.endsWith("json");
        if (list) {
            return json ? "{}\n" : "% BGP instance not found\n";
        }
        return json ? "{\n  \"warning\":\"Default BGP instance not found\"\n}\n" : "Default BGP instance not found\n";
    }

    private static String summary(VtyWords words, Frr frr, boolean ipv6, boolean allFamilies) throws VtyException {
        boolean json = words.take("json");
        words.end();
        if (ipv6) {
            return json ? "{\n}\n" : "% No BGP neighbors found in VRF default\n";
        }
        BgpSummary summary = new BgpSummary(frr);
        return json ? summary.json(allFamilies) : summary.text();
    }

    private static String neighbors(VtyWords words, Frr frr, boolean ipv4) throws VtyException {
        if (words.isAtEnd()) {
            return new BgpNeighbors(frr).text();
        }
        Optional<Ipv4Address> address = words.takeAddress();
        if (address.isEmpty()) {
            throw words.unknown();
        }
        PeerId id = new PeerId(address.get());
        Optional<PeerView> peer = frr.speaker().peer(id);
        if (words.isAtEnd()) {
            return new BgpNeighbors(frr).text(peer);
        }
        boolean advertised = words.take("advertised-routes");
        boolean received = !advertised && words.take("received-routes");
        boolean routes = !advertised && !received && words.take("routes");
        if (!advertised && !received && !routes) {
            throw words.unknown();
        }
        words.end();
        if (peer.isEmpty() || !ipv4) {
            return "% No such neighbor or address family\n";
        }
        if (received) {
            return "% Inbound soft reconfiguration not enabled\n";
        }
        BgpTable table = new BgpTable(frr);
        return advertised
                ? table.advertised(peer.get().advertised())
                : table.text(path -> path.source().peer().equals(Optional.of(id)));
    }

    private static Optional<IpPrefix> longest(Frr frr, Ipv4Address address) {
        return frr.table().prefixes().stream()
                .filter(prefix -> prefix.contains(address))
                .max(Comparator.comparingInt(IpPrefix::length));
    }
}
