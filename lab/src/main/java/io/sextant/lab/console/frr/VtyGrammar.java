package io.sextant.lab.console.frr;

import io.sextant.lab.frr.grammar.Grammar;
import io.sextant.lab.frr.grammar.Line;
import io.sextant.lab.frr.grammar.Outcome;
import io.sextant.lab.frr.grammar.Pattern;
import io.sextant.lab.frr.grammar.Symbol;
import java.util.ArrayList;
import java.util.List;

/**
 * The commands of FRR 8.4.4's vtysh outside of its configuration: those answered here, and as many of the others as it takes
 * to be ambiguous where vtysh is. Commands of daemons that no router here runs are known by their first words.
 */
final class VtyGrammar {

    private static final String DAEMONS =
            "[(zebra|bgpd|ripd|ripngd|ospfd|ospf6d|isisd|fabricd|nhrpd|ldpd|babeld|eigrpd|pimd"
                    + "|pim6d|pbrd|staticd|bfdd|vrrpd|pathd)]";
    private static final String SAFI = "(unicast|multicast|vpn|labeled-unicast|flowspec)";
    private static final String BGP = "show [ip] bgp [(view|vrf) <vrf:word>] [(ipv4|ipv6) [" + SAFI + "]] ";
    private static final String PEER = "(<peer:ipv4>|<peer6:ipv6>|<name:word>)";

    /** Whether a command is answered here. */
    private static final Grammar<Boolean> FRR_8_4 = new Grammar<>();

    static {
        session();
        zebra();
        lists();
        bgp();
        bgpRest();
        bfd();
        clear();
        others();
    }

    private VtyGrammar() {}

    /**
     * The words of a command, keywords in full and without {@code vrf default}.
     *
     * @param text the line it stood in, which errors quote
     * @throws VtyException in vtysh's words, where no command or more than one fits
     */
    static List<String> expand(String text, String command) throws VtyException {
        Line line = Line.of(command);
        Outcome<Boolean> outcome = FRR_8_4.match(line);
        if (outcome instanceof Outcome.Found<Boolean> found) {
            if (!found.command()) {
                throw VtyException.notModelled(text);
            }
            return written(line, found.match().symbols());
        }
        if (outcome instanceof Outcome.Unknown<Boolean> unknown) {
            boolean endedEarly = unknown.word() >= line.words().size();
            throw new VtyException((endedEarly ? "% Command incomplete: " : "% Unknown command: ") + text);
        }
        throw new VtyException("% Ambiguous command: " + text);
    }

    private static List<String> written(Line line, List<Symbol> symbols) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < symbols.size(); i++) {
            String word = line.words().get(i);
            boolean isVrf = symbols.get(i) instanceof Symbol.Argument argument
                    && argument.name().equals("vrf");
            if (isVrf && word.equals("default")) {
                words.remove(words.size() - 1);
            } else if (symbols.get(i) instanceof Symbol.Keyword keyword) {
                words.add(keyword.text());
            } else {
                words.add(word);
            }
        }
        return List.copyOf(words);
    }

    private static void known(String... patterns) {
        for (String pattern : patterns) {
            FRR_8_4.add(Pattern.of(pattern), true);
        }
    }

    private static void foreign(String... patterns) {
        for (String pattern : patterns) {
            FRR_8_4.add(Pattern.of(pattern), false);
        }
    }

    private static void session() {
        known(
                "configure [terminal]",
                "enable",
                "disable",
                "end",
                "exit",
                "quit",
                "terminal length <lines:0-512>",
                "show version",
                "show daemons",
                "show startup-config",
                "show running-config " + DAEMONS + " [no-header]",
                "write terminal " + DAEMONS + " [no-header]");
        foreign(
                "write [(memory|file|integrated)]",
                "copy <rest:line>",
                "debug <rest:line>",
                "no debug <rest:line>",
                "list [permutations]",
                "find <rest:line>",
                "output file <file:word>",
                "terminal monitor " + DAEMONS,
                "terminal (no|paginate)",
                "ping <rest:line>",
                "traceroute <rest:line>",
                "mtrace <rest:line>",
                "add <rest:line>",
                "graceful-restart <rest:line>",
                "rpki (start|stop|reset)",
                "watchfrr <rest:line>");
    }

    private static void zebra() {
        String vrf = "[vrf <vrf:word>]";
        String table = "[table (<table:1-4294967295>|all)] " + vrf;
        known(
                "show ip (fib|route) " + table
                        + " [{tag <tag:1-4294967295>|<longer:ipv4/m> longer-prefixes|supernets-only}]"
                        + " [(kernel|connected|static|rip|ospf [<instance:1-65535>]|isis|bgp|eigrp|nhrp|table|vnc|babel"
                        + "|openfabric)] [(json|nexthop-group)]",
                "show ipv6 (fib|route) " + table + " [{tag <tag:1-4294967295>|<longer:ipv6/m> longer-prefixes}]"
                        + " [(kernel|connected|static|ripng|ospf6|isis|bgp|nhrp|table|vnc|babel|openfabric)]"
                        + " [(json|nexthop-group)]",
                "show ip (fib|route) " + vrf + " (<address:ipv4>|<prefix:ipv4/m>) [json] [nexthop-group]",
                "show ipv6 (fib|route) " + vrf + " (<address:ipv6>|<prefix:ipv6/m>) [json] [nexthop-group]",
                "show (ip|ipv6) route " + vrf + " summary [table <table:1-4294967295>] [prefix] [json]",
                "show (ip|ipv6) (nht|import-check) [(<address:ipv4>|<address6:ipv6>|vrf <vrf:word>)] [mrib]",
                "show (ip|ipv6) ro",
                "show interface " + vrf + " [brief] [json]",
                "show interface <name:word> " + vrf + " [json]",
                "show interface description " + vrf,
                "show nexthop-group rib (<id:0-4294967295>|[singleton (ip|ipv6)] [(kernel|zebra|bgp|sharp)]"
                        + " [vrf <any:word>])",
                "show (ip|ipv6) forwarding",
                "show [(ip|ipv6)] router-id " + vrf);
        foreign(
                "show interface [<name:word>] nexthop-group",
                "show (ip|ipv6) protocol " + vrf,
                "show (ip|ipv6) nht route-map " + vrf,
                "show zebra [(client summary|dplane [detailed]|router table summary|fpm stats)]",
                "show vrf [vni] [json]");
    }

    private static void lists() {
        for (String family : List.of("ip", "ipv6")) {
            String prefix = family.equals("ip") ? "<prefix:ipv4/m>" : "<prefix:ipv6/m>";
            known(
                    "show " + family + " prefix-list [<list:word> [seq <seq:1-4294967295>]] [json]",
                    "show " + family + " prefix-list <list:word> " + prefix + " [(longer|first-match)]",
                    "show " + family + " prefix-list (detail|summary) [<list:word>] [json]",
                    "show " + family + " access-list [json]",
                    "show " + family + " access-list <list:word> [json]",
                    "clear " + family + " prefix-list [<list:word> [" + prefix + "]]");
        }
        known(
                "show mac access-list [<list:word>]",
                "show route-map [<map:word>] [json]",
                "show route-map-unused",
                "show (bgp|ip) as-path-access-list [json]",
                "show (bgp|ip) as-path-access-list <list:word> [json]",
                "clear route-map counters [<map:word>]");
        for (String kind : List.of("community-list", "large-community-list", "extcommunity-list")) {
            known("show bgp " + kind, "show bgp " + kind + " (<number:1-500>|<list:word>) detail");
        }
    }

    private static void bgp() {
        known(
                BGP + "[all] [(community <community:word> [exact-match]|community-list <list:word> [exact-match]"
                        + "|filter-list <list:word>|prefix-list <list:word>|access-list <list:word>|route-map <map:word>"
                        + "|version <version:1-4294967295>|alias <alias:word>|cidr-only|community"
                        + "|dampening (flap-statistics|dampened-paths)|rpki (invalid|valid|notfound)"
                        + "|<longer:ipv4/m> longer-prefixes|<longer6:ipv6/m> longer-prefixes)] [(json [detail]|wide)]",
                BGP + "(<address:ipv4>|<prefix:ipv4/m>|<address6:ipv6>|<prefix6:ipv6/m>) [(bestpath|multipath)]"
                        + " [rpki (valid|invalid|notfound)] [json]",
                BGP + "[all] summary [(established|failed)] [(neighbor " + PEER
                        + "|remote-as (<as:1-4294967295>|internal|external))] [terse] [wide] [json]",
                BGP + "[all] neighbors " + PEER
                        + " (advertised-routes|received-routes|filtered-routes) [route-map <map:word>] [(json|wide)]",
                BGP + "neighbors " + PEER + " (flap-statistics|dampened-routes|routes) [json]",
                BGP + "neighbors " + PEER + " bestpath-routes [(json|wide)]",
                BGP + "neighbors " + PEER + " prefix-counts [json]",
                BGP + "neighbors " + PEER + " received prefix-filter [json]",
                "show [ip] bgp [(view|vrf) <vrf:word>] [(ipv4|ipv6)] neighbors [" + PEER + "] [json]",
                "show bgp [(ipv4|ipv6)] neighbors [" + PEER + "] graceful-restart [json]",
                BGP + "large-community [<community:word> [exact-match]] [json]",
                BGP + "large-community-list <list:word> [exact-match] [json]",
                BGP + "statistics [json]",
                BGP + "regexp <regex:word> [json]",
                BGP + "update-groups [<group:word>]",
                "show [ip] bgp [(view|vrf) <vrf:word>] update-groups statistics",
                BGP + "update-groups [<group:word>] (advertise-queue|advertised-routes|packet-queue)",
                "show [ip] bgp [(view|vrf) <vrf:word>] nexthop [(<address:ipv4>|<address6:ipv6>)] [detail]",
                "show [ip] bgp [(view|vrf) <vrf:word>] import-check-table [detail]",
                "show [ip] bgp [(view|vrf) <vrf:word>] peer-group [<group:word>] [json]",
                "show [ip] bgp vrfs [json]",
                "show [ip] bgp views",
                "show [ip] bgp [(unicast|multicast|vpn)] paths",
                "show [ip] bgp (attribute-info|community-info|memory)");
    }

    private static void bgpRest() {
        foreign(
                BGP + "[all] dampening parameters [json]",
                BGP + "route-leak [json]",
                "show [ip] bgp [(view|vrf) <vrf:word>] [(ipv4|ipv6) flowspec] detail [json]",
                "show [ip] bgp [(view|vrf) <vrf:word>] statistics-all [json]",
                "show [ip] bgp [(view|vrf) <vrf:word>] l2vpn evpn [<rest:line>]",
                "show bgp [(view|vrf) <vrf:word>] martian next-hop",
                "show bgp labelpool <rest:line>",
                "show bgp (listeners|mac hash|peerhash)",
                "show bgp segment-routing srv6");
    }

    private static void bfd() {
        String peer = "show bfd [vrf <vrf:word>] peer (<address:ipv4>|<address6:ipv6>|<label:word>)"
                + " [{multihop|local-address (<local:ipv4>|<local6:ipv6>)|interface <name:word>}]";
        known(
                peer + " [counters] [json]",
                "show bfd [vrf <vrf:word>] peers [(brief|counters)] [json]",
                "show bfd distributed",
                "clear bfd [vrf <vrf:word>] peer (<address:ipv4>|<address6:ipv6>|<label:word>)"
                        + " [{multihop|local-address (<local:ipv4>|<local6:ipv6>)|interface <name:word>}] counters");
    }

    private static void clear() {
        known(
                "clear [ip] bgp [(view|vrf) <vrf:word>] [(ipv4|ipv6|l2vpn) [(unicast|multicast|vpn|labeled-unicast"
                        + "|flowspec|evpn)]] (*|<peer:ipv4>|<peer6:ipv6>|<as:1-4294967295>|external"
                        + "|peer-group <group:word>|<name:word>) [(soft [(in|out)]|in [prefix-filter]|out|message-stats)]",
                "clear [ip] bgp [(view|vrf) <vrf:word>] prefix <prefix:ipv4/m>",
                "clear [ip] bgp [(view|vrf) <vrf:word>] ipv6 (unicast|multicast|vpn) prefix <prefix6:ipv6/m>");
        foreign(
                "clear ip bgp dampening [<rest:line>]",
                "clear ip (mroute|igmp|pim|nhrp|ospf|rip|interfaces|eigrp|msdp) [<rest:line>]",
                "clear ipv6 (ospf6|ripng|nhrp|mroute|pim6|mld) [<rest:line>]",
                "clear (evpn|fpm|isis|log|mpls|openfabric|sr-te|thread|vnc|vrf|zebra) <rest:line>");
    }

    private static void others() {
        foreign(
                "show ip (eigrp|igmp|mroute|msdp|multicast|neigh|nhrp|ospf|pim|rib|rip|rpf|ssmpingd) [<rest:line>]",
                "show ipv6 (mld|mroute|multicast|nd|nhrp|ospf6|pim|ripng) [<rest:line>]",
                "show (babel|dmvpn|dplane|error|evpn|fpm|isis|l2vpn|mpls|openfabric|pathd|pbr|rpki|segment-routing|sr-te"
                        + "|thread|vnc|yang) <rest:line>",
                "show (bmp|history|modules|watchfrr)",
                "show vrrp [<rest:line>]",
                "show pbr",
                "show memory " + DAEMONS,
                "show work-queues " + DAEMONS,
                "show logging [filter-text]",
                "show debugging [<rest:line>]");
    }
}
