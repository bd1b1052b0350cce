package io.sextant.lab.frr.running;

import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Section;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code router bgp} in the order of FRR 8.4 bgp_config_write. */
final class BgpText {

    private final Section bgp;
    private final boolean datacenter;
    private final StringBuilder out = new StringBuilder();

    private BgpText(Section bgp, boolean datacenter) {
        this.bgp = bgp;
        this.datacenter = datacenter;
    }

    static String of(Section bgp, boolean datacenter) {
        BgpText text = new BgpText(bgp, datacenter);
        text.write();
        return text.out.toString();
    }

    private void write() {
        out.append("router bgp ")
                .append(bgp.find("router bgp").orElseThrow().value("as"))
                .append('\n');
        BgpOrder.INSTANCE.forEach(
                key -> bgp.all(key).stream().filter(this::isTold).forEach(entry -> line(1, instance(entry))));
        neighbors().forEach(this::neighbor);
        BgpOrder.AFTER_NEIGHBORS.forEach(key -> bgp.all(key).forEach(entry -> line(1, entry.text())));
        family(Context.IPV4_UNICAST, "ipv4 unicast", "bgp default ipv4-unicast", true);
        family(Context.IPV6_UNICAST, "ipv6 unicast", "bgp default ipv6-unicast", false);
        out.append("exit\n!\n");
    }

    private void line(int indent, String text) {
        out.append(" ".repeat(indent)).append(text).append('\n');
    }

    private static String instance(Entry entry) {
        return switch (entry.setting().key()) {
            case "bgp cluster-id" ->
                "bgp cluster-id "
                        + entry.find("id").orElseGet(() -> new Ipv4Address((int) entry.number("number")).toString());
            case "bgp shutdown" -> "bgp shutdown";
            default -> entry.text();
        };
    }

    /** Statements that say what is the default anyway are not printed. */
    private boolean isTold(Entry entry) {
        boolean on = !entry.negative();
        return switch (entry.setting().key()) {
            case "bgp ebgp-requires-policy" -> on == datacenter;
            case "bgp deterministic-med",
                    "bgp log-neighbor-changes",
                    "bgp default show-hostname",
                    "bgp default show-nexthop-hostname" -> on != datacenter;
            case "bgp network import-check",
                    "bgp suppress-duplicates",
                    "bgp hard-administrative-reset",
                    "bgp graceful-restart notification" -> !on;
            case "bgp default local-preference" -> entry.number("value") != 100;
            case "timers bgp" ->
                entry.number("keepalive") != (datacenter ? 3 : 60) || entry.number("hold") != (datacenter ? 9 : 180);
            default -> true;
        };
    }

    /** Groups in the order of their names; members of groups before other neighbours (FRR 8.4 peer_cmp). */
    private List<Section> neighbors() {
        List<Section> all = new ArrayList<>(bgp.children(Context.NEIGHBOR));
        all.sort(Comparator.comparing((Section section) -> address(section).isPresent())
                .thenComparing(section -> group(section).isEmpty())
                .thenComparing(section -> group(section).orElse(""))
                .thenComparing(section -> address(section).orElse(Ipv4Address.ANY))
                .thenComparing(Section::name));
        return all;
    }

    private static Optional<IpAddress> address(Section section) {
        return Ipv4Address.tryParse(section.name())
                .<IpAddress>map(found -> found)
                .or(() -> Ipv6Address.tryParse(section.name()));
    }

    private static Optional<String> group(Section section) {
        return section.find("peer-group").flatMap(entry -> entry.find("group"));
    }

    private void neighbor(Section section) {
        boolean isGroup =
                address(section).isEmpty() && section.find("interface").isEmpty();
        if (isGroup) {
            line(1, "neighbor " + section.name() + " peer-group");
        }
        for (String key : BgpOrder.NEIGHBOR) {
            section.find(key).ifPresent(entry -> line(1, entry.text()));
        }
    }

    private void family(Context context, String name, String switchKey, boolean usual) {
        int before = out.length();
        Optional<Section> found = bgp.child(context, "");
        found.ifPresent(section -> {
            for (String key : BgpOrder.FAMILY_FIRST) {
                boolean table = key.equals("network") || key.equals("aggregate-address");
                Stream<Entry> entries = section.all(key).stream();
                (table ? entries.sorted(Prefixes.BY_ADDRESS) : entries).forEach(entry -> line(2, entry.text()));
            }
            boolean byDefault = bgp.flag(switchKey, usual);
            neighbors().forEach(neighbor -> member(section, neighbor, byDefault));
            BgpOrder.FAMILY_LAST.forEach(key -> section.all(key).forEach(entry -> line(2, entry.text())));
        });
        if (out.length() > before) {
            out.insert(before, " !\n address-family " + name + "\n");
            out.append(" exit-address-family\n");
        }
    }

    private void member(Section family, Section neighbor, boolean byDefault) {
        String name = neighbor.name();
        Optional<Section> own = family.child(Context.FAMILY_NEIGHBOR, name);
        boolean active = own.map(section -> section.flag("activate", false)).orElse(false);
        boolean expected = group(neighbor)
                .map(group -> family.child(Context.FAMILY_NEIGHBOR, group)
                        .map(section -> section.flag("activate", false))
                        .orElse(false))
                .orElse(byDefault);
        if (active != expected) {
            line(2, (active ? "" : "no ") + "neighbor " + name + " activate");
        }
        own.ifPresent(section ->
                BgpOrder.MEMBER.forEach(key -> section.find(key).ifPresent(entry -> memberLine(section, entry))));
    }

    /** All three kinds of community off is one line; the standard kind goes without its name. */
    private void memberLine(Section section, Entry entry) {
        String key = entry.setting().key();
        if (key.startsWith("send-community")) {
            boolean all = List.of("standard", "extended", "large").stream()
                    .allMatch(kind -> section.find("send-community " + kind).isPresent());
            String standard = entry.text().replace(" standard", all ? " all" : "");
            if (!all || key.endsWith("standard")) {
                line(2, standard);
            }
            return;
        }
        line(2, entry.text());
    }
}
