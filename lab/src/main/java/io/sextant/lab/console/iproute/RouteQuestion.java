package io.sextant.lab.console.iproute;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.host.Host;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words of {@code ip route get}.
 *
 * @param source null when none is named
 * @param in where the packet would come in; null for one made here
 * @param out where it must leave ({@code oif}); null for anywhere
 * @param protocol UDP unless named, as the kernel takes it (net/ipv4/route.c, inet_rtm_getroute)
 * @param mark 0 for none; routes do not depend on it here, for there are no rules
 * @param fibMatch whether the route is asked for, not the packet's way
 */
record RouteQuestion(
        Ipv4Address target,
        @Nullable Ipv4Address source,
        @Nullable NetworkInterface in,
        @Nullable NetworkInterface out,
        int protocol,
        int sourcePort,
        int targetPort,
        long mark,
        long user,
        boolean fibMatch) {

    private static final long MAXIMUM_U32 = 0xFFFF_FFFFL;

    static RouteQuestion parse(Host host, List<String> words) throws IpException {
        Ipv4Address target = null;
        Ipv4Address source = null;
        NetworkInterface in = null;
        NetworkInterface out = null;
        int protocol = IpProtocol.UDP;
        int sourcePort = 0;
        int targetPort = 0;
        long mark = 0;
        long user = 0;
        boolean fibMatch = false;
        for (int at = 0; at < words.size(); at++) {
            switch (words.get(at)) {
                case "to" -> {}
                case "fibmatch" -> fibMatch = true;
                case "from" -> source = address(IpCommand.argument(words, at++), "any valid");
                case "iif" -> in = device(host, IpCommand.argument(words, at++));
                case "oif" -> out = device(host, IpCommand.argument(words, at++));
                case "ipproto" -> protocol = protocol(IpCommand.argument(words, at++));
                case "sport" -> sourcePort = port(IpCommand.argument(words, at++), "sport");
                case "dport" -> targetPort = port(IpCommand.argument(words, at++), "dport");
                case "tos", "dsfield" -> tos(IpCommand.argument(words, at++));
                case "mark" -> mark = number(IpCommand.argument(words, at++), "mark");
                case "uid" -> user = number(IpCommand.argument(words, at++), "UID");
                default -> target = address(words.get(at), target == null ? "any valid" : "inet");
            }
        }
        if (target == null) {
            throw IpException.usage("need at least a destination address");
        }
        return new RouteQuestion(target, source, in, out, protocol, sourcePort, targetPort, mark, user, fibMatch);
    }

    /** Looked at by routing rules alone, of which there are none here. */
    private static void tos(String text) throws IpException {
        if (!text.matches("(0x)?[0-9a-fA-F]{1,2}")) {
            throw new IpException(
                    "Error: argument \"" + text + "\" is wrong: TOS value is invalid\n",
                    IpException.STATUS_UNKNOWN_COMMAND);
        }
    }

    private static Ipv4Address address(String text, String kind) throws IpException {
        int slash = text.indexOf('/');
        return Ipv4Address.tryParse(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() ->
                        IpException.usage("Error: " + kind + " prefix is expected rather than \"" + text + "\"."));
    }

    private static long number(String word, String what) throws IpException {
        if (word.matches("0x[0-9a-fA-F]{1,8}|0|[1-9][0-9]{0,9}") && Long.decode(word) <= MAXIMUM_U32) {
            return Long.decode(word);
        }
        throw new IpException(
                "Error: argument \"" + word + "\" is wrong: invalid " + what + "\n",
                IpException.STATUS_UNKNOWN_COMMAND);
    }

    private static NetworkInterface device(Host host, String name) throws IpException {
        return host.interfaceNamed(name).orElseThrow(() -> IpException.usage("Cannot find device \"" + name + "\""));
    }

    /** By name or number; the kernel looks up routes for TCP, UDP and ICMP (rtm_getroute_parse_ip_proto). */
    static int protocol(String word) throws IpException {
        return switch (word) {
            case "tcp", "6" -> IpProtocol.TCP;
            case "udp", "17" -> IpProtocol.UDP;
            case "icmp", "1" -> IpProtocol.ICMP;
            case "sctp", "dccp", "gre", "esp", "ah", "ospf", "ipip" -> throw unsupported();
            default -> {
                if (word.matches("[0-9]{1,2}|1[0-9]{2}|2[0-4][0-9]|25[0-5]")) {
                    throw unsupported();
                }
                throw new IpException(
                        "Error: argument \"" + word + "\" is wrong: Invalid \"ipproto\" value\n",
                        IpException.STATUS_UNKNOWN_COMMAND);
            }
        };
    }

    private static IpException unsupported() {
        return new IpException("Error: Unsupported ip proto.", IpException.STATUS_KERNEL);
    }

    static int port(String word, String what) throws IpException {
        if (!word.matches("[0-9]{1,5}") || Integer.parseInt(word) > 0xFFFF) {
            throw new IpException(
                    "Error: argument \"" + word + "\" is wrong: invalid " + what + "\n",
                    IpException.STATUS_UNKNOWN_COMMAND);
        }
        return Integer.parseInt(word);
    }
}
