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
import io.sextant.topology.ecmp.KernelProfile;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteEntry;
import io.sextant.topology.host.Host;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ip route get}: the kernel's own lookup, multipath choice included, for one packet that is never sent. */
final class RouteAnswer {

    private static final int PORTS_OCTETS = 4;
    private static final int ON_LINK = -1;

    /** No line of iproute2's: only the lab knows that the seed is its own. */
    private static final String UNPREDICTABLE =
            "# sextant: one of several next hops; a real machine may choose another, for its hash seed is not known\n";

    private final Host host;
    private final RouteQuestion question;
    private boolean local;
    private boolean unpredictable;
    private @Nullable Route route;
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
        if (question.in() != null && source == null) {
            throw refused("Invalid argument"); // ip_route_input_slow: a packet from 0.0.0.0 is martian
        }
        if (question.in() == null && source != null && !host.isLocal(source)) {
            throw refused("Network is unreachable");
        }
        local = host.isLocal(question.target()) || question.target().isLoopback();
        if (local) {
            return;
        }
        RouteEntry entry = host.fib().lookup(question.target().bits());
        if (entry == null) {
            throw refused("Network is unreachable");
        }
        route = entry.route();
        switch (entry.kind()) {
            case UNICAST -> {}
            case BLACKHOLE -> throw refused("Invalid argument");
            case UNREACHABLE -> throw refused("No route to host");
            case PROHIBIT -> throw refused("Permission denied");
        }
        int hop = question.fibMatch() ? 0 : hop(entry);
        NetworkInterface out = question.out();
        if (hop == ON_LINK && out != null) {
            device = out;
        } else {
            device = entry.hop(hop).device();
            gateway = entry.hop(hop).gateway();
        }
    }

    /**
     * A named interface leaves nothing to the hash (fib_select_path); where no next hop leads through it, the kernel takes
     * the target for a neighbour there (ip_route_output_key_hash_rcu).
     */
    private int hop(RouteEntry entry) {
        NetworkInterface out = question.out();
        if (out == null) {
            unpredictable = entry.isMultipath() && !isSeedKnown();
            return entry.isMultipath() ? choose(entry) : 0;
        }
        for (int i = 0; i < entry.size(); i++) {
            if (entry.hop(i).device() == out) {
                return i;
            }
        }
        return ON_LINK;
    }

    private boolean isSeedKnown() {
        return !host.sysctl().isHashSeedDrawn()
                && host.profile().kernel().flowHash() == KernelProfile.FlowHashFunction.SIPHASH_UNDER_A_SEED;
    }

    /** The route itself, which {@code fibmatch} asks for. */
    List<Route> routes() {
        return route == null ? List.of() : List.of(route);
    }

    private static IpException refused(String reason) {
        return new IpException("RTNETLINK answers: " + reason, IpException.STATUS_KERNEL);
    }

    /** The kernel makes up a packet in either case and hashes that, where a socket's lookup would have none (inet_rtm_getroute). */
    private int choose(RouteEntry entry) {
        Ipv4Address source = question.source();
        int sourceBits = source == null ? 0 : source.bits();
        int hash31 = host.flowHash().hash31(packet(sourceBits), 0);
        return question.in() == null && host.profile().kernel().prefersSource()
                ? entry.selectFromSource(hash31, sourceBits)
                : entry.select(hash31);
    }

    /** The headers the kernel makes up. */
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
        if (local) {
            return question.target();
        }
        if (gateway == null && question.out() == null) {
            return host.sourceFor(question.target()).orElse(null);
        }
        Route found = route;
        if (found != null && found.preferredSource() instanceof Ipv4Address preferred) {
            return preferred;
        }
        int near = gateway == null ? question.target().bits() : (int) gateway.low();
        int source = device.addressBitsTowards(near);
        return source == 0 ? host.sourceFor(question.target()).orElse(null) : new Ipv4Address(source);
    }

    /** In front of what the kernel answers with details: its type, and behind it the table. */
    String text(boolean details) {
        NetworkInterface in = question.in();
        return (local ? "local " : details ? "unicast " : "")
                + question.target() + " "
                + word("from ", question.source())
                + word("via ", gateway)
                + "dev " + device.name() + " "
                + (details ? "table main " : "")
                + word("src ", preferredSource())
                + (question.mark() == 0 ? "" : "mark " + mark() + " ")
                + (in == null ? "uid " + question.user() + " " : "")
                + "\n    cache "
                + (local ? "<local> " : isRedirect() ? "<redirect> " : "")
                + (in == null ? "" : "iif " + in.name() + " ")
                + "\n"
                + (unpredictable ? UNPREDICTABLE : "");
    }

    private String mark() {
        return question.mark() < 16 ? "" + question.mark() : "0x" + Long.toHexString(question.mark());
    }

    void json(ObjectNode object, boolean details) {
        if (local || details) {
            object.put("type", local ? "local" : "unicast");
        }
        object.put("dst", question.target().toString());
        put(object, "from", question.source());
        put(object, "gateway", gateway);
        object.put("dev", device.name());
        if (details) {
            object.put("table", "main");
        }
        put(object, "prefsrc", preferredSource());
        object.putArray("flags");
        if (question.mark() != 0) {
            object.put("mark", question.mark());
        }
        NetworkInterface in = question.in();
        if (in == null) {
            object.put("uid", question.user());
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
