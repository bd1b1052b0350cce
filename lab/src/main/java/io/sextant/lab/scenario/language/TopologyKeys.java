package io.sextant.lab.scenario.language;

import io.sextant.lab.scenario.shape.EitherShape;
import io.sextant.lab.scenario.shape.Field;
import io.sextant.lab.scenario.shape.ListShape;
import io.sextant.lab.scenario.shape.MapShape;
import io.sextant.lab.scenario.shape.Named;
import io.sextant.lab.scenario.shape.ObjectShape;
import io.sextant.lab.scenario.shape.Placed;
import io.sextant.lab.scenario.shape.PlacedShape;
import io.sextant.lab.scenario.shape.Quantities;
import io.sextant.lab.scenario.shape.ScalarShape;
import io.sextant.lab.scenario.shape.Scalars;
import io.sextant.lab.scenario.shape.Shape;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.scenario.topology.FrrDefaults;
import io.sextant.lab.scenario.topology.NodeKind;
import io.sextant.lab.scenario.topology.NodeRole;
import io.sextant.lab.scenario.topology.RouterSpec;
import io.sextant.lab.scenario.topology.SpeakerProgram;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.MacAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys under {@code topology}. */
public final class TopologyKeys {

    private static final int MAXIMUM_MTU = 9_216;

    // what a cable does
    public static final Field<Long> RATE =
            Field.optional("rate", Quantities.bitRate(), "Bits a second in each direction; 1Gbps unless given.");
    public static final Field<Long> DELAY =
            Field.optional("delay", Quantities.duration(), "Propagation delay; 50us unless given.");
    public static final Field<Long> QUEUE =
            Field.optional("queue", Quantities.size(), "Room for frames that wait for the cable; 256KiB unless given.");
    public static final Field<Double> LOSS =
            Field.optional("loss", Quantities.percentage(), "How many frames the cable loses; 0% unless given.");
    public static final Field<Long> MTU = Field.optional(
            "mtu",
            Scalars.integer("an MTU from 576 to 9216 octets", 576, MAXIMUM_MTU),
            "Largest IP packet in octets; 1500 unless given.");

    // a segment
    public static final Field<Ipv4Prefix> PREFIX = Field.optional(
            "prefix",
            Words.prefix(),
            "The segment's addresses; without it, each interface says its own with a length.");
    public static final ObjectShape NETWORK = ObjectShape.named(
                    "network",
                    "a network",
                    "A shared segment: one learning switch, with every interface that names the segment on a port of its own.")
            .with(PREFIX, MTU, RATE, DELAY, QUEUE, LOSS);

    // a cable
    public static final Field<List<Placed<String>>> BETWEEN = Field.required(
            "between",
            ListShape.of(new PlacedShape<>(Words.endpoint()), 2, 2),
            "The two interfaces at its ends, each written node:interface.");
    public static final Field<String> LINK_NAME =
            Field.optional("name", Words.name("a link's name"), "How the timeline and captures call it.");
    public static final ObjectShape LINK = ObjectShape.named("link", "a link", "A cable between two interfaces.")
            .with(BETWEEN, LINK_NAME, RATE, DELAY, QUEUE, LOSS);

    // an interface
    public static final Field<String> NETWORK_NAME = Field.optional(
            "network",
            Words.name("a network's name"),
            "The segment it hangs on; without one, a link must name the interface, unless it is lo.");
    public static final Field<List<AddressWord>> ADDRESS = Field.optional(
            "address",
            ListShape.oneOrMore(Words.interfaceAddress(), 16),
            "Its address or addresses, IPv4 or IPv6; an IPv4 length may be left out on a network with a prefix, and on lo.");
    public static final Field<MacAddress> MAC =
            Field.optional("mac", Words.mac(), "Its MAC address; made from its name unless given.");
    public static final ObjectShape INTERFACE = ObjectShape.named("interface", "an interface", "A network interface.")
            .with(NETWORK_NAME, ADDRESS, MTU, MAC, RATE, DELAY, QUEUE, LOSS);

    // BGP on a router
    public static final Field<Long> HOLD_TIME = Field.optional(
            "hold-time", Quantities.duration(), "Proposed hold time, 0s or 3s to 65535s in whole seconds.");
    public static final Field<Long> KEEPALIVE_TIME = Field.optional(
            "keepalive-time", Quantities.duration(), "Time between keepalives; a third of the hold time at most.");
    public static final Field<Long> CONNECT_RETRY =
            Field.optional("connect-retry", Quantities.positiveDuration(), "Time between attempts to connect.");
    public static final Field<Asn> ASN = Field.needed("asn", Words.asn(), "The AS number.");
    public static final Field<Asn> REMOTE_ASN =
            Field.optional("asn", Words.asn(), "The neighbour's AS number; the router's own unless given.");
    public static final Field<Boolean> PASSIVE =
            Field.optional("passive", Scalars.yesOrNo(), "Waits to be dialled; false unless given.");
    public static final Field<List<IpVersion>> SESSIONS = Field.optional(
            "sessions",
            ListShape.oneOrMore(version(), 2),
            "The versions of IP that sessions run over, one session each: ipv4, ipv6 or both; ipv4 unless given.");
    public static final Field<List<IpVersion>> FAMILIES = Field.optional(
            "families",
            ListShape.oneOrMore(version(), 2),
            "The versions of IP whose routes a session carries: ipv4, ipv6 or both; the one it runs over unless given.");
    public static final ObjectShape NEIGHBOR = ObjectShape.named("neighbor", "a neighbour", "A BGP neighbour.")
            .with(REMOTE_ASN, SESSIONS, FAMILIES, PASSIVE, HOLD_TIME, KEEPALIVE_TIME, CONNECT_RETRY);
    public static final Field<FrrDefaults> DEFAULTS = Field.optional(
            "defaults",
            Scalars.oneOf("FRR's defaults", List.of(FrrDefaults.values()), FrrDefaults::word),
            "The word behind 'frr defaults'; traditional unless given.");
    public static final Field<Ipv4Address> ROUTER_ID =
            Field.optional("router-id", Words.address(), "The BGP identifier; the highest address unless given.");
    public static final Field<List<Named<Values>>> NEIGHBORS = Field.optional(
            "neighbors",
            MapShape.of("a mapping from nodes to neighbours", neighborName(), NEIGHBOR, 10_000),
            "The neighbours by node name; one key may name several, as in k8s-*.");
    private static final Field<Long> EBGP = Field.optional("ebgp", paths(), "Equal paths from other ASes.");
    private static final Field<Long> IBGP = Field.optional("ibgp", paths(), "Equal paths from the own AS.");
    public static final Field<MaximumPaths> MAXIMUM_PATHS = Field.optional(
            "maximum-paths",
            maximumPaths(),
            "How many equal paths are installed; 256 of each kind unless given, as Debian builds FRR.");
    public static final Field<Boolean> MULTIPATH_RELAX = Field.optional(
            "multipath-relax", Scalars.yesOrNo(), "bgp bestpath as-path multipath-relax; false unless given.");
    public static final Field<Boolean> EBGP_REQUIRES_POLICY = Field.optional(
            "ebgp-requires-policy",
            Scalars.yesOrNo(),
            "Without a policy nothing is exchanged over eBGP; true with the traditional defaults unless given.");
    public static final Field<List<IpPrefix>> NETWORKS =
            Field.optional("networks", ListShape.of(Words.anyPrefix(), 0, 10_000), "Prefixes it announces.");
    public static final ObjectShape BGP = ObjectShape.named("bgp", "BGP settings", "BGP on a router.")
            .with(
                    ASN,
                    DEFAULTS,
                    ROUTER_ID,
                    NEIGHBORS,
                    SESSIONS,
                    FAMILIES,
                    MAXIMUM_PATHS,
                    MULTIPATH_RELAX,
                    EBGP_REQUIRES_POLICY,
                    HOLD_TIME,
                    KEEPALIVE_TIME,
                    CONNECT_RETRY,
                    NETWORKS);

    // BGP on a host
    public static final Field<SpeakerProgram> PROGRAM = Field.needed(
            "program",
            Scalars.oneOf("a BGP speaker", List.of(SpeakerProgram.values()), SpeakerProgram::word),
            "Which program it is: bird (2.0), gobgp (3.10), exabgp (4.2), metallb (0.10), cilium (its control plane).");
    public static final Field<List<IpPrefix>> ANNOUNCE =
            Field.optional("announce", ListShape.of(Words.anyPrefix(), 0, 10_000), "Prefixes it announces.");
    public static final Field<Long> GRACEFUL_RESTART = Field.optional(
            "graceful-restart",
            Quantities.positiveDuration(),
            "It knows graceful restart, with this restart time of 1s to 4095s in whole seconds; it does not unless given.");
    public static final ObjectShape HOST_SPEAKER = ObjectShape.named(
                    "host-speaker", "a BGP speaker", "A BGP speaker other than FRR on a host.")
            .with(
                    PROGRAM,
                    ASN,
                    ROUTER_ID,
                    NEIGHBORS,
                    SESSIONS,
                    FAMILIES,
                    ANNOUNCE,
                    HOLD_TIME,
                    KEEPALIVE_TIME,
                    CONNECT_RETRY,
                    GRACEFUL_RESTART);

    // what a node listens to
    public static final Field<List<Long>> UDP_ECHO = Field.optional(
            "udp-echo",
            ListShape.oneOrMore(Words.port(), 64),
            "UDP ports whose datagrams are sent back, as RFC 862's echo service on port 7 does.");
    public static final Field<List<Long>> UDP_DISCARD = Field.optional(
            "udp-discard",
            ListShape.oneOrMore(Words.port(), 64),
            "UDP ports whose datagrams are taken and thrown away, as RFC 863's discard service on port 9 does.");
    public static final Field<List<Long>> HTTP_SERVER = Field.optional(
            "http",
            ListShape.oneOrMore(Words.port(), 64),
            "TCP ports on which nginx serves its welcome page, at every address of the node.");
    public static final ObjectShape LISTENERS = ObjectShape.named(
                    "listen", "what a node listens to", "Servers a node has besides what its programs bring along.")
            .with(UDP_ECHO, UDP_DISCARD, HTTP_SERVER);

    // a node
    public static final Field<NodeKind> KIND = Field.needed(
            "kind", Scalars.oneOf("a kind of node", List.of(NodeKind.values()), NodeKind::word), "What it is.");
    public static final Field<List<Named<Values>>> INTERFACES = Field.optional(
            "interfaces",
            MapShape.of("a mapping from names to interfaces", Words.interfaceName(), INTERFACE, 64),
            "Its interfaces by name.");
    public static final Field<List<String>> GATEWAY = Field.optional(
            "gateway",
            ListShape.oneOrMore(Words.gateway(), 2),
            "The default routes' next hop: a node it shares prefixes with, an address, or one address of each version of IP.");
    public static final Field<List<Placed<String>>> ROUTES = Field.optional(
            "routes",
            ListShape.of(new PlacedShape<>(Scalars.text(400)), 0, 1_000),
            "Kernel routes in the words of 'ip route add', such as 10.9.0.0/24 via 10.1.1.2 dev eth0 metric 10.");
    public static final Field<Values> KERNEL_SETTINGS = Field.optional("kernel", KernelKeys.KERNEL, "Its kernel.");
    public static final Field<Values> BGP_SETTINGS =
            Field.optional("bgp", BGP, "BGP in short; only on an frr-router, and not beside frr.");
    public static final Field<List<Placed<String>>> FRR = Field.optional(
            "frr",
            ListShape.oneOrMore(new PlacedShape<>(Words.path()), 8),
            "Its frr.conf, or the older zebra.conf, staticd.conf, bgpd.conf, relative to this file. Only on an frr-router.");
    public static final Field<Values> SPEAKER_SETTINGS =
            Field.optional("speaker", HOST_SPEAKER, "A BGP speaker other than FRR that runs on it. Only on a host.");
    public static final Field<Values> LISTEN =
            Field.optional("listen", LISTENERS, "Its servers for HTTP and UDP traffic; none unless given.");
    public static final Field<NodeRole> ROLE = Field.optional(
            "role",
            Scalars.oneOf("a role", List.of(NodeRole.values()), NodeRole::word),
            "Its part in the cluster; worker unless given. Only on a k8s-node.");
    public static final Field<List<IpPrefix>> POD_CIDR = Field.optional(
            "pod-cidr",
            ListShape.oneOrMore(Words.anyPrefix(), 2),
            "Where its pods' addresses come from, of IPv4, IPv6 or both; the next block of the cluster's unless given. Only on a k8s-node.");
    public static final Field<List<IpAddress>> ROUTER_IP = Field.optional(
            "router-ip",
            ListShape.oneOrMore(Words.anyAddress(), 2),
            "Its CiliumInternalIP, of IPv4, IPv6 or both; the pod CIDR's first address but one unless given. Only on a k8s-node.");
    public static final ObjectShape NODE = ObjectShape.named("node", "a node", "A machine.")
            .with(
                    KIND,
                    INTERFACES,
                    GATEWAY,
                    ROUTES,
                    KernelKeys.NEXTHOPS,
                    KERNEL_SETTINGS,
                    KernelKeys.SHARING_SETTINGS,
                    LISTEN,
                    BGP_SETTINGS,
                    FRR,
                    SPEAKER_SETTINGS,
                    ROLE,
                    POD_CIDR,
                    ROUTER_IP);

    // the whole
    public static final ObjectShape LINK_DEFAULTS = ObjectShape.named(
                    "link-defaults", "a link's defaults", "What every cable does that says nothing else.")
            .with(MTU, RATE, DELAY, QUEUE, LOSS);
    public static final Field<Values> LINK_DEFAULT =
            Field.optional("defaults", LINK_DEFAULTS, "What every cable does that says nothing else.");
    public static final Field<List<Named<Values>>> NETWORK_MAP = Field.optional(
            "networks",
            MapShape.of("a mapping from names to networks", Words.name("a network's name"), NETWORK, 1_000),
            "Shared segments by name.");
    public static final Field<List<Named<Values>>> NODE_MAP = Field.needed(
            "nodes",
            MapShape.of("a mapping from names to nodes", Words.nodeName(), NODE, 10_000),
            "Machines by name; k8s-worker[1-5] makes five, and a range of the same size in a value is counted along.");
    public static final Field<List<Values>> LINKS =
            Field.optional("links", ListShape.of(LINK, 0, 10_000), "Cables between two interfaces.");
    public static final ObjectShape TOPOLOGY = ObjectShape.named(
                    "topology", "a topology", "Segments, machines and cables.")
            .with(LINK_DEFAULT, NETWORK_MAP, NODE_MAP, LINKS);

    private TopologyKeys() {}

    /** Limits of the two kinds of multipath; null where nothing is said. */
    public record MaximumPaths(
            @Nullable Long ebgp, @Nullable Long ibgp) {}

    private static ScalarShape<Long> paths() {
        return Scalars.integer("a number of paths from 1 to 256", 1, RouterSpec.MAXIMUM_PATHS);
    }

    private static Shape<MaximumPaths> maximumPaths() {
        ObjectShape both = ObjectShape.named("maximum-paths", "limits", "How many equal paths are installed, by kind.")
                .with(EBGP, IBGP);
        return new EitherShape<Long, Values, MaximumPaths>(
                paths(),
                number -> new MaximumPaths(number, number),
                both,
                values -> new MaximumPaths(
                        values.get(EBGP).orElse(null), values.get(IBGP).orElse(null)));
    }

    private static ScalarShape<String> neighborName() {
        return Words.nodeSelector();
    }

    private static ScalarShape<IpVersion> version() {
        return Scalars.oneOf(
                "ipv4 or ipv6", List.of(IpVersion.values()), version -> version == IpVersion.IPV4 ? "ipv4" : "ipv6");
    }
}
