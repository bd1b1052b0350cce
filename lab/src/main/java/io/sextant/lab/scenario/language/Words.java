package io.sextant.lab.scenario.language;

import io.sextant.lab.scenario.capture.TapPlace;
import io.sextant.lab.scenario.cluster.AddressRange;
import io.sextant.lab.scenario.expect.Count;
import io.sextant.lab.scenario.expect.Span;
import io.sextant.lab.scenario.shape.ListShape;
import io.sextant.lab.scenario.shape.MismatchException;
import io.sextant.lab.scenario.shape.ScalarShape;
import io.sextant.lab.scenario.shape.Scalars;
import io.sextant.lab.scenario.shape.Shape;
import io.sextant.lab.scenario.topology.InterfaceAddress;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.address.MacAddress;
import java.util.List;
import java.util.stream.Stream;

/** Scalars that mean something in this language: names, addresses, instants, bounds. */
final class Words {

    private static final long LARGEST_ASN = 0xFFFF_FFFFL;
    private static final int LAST_PORT = 65_535;
    private static final String OCTET = "(?:[0-9]{1,3}|\\[[0-9]+-[0-9]+\\])";
    private static final String OCTETS = OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET;
    /** Looks like an IPv6 address; whether it is one is asked later. */
    private static final String IPV6 = "[0-9a-fA-F]*:[0-9a-fA-F:.]*";

    private static final String RANGE = "(?:\\[[0-9]+-[0-9]+\\])?";
    private static final String INTERFACE = "[A-Za-z][A-Za-z0-9_.-]{0,14}";

    private Words() {}

    /** What an author calls something: a node, a service, an expectation. */
    static ScalarShape<String> name(String inWords) {
        return Scalars.matching(
                inWords + " (letters a to z, digits, hyphens)", "[a-z0-9](?:[a-z0-9.-]{0,61}[a-z0-9])?");
    }

    /** A node's name, or several with a range: {@code k8s-worker[1-5]}. Ranges are gone before names are decoded. */
    static ScalarShape<String> nodeName() {
        return Scalars.matching(
                "a node's name (letters a to z, digits, hyphens), or several as in k8s-worker[1-5]",
                "[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?" + RANGE);
    }

    /** Nodes by name, pattern or group: {@code client1}, {@code k8s-worker[1-3]}, {@code client*}, {@code k8s-nodes}. */
    static ScalarShape<String> nodeSelector() {
        return Scalars.matching(
                "a node's name, as in client1, k8s-worker[1-3], client* or k8s-nodes",
                "[a-z0-9*-]+" + RANGE + "[a-z0-9*-]*");
    }

    /** One selector of nodes or a list of them. */
    static Shape<List<String>> nodes() {
        return ListShape.oneOrMore(nodeSelector(), 1_000);
    }

    static ScalarShape<String> interfaceName() {
        return Scalars.matching("an interface's name such as eth0 (at most 15 characters)", INTERFACE);
    }

    static ScalarShape<String> endpoint() {
        return Scalars.matching(
                "an interface such as client1:eth0", "[a-z][a-z0-9-]*" + RANGE + ":" + INTERFACE + RANGE);
    }

    static ScalarShape<String> path() {
        return Scalars.matching("a file's path relative to this file", "[^/\\u0000][^\\u0000]*");
    }

    static ScalarShape<Ipv4Address> address() {
        return Scalars.matching("an IPv4 address such as 192.168.1.1", OCTETS, Words::parseAddress);
    }

    static Ipv4Address parseAddress(String text) throws MismatchException {
        if (text.contains("[")) {
            throw new MismatchException("a range belongs to a node whose name has one");
        }
        return Ipv4Address.tryParse(text)
                .orElseThrow(() -> new MismatchException("each part is 0 to 255 without leading zeros"));
    }

    static ScalarShape<IpAddress> anyAddress() {
        return Scalars.matching(
                "an address such as 192.168.1.1 or 2001:db8::1", OCTETS + "|" + IPV6, Words::parseAnyAddress);
    }

    private static IpAddress parseAnyAddress(String text) throws MismatchException {
        if (text.indexOf(':') < 0) {
            return parseAddress(text);
        }
        return Ipv6Address.tryParse(text).orElseThrow(() -> new MismatchException("it is no IPv6 address"));
    }

    static ScalarShape<IpPrefix> anyPrefix() {
        return Scalars.matching(
                "a prefix such as 192.168.1.0/24 or 2001:db8::/64",
                OCTETS + "/[0-9]{1,2}|" + IPV6 + "/[0-9]{1,3}",
                Words::parseAnyPrefix);
    }

    private static IpPrefix parseAnyPrefix(String text) throws MismatchException {
        if (text.indexOf(':') < 0) {
            return parsePrefix(text);
        }
        int slash = text.indexOf('/');
        int length = Integer.parseInt(text.substring(slash + 1));
        if (length > IpVersion.IPV6.addressBits()) {
            throw new MismatchException("a length is 0 to 128");
        }
        IpAddress address = parseAnyAddress(text.substring(0, slash));
        IpPrefix prefix = IpPrefix.of(address, length);
        if (!prefix.address().equals(address)) {
            throw new MismatchException("it has bits behind its length, did you mean " + prefix + "?");
        }
        return prefix;
    }

    static ScalarShape<Ipv4Prefix> prefix() {
        return Scalars.matching("an IPv4 prefix such as 192.168.1.0/24", OCTETS + "/[0-9]{1,2}", Words::parsePrefix);
    }

    static Ipv4Prefix parsePrefix(String text) throws MismatchException {
        InterfaceAddress parts = parseInterfaceAddress(text);
        Ipv4Prefix prefix = parts.prefix();
        if (!prefix.address().equals(parts.address())) {
            throw new MismatchException("it has bits behind its length, did you mean " + prefix + "?");
        }
        return prefix;
    }

    private static InterfaceAddress parseInterfaceAddress(String text) throws MismatchException {
        int slash = text.indexOf('/');
        int length = Integer.parseInt(text.substring(slash + 1));
        if (length > 32) {
            throw new MismatchException("a length is 0 to 32");
        }
        return new InterfaceAddress(parseAddress(text.substring(0, slash)), length);
    }

    /** An address on an interface; length -1 where the network's own is meant. */
    static ScalarShape<AddressWord> interfaceAddress() {
        return Scalars.matching(
                "an address such as 192.168.1.21, 10.0.0.1/30 or 2001:db8::1/64",
                OCTETS + "(?:/[0-9]{1,2})?|[0-9a-fA-F]*:(?:[0-9a-fA-F:.]|\\[[0-9]+-[0-9]+\\])*/[0-9]{1,3}",
                Words::parseAddressWord);
    }

    private static AddressWord parseAddressWord(String text) throws MismatchException {
        if (text.indexOf(':') >= 0) {
            return parseIpv6AddressWord(text);
        }
        if (!text.contains("/")) {
            return new AddressWord(parseAddress(text), -1);
        }
        InterfaceAddress whole = parseInterfaceAddress(text);
        return new AddressWord(whole.address(), whole.prefixLength());
    }

    private static AddressWord parseIpv6AddressWord(String text) throws MismatchException {
        int slash = text.indexOf('/');
        int length = Integer.parseInt(text.substring(slash + 1));
        if (length > IpVersion.IPV6.addressBits()) {
            throw new MismatchException("a length is 0 to 128");
        }
        Ipv6Address address = Ipv6Address.tryParse(text.substring(0, slash))
                .orElseThrow(() -> new MismatchException("it is no IPv6 address"));
        if (address.isMulticast() || address.equals(Ipv6Address.ANY)) {
            throw new MismatchException("it is not a host's address");
        }
        return new AddressWord(address, length);
    }

    /** An address, a prefix or a service's name. */
    static ScalarShape<String> prefixOrService() {
        return Scalars.matching(
                "a prefix such as 172.16.10.0/32 or a service's name", "[a-z0-9./-]+|" + IPV6 + "(?:/[0-9]{1,3})?");
    }

    static ScalarShape<AddressRange> addressRange() {
        return Scalars.matching(
                "addresses such as 172.16.10.0/24, 172.16.10.10-172.16.10.20 or 2001:db8:10::/120",
                OCTETS + "(?:/[0-9]{1,2}|-" + OCTETS + ")|" + IPV6 + "(?:/[0-9]{1,3}|-" + IPV6 + ")",
                Words::parseAddressRange);
    }

    private static AddressRange parseAddressRange(String text) throws MismatchException {
        int dash = text.indexOf('-');
        if (dash < 0) {
            IpPrefix prefix = parseAnyPrefix(text);
            return new AddressRange(prefix.address(), prefix.last());
        }
        AddressRange range =
                new AddressRange(parseAnyAddress(text.substring(0, dash)), parseAnyAddress(text.substring(dash + 1)));
        if (range.first().compareTo(range.last()) > 0) {
            throw new MismatchException("the smaller address comes first");
        }
        return range;
    }

    static ScalarShape<MacAddress> mac() {
        return Scalars.matching(
                "a MAC address such as 02:00:00:00:00:01", "[0-9a-fA-F]{2}(?::[0-9a-fA-F]{2}){5}", text -> {
                    MacAddress mac = MacAddress.parse(text);
                    if ((Integer.parseInt(text.substring(0, 2), 16) & 1) != 0) {
                        throw new MismatchException("it is a group address");
                    }
                    return mac;
                });
    }

    static ScalarShape<Asn> asn() {
        return Scalars.integerOrText(
                "an AS number such as 64512 or '1.10'",
                "[0-9]{1,5}\\.[0-9]{1,5}|[0-9]{1,10}",
                1,
                LARGEST_ASN,
                text -> Asn.tryParse(text)
                        .filter(asn -> asn.value() > 0)
                        .orElseThrow(() -> new MismatchException("it is 1 to " + LARGEST_ASN)));
    }

    static ScalarShape<Long> port() {
        return Scalars.integer("a port from 1 to 65535", 1, LAST_PORT);
    }

    static ScalarShape<HttpUrl> url() {
        return Scalars.matching(
                "a URL such as http://web1-lb/ or http://[2001:db8::1]/", HttpUrl.REGEX, HttpUrl::parse);
    }

    static ScalarShape<HostPort> hostPort() {
        return Scalars.matching(
                "a service, a node or an address, and a port such as server1:7 or [2001:db8::1]:7",
                HostPort.REGEX,
                HostPort::parse);
    }

    /** A host by any name it has. */
    static ScalarShape<String> destination() {
        return Scalars.matching("a service, a node or an address", "[a-z0-9.-]+|" + IPV6);
    }

    /** The next hop of a default route. */
    static ScalarShape<String> gateway() {
        return Scalars.matching("a node's name or an address", "[a-z0-9.\\[\\]-]+|" + IPV6);
    }

    static ScalarShape<TimeExpression> time() {
        return Scalars.matching(
                "an instant such as 30s, 'power-off + 90s' or end", TimeExpression.REGEX, TimeExpression::parse);
    }

    /** Two instants; {@code always} for the whole run. */
    static ScalarShape<TimeExpression.Window> window() {
        return Scalars.matching(
                "two instants such as 10s..20s, or always",
                TimeExpression.REGEX + "\\.\\." + TimeExpression.REGEX + "|always",
                text -> text.equals("always") ? TimeExpression.always() : TimeExpression.parseWindow(text));
    }

    /** An instant, counted from the start, or two. */
    static ScalarShape<TimeExpression.Window> upTo() {
        return Scalars.matching(
                "an instant such as 30s, or two such as 10s..20s",
                TimeExpression.REGEX + "(?:\\.\\." + TimeExpression.REGEX + ")?",
                text -> text.contains("..")
                        ? TimeExpression.parseWindow(text)
                        : new TimeExpression.Window(new TimeExpression(null, 0), TimeExpression.parse(text)));
    }

    static ScalarShape<Count> count() {
        return Scalars.integerOrText(
                "a number or a bound such as 6, '>= 4', '2..5' or '<= 37%'",
                Bounds.COUNT, 0, Integer.MAX_VALUE, Bounds::count);
    }

    static ScalarShape<Span> span() {
        return Scalars.matching("a bound on time such as 71ms, '<= 90s' or 60s..90s", Bounds.SPAN, Bounds::span);
    }

    static ScalarShape<String> tap() {
        return Scalars.matching(
                "a place such as k8s-worker1:enp7s0 or k8s-worker1:enp7s0@xdp (" + places() + ")",
                "[a-z0-9*-]+" + RANGE + "[a-z0-9*-]*(?:/[a-z0-9*-]+)?:[A-Za-z0-9_.*-]{1,15}(?:@(?:" + places("|")
                        + "))?");
    }

    private static String places() {
        return places(", ");
    }

    private static String places(String separator) {
        return String.join(
                separator, Stream.of(TapPlace.values()).map(TapPlace::word).toList());
    }
}
