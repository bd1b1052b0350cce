package io.sextant.lab.console.frr;

import io.sextant.lab.console.command.Machine;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.speaker.BgpSpeaker;
import io.sextant.topology.routing.BgpDaemon;
import java.util.Comparator;
import java.util.List;
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

    /** The families a line names: by {@code ip}, {@code ipv4}, {@code ipv6}, and {@code unicast}. */
    private record Said(boolean ip, boolean ipv4, boolean ipv6, boolean unicast) {

        /** {@code show ip bgp} means IPv4; {@code show bgp} alone means IPv6 unless it says otherwise. */
        AddressFamily family() {
            return ip || ipv4 ? AddressFamily.IPV4_UNICAST : AddressFamily.IPV6_UNICAST;
        }

        List<AddressFamily> families() {
            return ip || ipv4 || ipv6 ? List.of(family()) : Frr.FAMILIES;
        }
    }

    /**
     * What the rest of the line prints.
     *
     * @param saidIp whether the line began with {@code show ip bgp}
     */
    String run(boolean saidIp) throws VtyException {
        boolean ipv4 = words.take("ipv4");
        boolean ipv6 = !ipv4 && words.take("ipv6");
        Said said = new Said(saidIp && !ipv6, ipv4, ipv6, (ipv4 || ipv6) && words.take("unicast"));
        if (machine.bgpd().isEmpty()) {
            return withoutInstance();
        }
        Optional<BgpSpeaker> speaker = machine.bgpd().flatMap(BgpDaemon::speaker);
        if (speaker.isEmpty()) {
            return "bgpd is not running\n";
        }
        Frr frr = new Frr(machine, speaker.get());
        if (words.take("summary")) {
            return summary(frr, said);
        }
        if (words.take("neighbors")) {
            return neighbors(frr, said);
        }
        Optional<String> aside = new BgpAside(frr, words).run(said.family());
        return aside.isPresent() ? aside.get() : routes(frr, said.family());
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

    private String summary(Frr frr, Said said) throws VtyException {
        SummaryWish wish = SummaryWish.take(words);
        boolean json = words.take("json");
        words.end();
        if (wish.only().isPresent() && frr.speaker().peer(wish.only().get()).isEmpty()) {
            return noSuchNeighbor(json);
        }
        BgpSummary summary = new BgpSummary(frr, wish);
        boolean open = !said.unicast();
        return json ? summary.json(said.families(), open) : summary.text(said.families(), open);
    }

    /** FRR 8.4 {@code peer_lookup_in_view}. */
    static String noSuchNeighbor(boolean json) {
        String words = "No such neighbor in this view/vrf";
        return json ? "{\n  \"warning\":\"" + words + "\"\n}\n" : words + "\n";
    }

    private String neighbors(Frr frr, Said said) throws VtyException {
        AddressFamily family = said.family();
        BgpNeighbors all = new BgpNeighbors(
                frr,
                neighbor -> !said.ipv4() && !said.ipv6()
                        || neighbor.view().families().containsKey(family));
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
        return words.isAtEnd() || words.isLast("json")
                ? all.one(id, words.takeJson())
                : new NeighborRoutes(frr, family, id).run(words);
    }

    private String routes(Frr frr, AddressFamily family) throws VtyException {
        TableWish wish = TableWish.take(frr, words);
        if (wish.isWhole() && !words.isAtEnd() && !words.isNext("json") && !words.isNext("wide")) {
            return route(frr, family);
        }
        boolean json = words.take("json");
        boolean wide = words.take("wide");
        words.end();
        if (!wish.refusal().isEmpty()) {
            return wish.refusal();
        }
        BgpTable table = new BgpTable(frr, family);
        return json ? table.json(wish.which()) : table.text(wish.which(), wide);
    }

    private String route(Frr frr, AddressFamily family) throws VtyException {
        Optional<IpPrefix> prefix = words.takeAnyPrefix();
        IpAddress address = prefix.isPresent()
                ? prefix.get().address()
                : words.takeAnyAddress().orElseThrow(words::unknown);
        boolean bestOnly = words.take("bestpath");
        boolean multipathOnly = !bestOnly && words.take("multipath");
        boolean json = words.take("json");
        words.end();
        if (!AddressFamily.of(address).equals(family)) {
            return AddressFamily.of(address).equals(AddressFamily.IPV4_UNICAST)
                    ? "% Cannot specify IPv4 address or prefix with IPv6 AFI\n"
                    : "% Cannot specify IPv6 address or prefix with IPv4 AFI\n";
        }
        IpPrefix shown = prefix.or(() -> longest(frr, address)).orElseGet(address::toHostPrefix);
        // FRR 8.4 bgp_path_info flags: the best path counts as multipath where it stands alone.
        Predicate<Path> which = bestOnly
                ? frr::isBest
                : multipathOnly ? path -> frr.isBest(path) || frr.isMultipath(path) : path -> true;
        return json ? new BgpRouteJson(frr, shown).text(which) : new BgpRoute(frr, shown).text(which);
    }

    private static Optional<IpPrefix> longest(Frr frr, IpAddress address) {
        return frr.table().prefixes().stream()
                .filter(prefix -> prefix.contains(address))
                .max(Comparator.comparingInt(IpPrefix::length));
    }
}
