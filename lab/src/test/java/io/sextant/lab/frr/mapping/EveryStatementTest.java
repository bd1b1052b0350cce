package io.sextant.lab.frr.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.engine.random.RandomStreams;
import io.sextant.lab.frr.FrrConfig;
import io.sextant.lab.frr.FrrConfigLoader;
import io.sextant.lab.frr.grammar.PatternExamples;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Setting.Memory;
import io.sextant.lab.frr.statement.Command;
import io.sextant.lab.frr.statement.CommandTable;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.policy.list.ListKind;
import io.sextant.protocol.bgp.policy.map.PolicyBook;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of the tables, each option of it said once: what is taken without a warning changes what the daemons are given,
 * and what is warned of does not.
 */
final class EveryStatementTest {

    /** Statements whose effect is in another place, and where. */
    private static final Map<String, String> ELSEWHERE = new TreeMap<>(Map.ofEntries(
            Map.entry("frr version", "defaults of versions before 8.4"),
            Map.entry("ip forwarding", "run.Router"),
            Map.entry("ipv6 forwarding", "run.Router"),
            Map.entry("ip address", "scenario.resolve.FrrResolver"),
            Map.entry("ipv6 address", "scenario.resolve.FrrResolver"),
            Map.entry("ip nht resolve-via-default", "run.Router"),
            Map.entry("ipv6 nht resolve-via-default", "run.Router"),
            Map.entry("ip route", "run.StaticStatements"),
            Map.entry("ipv6 route", "run.StaticStatements"),
            Map.entry("service integrated-vtysh-config", "which files vtysh writes: nothing a network sees")));

    private static final String BASE = """
            bfd
             profile P
              detect-multiplier 7
            router bgp 65001
             neighbor PG peer-group
             neighbor PG remote-as 65009
             neighbor 10.0.0.2 remote-as 65002
             address-family ipv4 unicast
              neighbor 10.0.0.2 activate
             address-family ipv6 unicast
              neighbor 10.0.0.2 activate
            """;

    /** Rows that need something before or after them to have an effect. */
    private static final Map<String, List<String>> AROUND = new TreeMap<>(Map.ofEntries(
            Map.entry("graceful-restart-helper", List.of("bgp graceful-restart", "")),
            Map.entry("bgp default ipv6-unicast", List.of("", "neighbor 10.0.0.3 remote-as 65003")),
            Map.entry("bgp default shutdown", List.of("", "neighbor 10.0.0.3 remote-as 65003")),
            Map.entry("bgp confederation peers", List.of("bgp confederation identifier 65500", "")),
            Map.entry(
                    "route-reflector-client",
                    List.of("neighbor 10.0.0.2 remote-as internal\naddress-family ipv6 unicast", "")),
            Map.entry("activate", List.of("no neighbor 10.0.0.2 activate", "")),
            Map.entry("send-community", List.of("no neighbor 10.0.0.2 send-community all", ""))));

    /** Two ways to say one thing, and what only people read. */
    private static final List<String> SAME = List.of(
            "multipath-relax no-as-set",
            "access-list X permit host",
            "send-community standard",
            "description ",
            "neighbor 10.0.0.2 peer-group");

    private static final Map<Context, String> OPENINGS = new TreeMap<>(Map.ofEntries(
            Map.entry(Context.CONFIG, ""),
            Map.entry(Context.INTERFACE, "interface eth0\n"),
            Map.entry(Context.ROUTER_BGP, "router bgp 65001\n"),
            Map.entry(Context.IPV4_UNICAST, "router bgp 65001\naddress-family ipv4 unicast\n"),
            Map.entry(Context.IPV6_UNICAST, "router bgp 65001\naddress-family ipv6 unicast\n"),
            Map.entry(Context.ROUTE_MAP, "route-map M permit 10\n"),
            Map.entry(Context.BFD, "bfd\n"),
            Map.entry(Context.BFD_PEER, "bfd\npeer 10.0.0.9\n"),
            Map.entry(
                    Context.BFD_PROFILE,
                    "router bgp 65001\nneighbor 10.0.0.2 bfd profile P\nbfd\npeer 10.0.0.9 multihop local-address 10.0.0.1\nprofile P\nexit\nprofile P\n"),
            Map.entry(Context.LINE_VTY, "line vty\n")));

    static Stream<Context> contexts() {
        return OPENINGS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("contexts")
    void what_is_taken_without_a_warning_has_an_effect_and_nothing_else_has(Context context) {
        List<String> faults = new ArrayList<>();
        for (Command command : CommandTable.FRR_8_4.of(context).commands()) {
            if (!command.opens() && !command.negative() && !isLeft(command) && !isSwitch(context, command)) {
                examine(context, command, faults);
            }
        }
        assertThat(faults).isEmpty();
    }

    /** {@code shutdown} of an interface is {@code run.InterfaceStatements}'; other things are shut by a word of that name too. */
    private static boolean isSwitch(Context context, Command command) {
        return context == Context.INTERFACE && command.setting().key().equals("shutdown");
    }

    private static boolean isLeft(Command command) {
        String text = command.setting().form().toString();
        return text.startsWith("no ")
                || Set.of("exit", "quit", "end", "exit-address-family").contains(text)
                || ELSEWHERE.keySet().stream().anyMatch(command.setting().key()::startsWith);
    }

    private static void examine(Context context, Command command, List<String> faults) {
        Map<List<Object>, String> effects = new LinkedHashMap<>();
        List<String> around = AROUND.getOrDefault(command.setting().key(), List.of("", ""));
        effects.put(effects(parse(context, around, "")), "nothing");
        for (String line : new PatternExamples(EveryStatementTest::value)
                .of(command.setting().form())) {
            String text = line.startsWith("frr defaults")
                    ? "frr defaults datacenter"
                    : line.contains("large-comm") ? line.replace("65001:7", "65001:7:7") : line;
            String said = command.setting().memory() == Memory.NEGATIVE ? "no " + text : text;
            if (SAME.stream().anyMatch(said::contains) && said.indexOf("peer-group PG") < 0) {
                continue;
            }
            FrrConfigLoader.Result result = parse(context, around, said);
            String problems = result.problems().toString();
            if (!result.isValid()) {
                faults.add(context + ": " + said + ": refused: " + problems);
                continue;
            }
            String known = effects.putIfAbsent(effects(result), said);
            boolean warned = problems.contains("not modelled");
            if (known == null && !command.setting().modelled()) {
                faults.add(context + ": " + said + ": has an effect and is warned of");
            } else if (known != null && !warned && !isOtherValue(context, command, around, said)) {
                faults.add(context + ": " + said + ": has the effect of " + known);
            }
        }
    }

    /** Where one value is the default of some profile, the other has the effect. */
    private static boolean isOtherValue(Context context, Command command, List<String> around, String said) {
        return command.setting().memory() == Memory.EITHER
                && !effects(parse(context, around, "no " + said)).equals(effects(parse(context, around, said)));
    }

    private static FrrConfigLoader.Result parse(Context context, List<String> around, String line) {
        String lines = String.join("\n", around.get(0), line, around.get(1)) + "\n";
        return FrrConfigLoader.parse(Path.of("frr.conf"), BASE + OPENINGS.get(context) + lines);
    }

    /** Everything the daemons are given. */
    private static List<Object> effects(FrrConfigLoader.Result result) {
        FrrConfig config = result.config();
        PolicyBook book = new PolicyBook(new RandomStreams(1).stream("frr.policy"));
        PolicyMapping.define(config, book);
        List<Object> all = new ArrayList<>();
        book.names().forEach(name -> all.add(name + book.routeMap(name).orElseThrow()));
        for (ListKind kind : ListKind.values()) {
            all.add(book.lists().all(kind));
        }
        Optional<BgpMapping> bgp =
                BgpMapping.of(config, new Ipv4Address(1), "r", SpeakerProfile.FRR_8_4, NamesOnly.INSTANCE);
        all.add(bgp);
        all.add(List.copyOf(BfdMapping.of(config, bgp.map(BgpMapping::peers).orElse(List.of()), address -> true)));
        return all;
    }

    /** A value for an argument that is nobody's default. */
    private static String value(String name, String type) {
        return switch (name) {
            case "peer" -> "10.0.0.2";
            case "group" -> "PG";
            case "profile" -> "P";
            case "path", "peers" -> "64700 64701";
            case "keepalive" -> "5";
            case "hold" -> "15";
            case "seq" -> "77";
            case "le" -> type.contains("128") ? "60" : "30";
            case "ge" -> type.contains("128") ? "58" : "28";
            case "wildcard", "sourceWildcard", "targetWildcard" -> "0.0.0.255";
            case "mask" -> "255.255.255.0";
            case "rest" -> "words";
            default -> type(type);
        };
    }

    private static String type(String type) {
        if (type.startsWith("an IPv4 address")) {
            return "10.7.0.0";
        } else if (type.startsWith("an IPv4 prefix")) {
            return "10.7.0.0/16";
        } else if (type.startsWith("an IPv6 address")) {
            return "2001:db8:7::";
        } else if (type.startsWith("an IPv6 prefix")) {
            return "2001:db8:7::/48";
        } else if (type.startsWith("a number")) {
            return "77";
        }
        java.util.regex.Matcher bounds =
                java.util.regex.Pattern.compile(": (-?[0-9]+) to ([0-9]+)>").matcher(type);
        if (bounds.find()) {
            long lowest = Long.parseLong(bounds.group(1));
            return Long.toString(Math.min(Long.parseLong(bounds.group(2)), lowest + 6));
        }
        return type.endsWith("...") ? "65001:7" : "X";
    }
}
