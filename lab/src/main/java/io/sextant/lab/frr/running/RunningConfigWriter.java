package io.sextant.lab.frr.running;

import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Entry;
import io.sextant.lab.frr.model.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The whole of it, in the order in which vtysh 8.4.4 puts the daemons' parts together. */
public final class RunningConfigWriter {

    private static final List<String> PASSWORDS = List.of("password", "enable password", "banner motd");

    private final Section root;
    private final StringBuilder out = new StringBuilder();

    private RunningConfigWriter(Section root) {
        this.root = root;
    }

    /**
     * The text.
     *
     * @param hostName where the configuration names none
     * @param part whose part
     */
    public static String write(Section root, String hostName, ConfigPart part) {
        return new RunningConfigWriter(root).text(hostName, part);
    }

    private String text(String hostName, ConfigPart part) {
        head(hostName, part);
        block(all(key -> key.startsWith("debug") && part.isDebugOf(key)).stream()
                .flatMap(Debug::lines)
                .sorted()
                .distinct()
                .toList());
        if (part == ConfigPart.ALL) {
            block(lines(all(PASSWORDS::contains)));
        }
        if (part.has(ConfigPart.STATICD)) {
            block(StaticText.lines(root));
        }
        if (part.has(ConfigPart.ZEBRA)) {
            root.children(Context.INTERFACE).stream()
                    .sorted(Comparator.comparing(Section::name, InterfaceNames.ORDER))
                    .forEach(this::interfaceBlock);
        }
        if (part.has(ConfigPart.BGPD)) {
            boolean datacenter = root.find("frr defaults")
                    .filter(entry -> entry.value("profile").equals("datacenter"))
                    .isPresent();
            root.children(Context.ROUTER_BGP).forEach(bgp -> out.append(BgpText.of(bgp, datacenter)));
        }
        policies(part);
        if (part.has(ConfigPart.BFDD)) {
            root.children(Context.BFD).forEach(bfd -> out.append(BfdText.of(bfd)));
        }
        return out.append("end\n").toString();
    }

    /** bfdd reads lists, though it needs none; staticd does not. */
    private void policies(ConfigPart part) {
        if (part == ConfigPart.STATICD) {
            return;
        }
        ListText.write(root, part.has(ConfigPart.BGPD), out);
        if (part != ConfigPart.BFDD) {
            routeMaps(part);
        }
        if (part.has(ConfigPart.ZEBRA)) {
            block(lines(all(key -> key.startsWith("ip nht") || key.startsWith("ipv6 nht"))));
            block(lines(all(key -> key.startsWith("ip protocol") || key.startsWith("ipv6 protocol"))));
        }
    }

    /** Maps in the order in which they were made, the entries of each by number. */
    private void routeMaps(ConfigPart part) {
        Map<String, List<Section>> maps = new LinkedHashMap<>();
        for (Section entry : root.children(Context.ROUTE_MAP)) {
            maps.computeIfAbsent(RouteMapText.name(entry), name -> new ArrayList<>())
                    .add(entry);
        }
        maps.values().forEach(entries -> entries.stream()
                .sorted(Comparator.comparingLong(RouteMapText::sequence))
                .forEach(entry -> out.append(RouteMapText.of(entry, part.has(ConfigPart.BGPD)))));
    }

    private void head(String hostName, ConfigPart part) {
        out.append("frr version 8.4.4\nfrr defaults ");
        out.append(
                root.find("frr defaults").map(entry -> entry.value("profile")).orElse("traditional"));
        out.append("\nhostname ")
                .append(root.find("hostname").map(entry -> entry.value("name")).orElse(hostName));
        out.append('\n');
        lines(all(key -> key.startsWith("log") || key.equals("domainname"))).forEach(this::line);
        if (part.has(ConfigPart.ZEBRA)) {
            for (String family : List.of("ip forwarding", "ipv6 forwarding")) {
                root.find(family).filter(Entry::negative).ifPresent(entry -> line(entry.text()));
            }
            lines(all(key -> key.startsWith("zebra nexthop-group"))).forEach(this::line);
        }
        lines(all(key -> key.startsWith("service"))).forEach(this::line);
        out.append("!\n");
    }

    private List<Entry> all(Predicate<String> keys) {
        return root.entries().values().stream()
                .filter(entry -> keys.test(entry.setting().key()))
                .toList();
    }

    private static List<String> lines(List<Entry> entries) {
        return entries.stream().map(Entry::text).toList();
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private void block(List<String> lines) {
        if (!lines.isEmpty()) {
            lines.forEach(this::line);
            out.append("!\n");
        }
    }

    private void interfaceBlock(Section section) {
        line("interface " + section.name());
        for (String key : List.of("bandwidth", "description", "ip address", "ipv6 address", "shutdown")) {
            section.all(key).forEach(entry -> line(" " + entry.text()));
        }
        out.append("exit\n!\n");
    }

    /** {@code debug bgp updates} is two switches. */
    private static final class Debug {
        static Stream<String> lines(Entry entry) {
            String text = entry.text();
            return text.equals("debug bgp updates") ? Stream.of(text + " in", text + " out") : Stream.of(text);
        }
    }
}
