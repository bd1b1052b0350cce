package io.sextant.lab.console.tcpdump;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.arp.Arp;
import io.sextant.protocol.ethernet.EtherType;
import io.sextant.protocol.ethernet.Ethernet;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.wire.Octets;
import java.util.List;
import java.util.Optional;

/**
 * A filter expression of pcap-filter(7): protocols, {@code host}, {@code net} and {@code port} with {@code src} or
 * {@code dst} in front, joined by {@code and}, {@code or}, {@code not} and parentheses.
 */
final class PacketFilter {

    /** Decides about the frame at {@code [start, end)} of the octets. */
    @FunctionalInterface
    interface Test {
        boolean passes(byte[] octets, int start, int end);
    }

    private static final int MAX_WORDS = 200;
    private static final int PORTS_OCTETS = 4;

    private final List<String> words;
    private int at;

    private PacketFilter(List<String> words) {
        this.words = words;
    }

    /**
     * Reads an expression; without words everything passes.
     *
     * @throws IllegalArgumentException with tcpdump's words when it cannot be read
     */
    static Test parse(List<String> expression) {
        List<String> words = List.of(String.join(" ", expression)
                .replace("(", " ( ")
                .replace(")", " ) ")
                .replace("&&", " and ")
                .replace("||", " or ")
                .strip()
                .split("\\s+"));
        if (words.get(0).isEmpty()) {
            return (octets, start, end) -> true;
        }
        if (words.size() > MAX_WORDS) {
            throw new IllegalArgumentException("a filter of more than " + MAX_WORDS + " words");
        }
        PacketFilter parser = new PacketFilter(words);
        Test test = parser.expression();
        if (parser.at < words.size()) {
            throw syntaxError();
        }
        return test;
    }

    private static IllegalArgumentException syntaxError() {
        return new IllegalArgumentException("can't parse filter expression: syntax error");
    }

    private String peek() {
        return at < words.size() ? words.get(at) : "";
    }

    private boolean take(String word) {
        boolean is = peek().equals(word);
        at += is ? 1 : 0;
        return is;
    }

    /** In pcap's grammar {@code and} and {@code or} bind alike, from the left. */
    private Test expression() {
        Test left = term();
        while (true) {
            Test before = left;
            if (take("and")) {
                Test right = term();
                left = (octets, start, end) -> before.passes(octets, start, end) && right.passes(octets, start, end);
            } else if (take("or")) {
                Test right = term();
                left = (octets, start, end) -> before.passes(octets, start, end) || right.passes(octets, start, end);
            } else {
                return left;
            }
        }
    }

    private Test term() {
        if (take("not") || take("!")) {
            Test inner = term();
            return (octets, start, end) -> !inner.passes(octets, start, end);
        }
        if (take("(")) {
            Test inner = expression();
            if (!take(")")) {
                throw syntaxError();
            }
            return inner;
        }
        return primary();
    }

    private Test primary() {
        int protocol = -1;
        Test kind = null;
        switch (peek()) {
            case "tcp" -> protocol = IpProtocol.TCP;
            case "udp" -> protocol = IpProtocol.UDP;
            case "icmp" -> protocol = IpProtocol.ICMP;
            case "arp" -> kind = etherType(EtherType.ARP);
            case "ip" -> kind = etherType(EtherType.IPV4);
            case "ip6" -> kind = etherType(EtherType.IPV6);
            default -> {}
        }
        if (protocol >= 0) {
            kind = protocol(protocol);
        }
        if (kind == null) {
            return qualified(protocol);
        }
        at++;
        if (!List.of("src", "dst", "host", "net", "port").contains(peek())) {
            return kind;
        }
        Test first = kind;
        Test second = qualified(protocol);
        return (octets, start, end) -> first.passes(octets, start, end) && second.passes(octets, start, end);
    }

    /**
     * @param protocol the one named in front, or -1: a port is then TCP's or UDP's
     */
    private Test qualified(int protocol) {
        boolean source = take("src");
        boolean destination = !source && take("dst");
        boolean both = !source && !destination;
        if (take("port")) {
            int port = port(next());
            return (octets, start, end) -> isIpv4(octets, start, end)
                    && hasPort(
                            octets,
                            start + Ethernet.HEADER_OCTETS,
                            end,
                            protocol,
                            port,
                            source || both,
                            destination || both);
        }
        boolean net = take("net");
        if (!net) {
            take("host");
        }
        Ipv4Prefix prefix = prefix(next(), net);
        return (octets, start, end) -> hasAddress(octets, start, end, prefix, source || both, destination || both);
    }

    private String next() {
        if (at >= words.size()) {
            throw syntaxError();
        }
        return words.get(at++);
    }

    private static int port(String word) {
        if (!word.matches("[0-9]{1,5}") || Integer.parseInt(word) > 0xFFFF) {
            throw new IllegalArgumentException("port '" + word + "' is not a number in 0..65535");
        }
        return Integer.parseInt(word);
    }

    private static Ipv4Prefix prefix(String word, boolean net) {
        String[] parts = word.split("/", -1);
        Optional<Ipv4Address> address = Ipv4Address.tryParse(parts[0]);
        boolean hasLength = parts.length == 2 && parts[1].matches("[0-9]|[12][0-9]|3[0-2]");
        if (address.isEmpty() || parts.length > 2 || (parts.length == 2 && !(net && hasLength))) {
            throw syntaxError();
        }
        return new Ipv4Prefix(address.get(), net && hasLength ? Integer.parseInt(parts[1]) : 32);
    }

    private static Test etherType(int type) {
        return (octets, start, end) ->
                Ethernet.check(octets, start, end - start).isOk() && Ethernet.etherType(octets, start) == type;
    }

    private static Test protocol(int number) {
        return (octets, start, end) ->
                isIpv4(octets, start, end) && Ipv4.protocol(octets, start + Ethernet.HEADER_OCTETS) == number;
    }

    private static boolean isIpv4(byte[] octets, int start, int end) {
        return end - start >= Ethernet.HEADER_OCTETS + Ipv4.HEADER_OCTETS
                && Ethernet.etherType(octets, start) == EtherType.IPV4;
    }

    private static boolean hasPort(
            byte[] octets, int ip, int end, int wanted, int port, boolean source, boolean destination) {
        int protocol = Ipv4.protocol(octets, ip);
        boolean carries = wanted < 0 ? protocol == IpProtocol.TCP || protocol == IpProtocol.UDP : protocol == wanted;
        int transport = ip + Ipv4.headerLength(octets, ip);
        if (!carries || Ipv4.isLaterFragment(octets, ip) || transport + PORTS_OCTETS > end) {
            return false;
        }
        return (source && Octets.u16(octets, transport) == port)
                || (destination && Octets.u16(octets, transport + 2) == port);
    }

    private static boolean hasAddress(
            byte[] octets, int start, int end, Ipv4Prefix prefix, boolean source, boolean destination) {
        int packet = start + Ethernet.HEADER_OCTETS;
        if (isIpv4(octets, start, end)) {
            return (source && prefix.contains(Ipv4.source(octets, packet)))
                    || (destination && prefix.contains(Ipv4.destination(octets, packet)));
        }
        boolean arp = end - start >= Ethernet.HEADER_OCTETS + Arp.PACKET_OCTETS
                && Ethernet.etherType(octets, start) == EtherType.ARP;
        return arp
                && ((source && prefix.contains(Arp.senderIp(octets, packet)))
                        || (destination && prefix.contains(Arp.targetIp(octets, packet))));
    }
}
