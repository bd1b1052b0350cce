package io.sextant.lab.scenario.language;

import io.sextant.lab.scenario.shape.Field;
import io.sextant.lab.scenario.shape.ListShape;
import io.sextant.lab.scenario.shape.ObjectShape;
import io.sextant.lab.scenario.shape.Placed;
import io.sextant.lab.scenario.shape.PlacedShape;
import io.sextant.lab.scenario.shape.Quantities;
import io.sextant.lab.scenario.shape.Scalars;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.scenario.topology.KernelProfile;
import io.sextant.lab.scenario.topology.ReversePathFilter;
import io.sextant.lab.scenario.topology.SharingModel;
import java.util.List;

/** The keys under a node's {@code kernel} and {@code forwarding}. */
public final class KernelKeys {

    public static final Field<KernelProfile> PROFILE = Field.optional(
            "profile",
            Scalars.oneOf("a kernel", List.of(KernelProfile.values()), KernelProfile::word),
            "The release whose habits it follows; linux-6.1 unless given.");
    public static final Field<Boolean> FORWARDING = Field.optional(
            "forwarding", Scalars.yesOrNo(), "net.ipv4.ip_forward; true on routers and Kubernetes nodes unless given.");
    public static final Field<ReversePathFilter> RP_FILTER = Field.optional(
            "rp-filter",
            Scalars.oneOf("a reverse path filter", List.of(ReversePathFilter.values()), ReversePathFilter::word),
            "net.ipv4.conf.all.rp_filter; off unless given.");
    public static final Field<Long> HASH_POLICY = Field.optional(
            "hash-policy",
            Scalars.integer(0, 3),
            "net.ipv4.fib_multipath_hash_policy: 0 hashes addresses, 1 ports too, 2 looks into tunnels, 3 hashes"
                    + " hash-fields; 0 unless given.");
    public static final Field<Integer> HASH_FIELDS = Field.optional(
            "hash-fields",
            Scalars.integerOrText("bits such as 0x37, up to 0xfff", "0x[0-9a-f]{1,3}", 0, 0xFFF, Integer::decode),
            "net.ipv4.fib_multipath_hash_fields for policy 3: source 1, destination 2, protocol 4, flow label 8, ports 0x10"
                    + " and 0x20, of an inner packet 64 times that; 0x7 unless given.");
    public static final Field<Long> HASH_SEED = Field.optional(
            "hash-seed",
            Scalars.integer("a seed from 1 to 4294967295", 1, 0xFFFF_FFFFL),
            "net.ipv4.fib_multipath_hash_seed; drawn from the scenario's seed unless given.");
    public static final Field<Boolean> NEXTHOP_OBJECTS = Field.optional(
            "nexthop-objects",
            Scalars.yesOrNo(),
            "Whether zebra installs next-hop objects; true from linux-6.1 on unless given.");
    public static final Field<Boolean> USE_NEIGH =
            Field.optional("use-neigh", Scalars.yesOrNo(), "net.ipv4.fib_multipath_use_neigh; false unless given.");
    public static final Field<Boolean> IGNORE_LINKDOWN = Field.optional(
            "ignore-linkdown", Scalars.yesOrNo(), "net.ipv4.conf.all.ignore_routes_with_linkdown; false unless given.");
    public static final Field<Boolean> SOCKET_HASH = Field.optional(
            "socket-hash",
            Scalars.yesOrNo(),
            "Whether packets of its sockets carry a random hash to the next machine, as veth does in containerlab, where"
                    + " policy 1 takes it; false unless given.");
    public static final Field<SharingModel> GROUP_TYPE = Field.needed(
            "type",
            Scalars.oneOf(
                    "a type of group",
                    List.of(SharingModel.LINUX, SharingModel.RESILIENT_ROUTER_GROUPS),
                    model -> model == SharingModel.LINUX ? "hash-threshold" : model.word()),
            "hash-threshold, as zebra makes them; resilient asks what if it made those and edited them in place.");
    public static final Field<Long> GROUP_BUCKETS = Field.optional(
            "buckets", Scalars.integer("a number of buckets from 1 to 65535", 1, 65_535), "Buckets; 64 unless given.");
    public static final Field<Long> IDLE_TIMER = Field.optional(
            "idle-timer",
            Quantities.duration(),
            "How long a bucket is unused before it may move to another member; 120s unless given.");
    public static final Field<Long> UNBALANCED_TIMER = Field.optional(
            "unbalanced-timer",
            Quantities.duration(),
            "After how long buckets in use move too; 0s, which means never, unless given.");
    public static final ObjectShape NEXTHOP_GROUP_SHAPE = ObjectShape.named(
                    "nexthop-group", "a kind of group", "What the groups are that zebra makes of BGP's paths.")
            .with(GROUP_TYPE, GROUP_BUCKETS, IDLE_TIMER, UNBALANCED_TIMER);
    public static final Field<Values> NEXTHOP_GROUP =
            Field.optional("nexthop-group", NEXTHOP_GROUP_SHAPE, "Only on an frr-router; hash-threshold unless given.");
    public static final ObjectShape KERNEL = ObjectShape.named(
                    "kernel", "kernel settings", "A node's kernel and the settings of it that decide about packets.")
            .with(
                    PROFILE,
                    FORWARDING,
                    RP_FILTER,
                    HASH_POLICY,
                    HASH_FIELDS,
                    HASH_SEED,
                    NEXTHOP_OBJECTS,
                    USE_NEIGH,
                    IGNORE_LINKDOWN,
                    SOCKET_HASH,
                    NEXTHOP_GROUP);

    // a router that is no Linux
    public static final Field<SharingModel> MODEL = Field.needed(
            "model",
            Scalars.oneOf(
                    "a model",
                    List.of(
                            SharingModel.LINUX,
                            SharingModel.MODULO_N,
                            SharingModel.RENDEZVOUS,
                            SharingModel.RESILIENT_HARDWARE),
                    SharingModel::word),
            "How flows are shared: linux bit for bit, the others in their behaviour only.");
    public static final ObjectShape SHARING = ObjectShape.named(
                    "forwarding", "a way of forwarding", "How a router shares flows among the next hops BGP gives it.")
            .with(MODEL, GROUP_BUCKETS);

    public static final Field<List<Placed<String>>> NEXTHOPS = Field.optional(
            "nexthops",
            ListShape.of(new PlacedShape<>(Scalars.text(4_000)), 0, 1_000),
            "Next-hop objects in the words of 'ip nexthop add', such as id 9 group 1/2 type resilient buckets 64; routes"
                    + " name them by nhid.");
    public static final Field<Values> SHARING_SETTINGS =
            Field.optional("forwarding", SHARING, "What it is if not a Linux; only on an frr-router.");

    private KernelKeys() {}
}
