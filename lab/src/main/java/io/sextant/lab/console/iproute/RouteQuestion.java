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
 * @param protocol UDP unless named, as the kernel takes it (net/ipv4/route.c, inet_rtm_getroute)
 */
record RouteQuestion(
        Ipv4Address target,
        @Nullable Ipv4Address source,
        @Nullable NetworkInterface in,
        int protocol,
        int sourcePort,
        int targetPort) {

    static RouteQuestion parse(Host host, List<String> words) throws IpException {
        Ipv4Address target = null;
        Ipv4Address source = null;
        NetworkInterface in = null;
        int protocol = IpProtocol.UDP;
        int sourcePort = 0;
        int targetPort = 0;
        for (int at = 0; at < words.size(); at++) {
            switch (words.get(at)) {
                case "to" -> {}
                case "from" ->
                    source = RouteFilter.prefix(IpCommand.argument(words, at++)).address();
                case "iif" -> in = device(host, IpCommand.argument(words, at++));
                case "ipproto" -> protocol = protocol(IpCommand.argument(words, at++));
                case "sport" -> sourcePort = port(IpCommand.argument(words, at++));
                case "dport" -> targetPort = port(IpCommand.argument(words, at++));
                default -> target = RouteFilter.prefix(words.get(at)).address();
            }
        }
        if (target == null) {
            throw IpException.usage("need at least a destination address");
        }
        return new RouteQuestion(target, source, in, protocol, sourcePort, targetPort);
    }

    private static NetworkInterface device(Host host, String name) throws IpException {
        return host.interfaceNamed(name).orElseThrow(() -> IpException.usage("Cannot find device \"" + name + "\""));
    }

    static int protocol(String word) throws IpException {
        return switch (word) {
            case "tcp" -> IpProtocol.TCP;
            case "udp" -> IpProtocol.UDP;
            case "icmp" -> IpProtocol.ICMP;
            default ->
                throw new IpException(
                        "Error: argument \"" + word + "\" is wrong: Invalid \"ipproto\" value\n",
                        IpException.STATUS_UNKNOWN_COMMAND);
        };
    }

    static int port(String word) throws IpException {
        if (!word.matches("[0-9]{1,5}") || Integer.parseInt(word) > 0xFFFF) {
            throw new IpException(
                    "Error: argument \"" + word + "\" is wrong: invalid port\n", IpException.STATUS_UNKNOWN_COMMAND);
        }
        return Integer.parseInt(word);
    }
}
