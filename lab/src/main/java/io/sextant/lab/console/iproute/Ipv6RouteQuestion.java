package io.sextant.lab.console.iproute;

import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.host.Host;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words of {@code ip -6 route get}.
 *
 * @param source :: when none is named
 * @param in where the packet would come in; null for one made here
 * @param protocol 0 when none is named
 */
record Ipv6RouteQuestion(
        Ipv6Address target,
        Ipv6Address source,
        @Nullable NetworkInterface in,
        int protocol,
        int sourcePort,
        int targetPort) {

    static Ipv6RouteQuestion parse(Host host, List<String> words) throws IpException {
        Ipv6Address target = null;
        Ipv6Address source = Ipv6Address.ANY;
        NetworkInterface in = null;
        int protocol = 0;
        int sourcePort = 0;
        int targetPort = 0;
        for (int at = 0; at < words.size(); at++) {
            switch (words.get(at)) {
                case "to" -> {}
                case "from" -> source = address(IpCommand.argument(words, at++));
                case "iif" -> in = IpInterfaces.require(host, IpCommand.argument(words, at++));
                case "ipproto" -> protocol = protocol(IpCommand.argument(words, at++));
                case "sport" -> sourcePort = RouteQuestion.port(IpCommand.argument(words, at++), "sport");
                case "dport" -> targetPort = RouteQuestion.port(IpCommand.argument(words, at++), "dport");
                default -> target = address(words.get(at));
            }
        }
        if (target == null) {
            throw IpException.usage("need at least a destination address");
        }
        return new Ipv6RouteQuestion(target, source, in, protocol, sourcePort, targetPort);
    }

    private static Ipv6Address address(String text) throws IpException {
        return Ipv6Address.tryParse(text)
                .orElseThrow(() -> IpException.usage("Error: inet6 prefix is expected rather than \"" + text + "\"."));
    }

    private static int protocol(String word) throws IpException {
        return word.equals("ipv6-icmp") || word.equals("icmpv6") ? IpProtocol.ICMPV6 : RouteQuestion.protocol(word);
    }
}
