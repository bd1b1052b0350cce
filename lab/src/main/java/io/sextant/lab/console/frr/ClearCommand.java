package io.sextant.lab.console.frr;

import io.sextant.lab.console.command.Machine;
import io.sextant.lab.frr.model.Context;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerType;
import io.sextant.protocol.bgp.speaker.ClearKind;
import io.sextant.topology.routing.BgpDaemon;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * {@code clear [ip] bgp [ipv4|ipv6 [unicast]] (*|ADDRESS|ASN|external|peer-group NAME) [soft [in|out] | in | out]} (FRR 8.4
 * {@code bgp_clear_vty}); counters of route-maps and prefix lists.
 */
final class ClearCommand {

    private static final String NO_INSTANCE = "No BGP process is configured\n";

    private final Machine machine;
    private final VtyWords words;

    private ClearCommand(Machine machine, VtyWords words) {
        this.machine = machine;
        this.words = words;
    }

    /** Does what the line says behind {@code clear}; what it prints. */
    static String run(Machine machine, VtyWords words) throws VtyException {
        ClearCommand command = new ClearCommand(machine, words);
        if (words.take("route-map")) {
            return command.routeMap();
        }
        boolean ipv6 = words.take("ipv6");
        if (!ipv6) {
            words.take("ip");
        }
        if (words.take("prefix-list")) {
            return command.prefixList(ipv6 ? "ipv6 prefix-list" : "ip prefix-list");
        }
        if (words.take("bgp")) {
            return command.bgp();
        }
        throw words.unknown();
    }

    /** Without a name FRR 8.4.4 takes the word {@code counters} for one. */
    private String routeMap() throws VtyException {
        words.take("counters");
        if (words.isAtEnd()) {
            return "ZEBRA: 'route-map counters' not found\nBGP: 'route-map counters' not found\n";
        }
        String map = words.next();
        machine.router().ifPresent(router -> router.policies().clearCounters(map));
        return "";
    }

    /** What it would clear is not counted here. */
    private String prefixList(String kind) throws VtyException {
        if (words.isAtEnd()) {
            return "";
        }
        String name = words.next();
        boolean known = Lists.of(
                        machine.router().orElseThrow(words::notModelled).config(), kind)
                .stream()
                .anyMatch(list -> Lists.name(list).equals(name));
        return known ? "" : "% Can't find specified prefix-list\n";
    }

    // ----- BGP

    private String bgp() throws VtyException {
        if (words.take("vrf") || words.take("view")) {
            return "Can't find BGP instance " + words.next() + "\n";
        }
        Optional<AddressFamily> family = family();
        Optional<BgpDaemon> bgpd = machine.bgpd();
        if (bgpd.isEmpty()) {
            return NO_INSTANCE;
        }
        String target = words.next();
        Optional<String> group = target.equals("peer-group") ? Optional.of(words.next()) : Optional.empty();
        Predicate<PeerConfig> which =
                group.isPresent() ? peer -> peer.groupName().equals(group.get()) : which(target);
        ClearKind kind = kind();
        words.end();
        List<PeerConfig> chosen = bgpd.get().peers().stream().filter(which).toList();
        if (chosen.isEmpty() && !target.equals("*")) {
            return group.isPresent() ? noGroup(group.get(), family) : nobody(target, family);
        }
        if (kind != ClearKind.HARD
                && chosen.size() == 1
                && IpAddress.tryParse(target).isPresent()) {
            PeerConfig only = chosen.get(0);
            if (family.isPresent() && !has(only, family.get())) {
                return "% BGP: Enable " + name(family) + " address family for the neighbor " + target + "\n";
            }
        }
        bgpd.get().clear(which, kind, each -> family.isEmpty() || family.get().equals(each));
        return "";
    }

    private Optional<AddressFamily> family() throws VtyException {
        if (words.isLast() || !words.isNext("ipv4") && !words.isNext("ipv6")) {
            return Optional.empty();
        }
        AddressFamily family = words.next().equals("ipv4") ? AddressFamily.IPV4_UNICAST : AddressFamily.IPV6_UNICAST;
        if (!words.isLast()) {
            words.take("unicast");
        }
        return Optional.of(family);
    }

    private boolean has(PeerConfig peer, AddressFamily family) {
        return machine.bgpd()
                .flatMap(BgpDaemon::speaker)
                .flatMap(speaker -> speaker.peer(peer.id()))
                .filter(view -> view.families().containsKey(family))
                .isPresent();
    }

    private static String name(Optional<AddressFamily> family) {
        return family.map(known -> known.equals(AddressFamily.IPV4_UNICAST) ? "IPv4 Unicast" : "IPv6 Unicast")
                .orElse("Unknown");
    }

    private String noGroup(String group, Optional<AddressFamily> family) {
        boolean known = machine.router()
                .flatMap(router -> router.config().bgp())
                .flatMap(bgp -> bgp.child(Context.NEIGHBOR, group))
                .filter(section -> IpAddress.tryParse(section.name()).isEmpty())
                .isPresent();
        return known
                ? "% BGP: No " + name(family) + " peer belonging to peer-group " + group + " is configured\n"
                : "% BGP: No such peer-group " + group + "\n";
    }

    private static String nobody(String target, Optional<AddressFamily> family) {
        if (IpAddress.tryParse(target).isPresent()) {
            return "% BGP: Unknown neighbor - \"" + target + "\"\n";
        }
        if (target.equals("external")) {
            return "% BGP: No external " + name(family) + " peer is configured\n";
        }
        return Asn.tryParse(target).isPresent()
                ? "% BGP: No " + name(family) + " peer is configured with AS " + target + "\n"
                : "Malformed address or name: " + target + "\n";
    }

    private Predicate<PeerConfig> which(String target) {
        if (target.equals("*")) {
            return peer -> true;
        }
        if (target.equals("external")) {
            return peer -> peer.type() == PeerType.EXTERNAL;
        }
        Optional<IpAddress> address = IpAddress.tryParse(target);
        if (address.isPresent()) {
            return peer -> peer.id().address().equals(address.get());
        }
        Optional<Asn> asn = Asn.tryParse(target);
        return peer -> asn.isPresent() && peer.remoteAs().equals(asn.get());
    }

    private ClearKind kind() {
        boolean soft = words.take("soft");
        if (words.take("in")) {
            return ClearKind.SOFT_IN;
        }
        if (words.take("out")) {
            return ClearKind.SOFT_OUT;
        }
        return soft ? ClearKind.SOFT_BOTH : ClearKind.HARD;
    }
}
