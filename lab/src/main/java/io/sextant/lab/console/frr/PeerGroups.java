package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Section;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.config.ListenRange;
import io.sextant.protocol.bgp.message.AddressFamily;
import java.util.List;
import java.util.Optional;

/** {@code show bgp peer-group [X] [json]} (FRR 8.4 {@code bgp_show_one_peer_group}). */
final class PeerGroups {

    private final Frr frr;
    private final Section bgp;

    PeerGroups(Frr frr) {
        this.frr = frr;
        this.bgp =
                frr.machine().router().flatMap(router -> router.config().bgp()).orElseThrow();
    }

    /** Whether a section of the configuration is a group, not a neighbour. */
    static boolean isGroup(Section section) {
        String name = section.name();
        boolean address = Ipv4Address.tryParse(name).isPresent()
                || Ipv6Address.tryParse(name).isPresent();
        return !address && section.find("interface").isEmpty();
    }

    String text(Optional<String> wanted) {
        List<String> names = names(wanted);
        if (names.isEmpty() && wanted.isPresent()) {
            return "% No such peer-group\n";
        }
        Lines out = new Lines();
        names.forEach(name -> text(out, name));
        return out.toString();
    }

    String json(Optional<String> wanted) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        names(wanted).forEach(name -> json(root.putObject(name), name));
        return JsonC.pretty(root);
    }

    private List<String> names(Optional<String> wanted) {
        return frr.groups().stream()
                .filter(name -> wanted.isEmpty() || wanted.get().equals(name))
                .toList();
    }

    private void text(Lines out, String name) {
        String as = remoteAs(name).map(found -> ", remote AS " + found).orElse("");
        out.line().line("BGP peer-group ", name, as);
        out.line("  Peer-group type is ", type(name));
        StringBuilder families = new StringBuilder();
        families(name).forEach(family -> families.append(' ').append(family).append(';'));
        out.line("  Configured address-families:", families.isEmpty() ? " none" : families);
        for (String version : List.of("IPv4", "IPv6")) {
            List<IpPrefix> ranges = ranges(name, version);
            out.lineIf(!ranges.isEmpty(), "  ", ranges.size(), " ", version, " listen range(s)");
            ranges.forEach(range -> out.line("    ", range));
        }
        List<Neighbor> members = members(name);
        out.lineIf(!members.isEmpty(), "  Peer-group members:");
        for (Neighbor member : members) {
            String dynamic = member.isDynamic() ? "(dynamic)" : "";
            out.line("    ", member.config().id(), " ", dynamic, " ", status(member), " ");
        }
    }

    private void json(ObjectNode out, String name) {
        remoteAs(name).ifPresent(as -> out.put("remoteAs", as));
        out.put("type", type(name));
        ArrayNode families = out.putArray("addressFamiliesConfigured");
        families(name).forEach(families::add);
        ObjectNode ranges = JsonNodeFactory.instance.objectNode();
        for (String version : List.of("IPv4", "IPv6")) {
            List<IpPrefix> found = ranges(name, version);
            if (!found.isEmpty()) {
                ArrayNode list =
                        ranges.putObject(version).put("count", found.size()).putArray("ranges");
                found.forEach(range -> list.add(range.toString()));
            }
        }
        if (!ranges.isEmpty()) {
            out.set("dynamicRanges", ranges);
        }
        List<Neighbor> members = members(name);
        if (!members.isEmpty()) {
            ObjectNode list = out.putObject("members");
            for (Neighbor member : members) {
                ObjectNode one = list.putObject(member.config().id().toString()).put("status", status(member));
                if (member.isDynamic()) {
                    one.put("dynamic", true);
                }
            }
        }
    }

    private Optional<Entry> statement(String name) {
        return bgp.child(Context.NEIGHBOR, name).flatMap(group -> group.find("remote-as"));
    }

    /** A group that takes any other AS has the number 0. */
    private Optional<Long> remoteAs(String name) {
        return statement(name).map(entry -> {
            if (entry.has("external")) {
                return 0L;
            }
            return entry.has("internal")
                    ? ownAs()
                    : io.sextant.protocol.address.Asn.parse(entry.value("as")).value();
        });
    }

    private long ownAs() {
        return frr.speaker().config().localAs().value();
    }

    private String type(String name) {
        return remoteAs(name).filter(as -> as == ownAs()).isPresent() ? "internal" : "external";
    }

    private List<String> families(String name) {
        return Frr.FAMILIES.stream()
                .filter(family -> isActive(name, family))
                .map(Frr::familyName)
                .toList();
    }

    private boolean isActive(String name, AddressFamily family) {
        boolean ipv4 = family.equals(AddressFamily.IPV4_UNICAST);
        boolean byDefault = bgp.flag(ipv4 ? "bgp default ipv4-unicast" : "bgp default ipv6-unicast", ipv4);
        return bgp.child(ipv4 ? Context.IPV4_UNICAST : Context.IPV6_UNICAST, "")
                .flatMap(section -> section.child(Context.FAMILY_NEIGHBOR, name))
                .flatMap(section -> section.find("activate"))
                .map(entry -> !entry.negative())
                .orElse(byDefault);
    }

    private List<IpPrefix> ranges(String name, String version) {
        return frr.speaker().config().listenRanges().stream()
                .filter(range -> range.groupName().equals(name))
                .map(ListenRange::range)
                .filter(range -> range instanceof Ipv4Prefix == version.equals("IPv4"))
                .toList();
    }

    private List<Neighbor> members(String name) {
        return frr.peers().stream()
                .filter(view -> view.config().groupName().equals(name))
                .map(view -> new Neighbor(frr, view))
                .toList();
    }

    private static String status(Neighbor member) {
        return SummaryRows.stateWords(member);
    }
}
