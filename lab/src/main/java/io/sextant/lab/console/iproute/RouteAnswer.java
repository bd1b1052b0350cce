package io.sextant.lab.console.iproute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.icmp.Icmp;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.wire.Octets;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.forwarding.RouteEntry;
import io.sextant.topology.host.Host;
import org.jspecify.annotations.Nullable;

/** {@code ip route get}: the kernel's own lookup, multipath choice included, for one packet that is never sent. */
final class RouteAnswer {

    private static final int PORTS_OCTETS = 4;

    private final Host host;
    private final RouteQuestion question;
    private boolean local;
    private @Nullable IpAddress gateway;
    private NetworkInterface device;

    private RouteAnswer(Host host, RouteQuestion question) {
        this.host = host;
        this.question = question;
        this.device = host.loopback();
    }

    static RouteAnswer of(Host host, RouteQuestion question) throws IpException {
        RouteAnswer answer = new RouteAnswer(host, question);
        answer.lookUp();
        return answer;
    }

    private void lookUp() throws IpException {
        Ipv4Address source = question.source();
        if (question.in() == null && source != null && !host.isLocal(source)) {
            throw refused("Network is unreachable");
        }
        local = host.isLocal(question.target()) || question.target().isLoopback();
        if (local) {
            return;
        }
        RouteEntry route = host.fib().lookup(question.target().bits());
        if (route == null) {
            throw refused("Network is unreachable");
        }
        switch (route.kind()) {
            case UNICAST -> {}
            case BLACKHOLE -> throw refused("Invalid argument");
            case UNREACHABLE -> throw refused("No route to host");
            case PROHIBIT -> throw refused("Permission denied");
        }
        int hop = route.isMultipath() ? choose(route) : 0;
        device = route.hop(hop).device();
        gateway = route.hop(hop).gateway();
    }

    private static IpException refused(String reason) {
        return new IpException("RTNETLINK answers: " + reason, IpException.STATUS_KERNEL);
    }

    private int choose(RouteEntry route) {
        Ipv4Address source = question.source();
        int sourceBits = source == null ? 0 : source.bits();
        if (question.in() != null) {
            return route.select(host.flowHash().hash31(packet(sourceBits), 0));
        }
        int hash31 = host.flowHash()
                .hash31OfLocalIpv4(
                        sourceBits,
                        question.target().bits(),
                        question.protocol(),
                        question.sourcePort(),
                        question.targetPort());
        return host.profile().kernel().prefersSource()
                ? route.selectFromSource(hash31, sourceBits)
                : route.select(hash31);
    }

    /** The headers the kernel makes up for a packet that would come in. */
    private byte[] packet(int source) {
        boolean icmp = question.protocol() == IpProtocol.ICMP;
        int payload = icmp ? Icmp.HEADER_OCTETS : 2 * PORTS_OCTETS;
        byte[] octets = new byte[Ipv4.HEADER_OCTETS + payload];
        Ipv4.writeHeader(
                octets,
                0,
                0,
                payload,
                0,
                0,
                64,
                question.protocol(),
                source,
                question.target().bits());
        if (icmp) {
            Icmp.writeHeader(octets, Ipv4.HEADER_OCTETS, Icmp.ECHO_REQUEST, 0, 0, 0);
        } else {
            Octets.putU16(octets, Ipv4.HEADER_OCTETS, question.sourcePort());
            Octets.putU16(octets, Ipv4.HEADER_OCTETS + 2, question.targetPort());
        }
        return octets;
    }

    private @Nullable Ipv4Address preferredSource() {
        if (question.in() != null || question.source() != null) {
            return null;
        }
        return local ? question.target() : host.sourceFor(question.target()).orElse(null);
    }

    String text() {
        NetworkInterface in = question.in();
        return (local ? "local " : "")
                + question.target() + " "
                + word("from ", question.source())
                + word("via ", gateway)
                + "dev " + device.name() + " "
                + word("src ", preferredSource())
                + (in == null ? "uid 0 " : "")
                + "\n    cache "
                + (local ? "<local> " : isRedirect() ? "<redirect> " : "")
                + (in == null ? "" : "iif " + in.name() + " ")
                + "\n";
    }

    void json(ObjectNode object) {
        if (local) {
            object.put("type", "local");
        }
        object.put("dst", question.target().toString());
        put(object, "from", question.source());
        put(object, "gateway", gateway);
        object.put("dev", device.name());
        put(object, "prefsrc", preferredSource());
        object.putArray("flags");
        NetworkInterface in = question.in();
        if (in == null) {
            object.put("uid", 0);
        }
        ArrayNode cache = object.putArray("cache");
        if (local) {
            cache.add("local");
        } else if (isRedirect()) {
            cache.add("redirect");
        }
        if (in != null) {
            object.put("iif", in.name());
        }
    }

    /** The packet would leave where it came in, and its sender would be told the better gateway. */
    private boolean isRedirect() {
        return question.in() == device;
    }

    private static void put(ObjectNode object, String key, @Nullable IpAddress address) {
        if (address != null) {
            object.put(key, address.toString());
        }
    }

    private static String word(String keyword, @Nullable IpAddress address) {
        return address == null ? "" : keyword + address + " ";
    }
}
