package io.sextant.lab.scenario.language;

import io.sextant.lab.scenario.cluster.AddressRange;
import io.sextant.lab.scenario.cluster.BackendAlgorithm;
import io.sextant.lab.scenario.cluster.CiliumVersion;
import io.sextant.lab.scenario.cluster.ExternalTrafficPolicy;
import io.sextant.lab.scenario.cluster.ForwardingMode;
import io.sextant.lab.scenario.cluster.IpFamilyPolicy;
import io.sextant.lab.scenario.cluster.PathKind;
import io.sextant.lab.scenario.cluster.Routing;
import io.sextant.lab.scenario.cluster.ServiceType;
import io.sextant.lab.scenario.cluster.SpeakerKind;
import io.sextant.lab.scenario.shape.EitherShape;
import io.sextant.lab.scenario.shape.Field;
import io.sextant.lab.scenario.shape.ListShape;
import io.sextant.lab.scenario.shape.MapShape;
import io.sextant.lab.scenario.shape.Named;
import io.sextant.lab.scenario.shape.ObjectShape;
import io.sextant.lab.scenario.shape.Quantities;
import io.sextant.lab.scenario.shape.ScalarShape;
import io.sextant.lab.scenario.shape.Scalars;
import io.sextant.lab.scenario.shape.Shape;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys under {@code cluster}. */
public final class ClusterKeys {

    private static final int LONG_TEXT = 200;
    private static final int MANY = 10_000;
    /** Cilium's Maglev table sizes ({@code maglev.tableSize}), primes all. */
    private static final List<String> TABLE_SIZES =
            List.of("251", "509", "1021", "2039", "4093", "8191", "16381", "32749", "65521", "131071");

    public static final Field<String> NAMESPACE =
            Field.optional("namespace", Words.name("a namespace"), "Its namespace; default unless given.");

    // the nodes' BGP speakers
    public static final Field<Asn> PEER_ASN =
            Field.optional("asn", Words.asn(), "The peer's AS number; the nodes' own unless given.");
    public static final Field<List<String>> PEER_NODES =
            Field.optional("nodes", Words.nodes(), "The nodes that dial it; all unless given.");
    public static final ObjectShape PEER = ObjectShape.named(
                    "speaker-peer", "a peer", "A router the nodes' speakers talk to.")
            .with(PEER_ASN, TopologyKeys.SESSIONS, TopologyKeys.HOLD_TIME, TopologyKeys.CONNECT_RETRY, PEER_NODES);
    public static final Field<SpeakerKind> SPEAKER = Field.optional(
            "speaker",
            Scalars.oneOf("a speaker", List.of(SpeakerKind.values()), SpeakerKind::word),
            "Which program announces the services; metallb unless given.");
    public static final Field<Asn> OWN_ASN = Field.optional("asn", Words.asn(), "The nodes' AS number.");
    public static final Field<List<Named<Values>>> PEERS = Field.optional(
            "peers",
            MapShape.of(
                    "a mapping from nodes (or their addresses) to peers",
                    Scalars.matching("a node's name or an address", "[a-z0-9.-]+|[0-9a-fA-F]*:[0-9a-fA-F:.]*"),
                    PEER,
                    64),
            "The routers they dial, by node name or address.");
    public static final Field<Long> SPEAKER_START =
            Field.optional("start", Quantities.duration(), "When the speakers start; 1s unless given.");
    public static final ObjectShape SPEAKERS = ObjectShape.named(
                    "speakers", "the speakers' settings", "BGP on the Kubernetes nodes.")
            .with(
                    SPEAKER,
                    OWN_ASN,
                    PEERS,
                    TopologyKeys.SESSIONS,
                    TopologyKeys.HOLD_TIME,
                    TopologyKeys.CONNECT_RETRY,
                    SPEAKER_START);

    // pools
    public static final Field<List<AddressRange>> ADDRESSES = Field.needed(
            "addresses", ListShape.oneOrMore(Words.addressRange(), 64), "The addresses, as prefixes or first-last.");
    public static final Field<Boolean> AVOID_BUGGY_IPS = Field.optional(
            "avoid-buggy-ips", Scalars.yesOrNo(), "Skips addresses ending in .0 and .255; false unless given.");
    public static final Field<Boolean> AUTO_ASSIGN = Field.optional(
            "auto-assign",
            Scalars.yesOrNo(),
            "Whether services get addresses from here without asking; true unless given.");
    public static final Field<Long> LOCAL_PREF = Field.optional(
            "local-pref", Scalars.integer(0, 0xFFFF_FFFFL), "The LOCAL_PREF MetalLB announces; 0 unless given.");
    public static final ObjectShape POOL = ObjectShape.named(
                    "pool", "a pool", "Addresses for services of type LoadBalancer.")
            .with(ADDRESSES, AVOID_BUGGY_IPS, AUTO_ASSIGN, LOCAL_PREF);

    // workloads
    public static final Field<String> IMAGE = Field.optional(
            "image",
            Scalars.matching("an image such as nginx:1.21.3", "[a-z0-9][a-zA-Z0-9._/:@-]*"),
            "What the pods run; nginx:1.21.3 unless given.");
    public static final Field<Long> REPLICAS = Field.optional(
            "replicas",
            Scalars.integer("a number of replicas from 0 to 1000", 0, 1_000),
            "How many pods; 1 unless given.");
    public static final Field<Long> CONTAINER_PORT =
            Field.optional("port", Words.port(), "The TCP port the pods listen on; 80 unless given.");
    public static final Field<String> PORT_NAME =
            Field.optional("port-name", Words.name("a port's name"), "The port's name, to which a service can refer.");
    public static final Field<List<Named<String>>> LABELS =
            Field.optional("labels", labels(), "The pods' labels; app: NAME unless given.");
    public static final Field<String> TEMPLATE_HASH = Field.optional(
            "template-hash",
            Scalars.matching("letters and digits such as 696bfbbbc4", "[a-z0-9]{1,10}"),
            "The middle part of the pods' names; made from the name unless given.");
    public static final Field<List<String>> NODES =
            Field.optional("nodes", Words.nodes(), "Where pods may land; the workers unless given.");
    public static final ObjectShape DEPLOYMENT = ObjectShape.named(
                    "deployment", "a deployment", "Equal pods that answer HTTP.")
            .with(NAMESPACE, IMAGE, REPLICAS, CONTAINER_PORT, PORT_NAME, LABELS, TEMPLATE_HASH, NODES);
    public static final Field<String> OF =
            Field.needed("of", Words.name("a deployment's name"), "The deployment it belongs to.");
    public static final Field<String> ON_NODE = Field.optional("node", Words.name("a node's name"), "Where it runs.");
    public static final Field<IpAddress> POD_ADDRESS =
            Field.optional("address", Words.anyAddress(), "Its address, inside its node's pod CIDR.");
    public static final ObjectShape POD = ObjectShape.named(
                    "pod", "a pod", "A pod whose name, node or address is settled in advance.")
            .with(OF, NAMESPACE, ON_NODE, POD_ADDRESS);

    // services
    public static final Field<ServiceType> TYPE = Field.optional(
            "type",
            Scalars.oneOf("a service type", List.of(ServiceType.values()), ServiceType::word),
            "How far it reaches; LoadBalancer unless given.");
    public static final Field<List<Named<String>>> SELECTOR =
            Field.optional("selector", labels(), "The labels its pods carry.");
    public static final Field<String> SERVICE_OF = Field.optional(
            "of", Words.name("a deployment's name"), "The deployment whose pods it stands for; instead of a selector.");
    public static final Field<String> SERVICE_PORT_NAME =
            Field.optional("name", Words.name("a port's name"), "Its name.");
    public static final Field<Long> SERVICE_PORT = Field.required("port", Words.port(), "The port of the service.");
    public static final Field<String> TARGET_PORT = Field.optional(
            "target-port",
            Scalars.integerOrText(
                    "a port from 1 to 65535 or a port's name", "[a-z][a-z0-9-]*", 1, 65_535, text -> text),
            "The pods' port, by number or name; the same unless given.");
    public static final Field<Long> NODE_PORT = Field.optional(
            "node-port",
            Scalars.integer("a node port from 30000 to 32767", 30_000, 32_767),
            "The port on every node; assigned unless given.");
    public static final ObjectShape PORT = ObjectShape.named(
                    "service-port", "a service port", "A TCP port of a service.")
            .with(SERVICE_PORT, SERVICE_PORT_NAME, TARGET_PORT, NODE_PORT);
    public static final Field<List<Values>> PORTS = Field.needed("ports", ListShape.of(PORT, 1, 64), "Its ports.");
    public static final Field<IpFamilyPolicy> IP_FAMILY_POLICY = Field.optional(
            "ip-family-policy",
            Scalars.oneOf("a policy", List.of(IpFamilyPolicy.values()), IpFamilyPolicy::word),
            "How many versions of IP it asks for; SingleStack unless given.");
    public static final Field<List<IpVersion>> IP_FAMILIES = Field.optional(
            "ip-families",
            ListShape.of(Scalars.oneOf("IPv4 or IPv6", List.of(IpVersion.values()), ClusterKeys::familyWord), 1, 2),
            "The versions of IP it asks for, the primary one first; the cluster's unless given.");
    public static final Field<List<IpAddress>> CLUSTER_IP = Field.optional(
            "cluster-ip",
            ListShape.oneOrMore(Words.anyAddress(), 2),
            "Its address inside the cluster, or one of each version of IP; assigned unless given.");
    public static final Field<List<IpAddress>> LOAD_BALANCER_IP = Field.optional(
            "load-balancer-ip",
            ListShape.oneOrMore(Words.anyAddress(), 2),
            "The address it asks for, or one of each version of IP; a pool's first free one unless given.");
    public static final Field<ExternalTrafficPolicy> EXTERNAL_TRAFFIC_POLICY = Field.optional(
            "external-traffic-policy",
            Scalars.oneOf("a traffic policy", List.of(ExternalTrafficPolicy.values()), ExternalTrafficPolicy::word),
            "Which backends serve outside traffic; Cluster unless given.");
    public static final ObjectShape SERVICE = ObjectShape.named("service", "a service", "A Kubernetes service.")
            .with(NAMESPACE, TYPE, SELECTOR, SERVICE_OF, PORTS, IP_FAMILY_POLICY, IP_FAMILIES)
            .with(CLUSTER_IP, LOAD_BALANCER_IP, EXTERNAL_TRAFFIC_POLICY);

    // ingress
    public static final Field<Double> LIMIT_RATE =
            Field.required("rate", Quantities.frequency(), "Requests a second or a minute that always pass.");
    public static final Field<Long> LIMIT_BURST = Field.optional(
            "burst",
            Scalars.integer(0, 1_000_000),
            "Requests above the rate that still pass; five times the requests a second unless given.");
    public static final Field<Long> LIMIT_STATUS = Field.optional(
            "status",
            Scalars.integer("a status from 400 to 599", 400, 599),
            "What a refused request gets; 503 unless given.");
    public static final ObjectShape RATE_LIMIT = ObjectShape.named(
                    "rate-limit", "a rate limit", "A request limit per client address and replica, as nginx counts it.")
            .with(LIMIT_RATE, LIMIT_BURST, LIMIT_STATUS);
    public static final Field<String> HOST = Field.optional(
            "host", Scalars.matching("a host name", "[a-z0-9.-]+"), "The Host header it is for; any unless given.");
    public static final Field<String> PATH = Field.optional(
            "path",
            Scalars.matching("a path that begins with a slash", "/[!-~]*"),
            "The path it is for; / unless given.");
    public static final Field<PathKind> PATH_TYPE = Field.optional(
            "path-type",
            Scalars.oneOf("a path type", List.of(PathKind.values()), PathKind::word),
            "How the path is compared; prefix unless given.");
    public static final Field<String> REWRITE = Field.optional(
            "rewrite",
            Scalars.matching("a path that begins with a slash", "/[!-~]*"),
            "The path sent on; $1 to $9 are the groups of a regex path.");
    public static final Field<String> RULE_SERVICE = Field.needed(
            "service",
            Scalars.matching("a service such as web1 or web1:80", "[a-z0-9-]+(?:\\.[a-z0-9-]+)?(?::[0-9]{1,5})?"),
            "Where requests go: a service and its port (80 unless given).");
    public static final Field<Limit> LIMIT =
            Field.optional("rate-limit", limit(), "How many requests a client may send.");
    public static final ObjectShape RULE = ObjectShape.named(
                    "ingress-rule",
                    "an ingress rule",
                    "Which requests go to which service; the first rule that matches wins.")
            .with(HOST, PATH, PATH_TYPE, REWRITE, RULE_SERVICE, LIMIT);
    public static final Field<List<Named<Values>>> RULES = Field.optional(
            "rules",
            MapShape.of("a mapping from names to ingress rules", Words.name("a rule's name"), RULE, 1_000),
            "The rules, in order.");
    public static final Field<String> CONTROLLER = Field.optional(
            "controller",
            Words.name("a deployment's name"),
            "The deployment that routes; ingress-nginx-controller unless given. If there is none of that name, it and a LoadBalancer service of the same name are made.");
    public static final ObjectShape INGRESS = ObjectShape.named(
                    "ingress", "ingress settings", "An ingress controller behind a service of its own.")
            .with(CONTROLLER, NAMESPACE, RULES);

    // the whole
    public static final Field<String> NAME =
            Field.optional("name", Words.name("a cluster's name"), "The cluster's name; the network's unless given.");
    public static final Field<String> NETWORK =
            Field.needed("network", Words.name("a network's name"), "The segment on which the nodes meet.");
    public static final Field<CiliumVersion> CILIUM = Field.optional(
            "cilium",
            Scalars.oneOf("a Cilium release in quotes", List.of(CiliumVersion.values()), CiliumVersion::word),
            "The release whose datapath the nodes follow; '1.10' unless given.");
    public static final Field<BackendAlgorithm> ALGORITHM = Field.optional(
            "algorithm",
            Scalars.oneOf("an algorithm", List.of(BackendAlgorithm.values()), BackendAlgorithm::word),
            "How a node chooses a backend; random unless given.");
    public static final Field<ForwardingMode> MODE = Field.optional(
            "mode",
            Scalars.oneOf("a mode", List.of(ForwardingMode.values()), ForwardingMode::word),
            "How a node hands a connection to a backend elsewhere; snat unless given.");
    public static final Field<Routing> ROUTING = Field.optional(
            "routing",
            Scalars.oneOf("a routing mode", List.of(Routing.values()), Routing::word),
            "How packets get to pods of other nodes; tunnel (VXLAN) unless given.");
    public static final Field<Boolean> XDP = Field.optional(
            "xdp", Scalars.yesOrNo(), "Load balancing in the driver's hook, ahead of tcpdump; false unless given.");
    public static final Field<Integer> MAGLEV_TABLE_SIZE =
            Field.optional("maglev-table-size", tableSize(), "Slots of the Maglev table; 16381 unless given.");
    public static final Field<String> KUBERNETES_VERSION =
            Field.optional("kubernetes-version", Scalars.text(LONG_TEXT), "What kubectl prints; v1.22.2 unless given.");
    public static final Field<String> OS_IMAGE =
            Field.optional("os-image", Scalars.text(LONG_TEXT), "What kubectl prints.");
    public static final Field<String> KERNEL_VERSION =
            Field.optional("kernel-version", Scalars.text(LONG_TEXT), "What kubectl prints.");
    public static final Field<String> CONTAINER_RUNTIME =
            Field.optional("container-runtime", Scalars.text(LONG_TEXT), "What kubectl prints.");
    public static final Field<List<IpPrefix>> CLUSTER_POD_CIDR = Field.optional(
            "pod-cidr",
            ListShape.oneOrMore(Words.anyPrefix(), 2),
            "The nodes' pod CIDRs come from here, a /24 each, of IPv6 a /120; 10.0.0.0/8 and fd00::/104 unless given.");
    public static final Field<List<IpPrefix>> SERVICE_CIDR = Field.optional(
            "service-cidr",
            ListShape.oneOrMore(Words.anyPrefix(), 2),
            "Where cluster IPs come from; 10.96.0.0/12 unless given. With one of IPv6 beside it the cluster is dual-stack.");
    public static final Field<Long> AGE = Field.optional(
            "age", Quantities.duration(), "How old the cluster is when the run starts; 7d3h unless given.");
    public static final Field<Values> BGP = Field.optional("bgp", SPEAKERS, "The nodes' BGP speakers.");
    public static final Field<List<Named<Values>>> POOLS = Field.optional(
            "pools",
            MapShape.of("a mapping from names to pools", Words.name("a pool's name"), POOL, 64),
            "Address pools by name.");
    public static final Field<List<Named<Values>>> DEPLOYMENTS = Field.optional(
            "deployments",
            MapShape.of("a mapping from names to deployments", Words.name("a deployment's name"), DEPLOYMENT, MANY),
            "Deployments by name; what a manifest says of the same name is kept where nothing is said here.");
    public static final Field<List<Named<Values>>> PODS = Field.optional(
            "pods",
            MapShape.of("a mapping from names to pods", Words.name("a pod's name"), POD, MANY),
            "Pods whose name, node or address is settled in advance.");
    public static final Field<List<Named<Values>>> SERVICES = Field.optional(
            "services",
            MapShape.of("a mapping from names to services", Words.name("a service's name"), SERVICE, MANY),
            "Services by name; what a manifest says of the same name is kept where nothing is said here.");
    public static final Field<Values> INGRESS_SETTINGS = Field.optional("ingress", INGRESS, "An ingress controller.");
    public static final Field<List<String>> MANIFESTS = Field.optional(
            "manifests",
            ListShape.oneOrMore(Words.path(), 64),
            "Kubernetes YAML: Deployment, Service, Ingress, and MetalLB's ConfigMap.");
    public static final ObjectShape CLUSTER = ObjectShape.named(
                    "cluster", "a cluster", "A Kubernetes cluster with Cilium on its nodes.")
            .with(NAME, NETWORK, CILIUM, ALGORITHM, MODE, ROUTING, XDP, MAGLEV_TABLE_SIZE)
            .with(KUBERNETES_VERSION, OS_IMAGE, KERNEL_VERSION, CONTAINER_RUNTIME, CLUSTER_POD_CIDR, SERVICE_CIDR, AGE)
            .with(BGP, POOLS, DEPLOYMENTS, PODS, SERVICES, INGRESS_SETTINGS, MANIFESTS);

    private ClusterKeys() {}

    /** A rate limit as the file gives it; null where nothing is said. */
    public record Limit(
            double requestsPerSecond,
            @Nullable Long burst,
            @Nullable Long status) {}

    private static Shape<Limit> limit() {
        return new EitherShape<Double, Values, Limit>(
                Quantities.frequency(),
                rate -> new Limit(rate, null, null),
                RATE_LIMIT,
                values -> new Limit(
                        values.require(LIMIT_RATE),
                        values.get(LIMIT_BURST).orElse(null),
                        values.get(LIMIT_STATUS).orElse(null)));
    }

    private static String familyWord(IpVersion version) {
        return version == IpVersion.IPV4 ? "IPv4" : "IPv6";
    }

    private static Shape<List<Named<String>>> labels() {
        return MapShape.of(
                "a mapping from label keys to values",
                Scalars.matching("a label's key", "[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,251}[A-Za-z0-9])?"),
                Scalars.matching("a label's value", "(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?"),
                64);
    }

    private static ScalarShape<Integer> tableSize() {
        return Scalars.integerOf("one of Cilium's table sizes (" + String.join(", ", TABLE_SIZES) + ")", TABLE_SIZES);
    }
}
