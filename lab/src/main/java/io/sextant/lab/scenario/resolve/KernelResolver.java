package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.language.KernelKeys;
import io.sextant.lab.scenario.language.TopologyKeys;
import io.sextant.lab.scenario.shape.Field;
import io.sextant.lab.scenario.shape.Values;
import io.sextant.lab.scenario.topology.KernelProfile;
import io.sextant.lab.scenario.topology.KernelSpec;
import io.sextant.lab.scenario.topology.NodeKind;
import io.sextant.lab.scenario.topology.NodeSpec;
import io.sextant.lab.scenario.topology.ReversePathFilter;
import io.sextant.lab.scenario.topology.SharingModel;
import io.sextant.lab.scenario.topology.SharingSpec;
import io.sextant.lab.yaml.Problems;
import io.sextant.topology.ecmp.HashFields;
import io.sextant.topology.ecmp.HashPolicy;
import io.sextant.topology.ecmp.Predictability;
import java.util.List;
import java.util.Optional;

/** A node's kernel, and what of it a real one would not do or could not be held to. */
final class KernelResolver {

    private static final int BUCKETS = 64;
    private static final long IDLE_NANOS = 120_000_000_000L;

    private final Problems problems;

    KernelResolver(Problems problems) {
        this.problems = problems;
    }

    KernelSpec kernel(Values values, NodeKind kind) {
        Optional<Values> given = values.get(TopologyKeys.KERNEL_SETTINGS);
        KernelProfile profile = of(given, KernelKeys.PROFILE).orElse(KernelProfile.LINUX_6_1);
        boolean forwards = kind == NodeKind.FRR_ROUTER || kind == NodeKind.K8S_NODE;
        KernelSpec kernel = new KernelSpec(
                profile,
                of(given, KernelKeys.FORWARDING).orElse(forwards),
                of(given, KernelKeys.RP_FILTER).orElse(ReversePathFilter.OFF),
                of(given, KernelKeys.HASH_POLICY).map(Math::toIntExact).orElse(0),
                of(given, KernelKeys.HASH_FIELDS).orElse(HashFields.DEFAULT),
                of(given, KernelKeys.HASH_SEED).orElse(null),
                of(given, KernelKeys.NEXTHOP_OBJECTS).orElse(profile.hasNexthopObjects()),
                of(given, KernelKeys.USE_NEIGH).orElse(false),
                of(given, KernelKeys.IGNORE_LINKDOWN).orElse(false),
                of(given, KernelKeys.SOCKET_HASH).orElse(false),
                sharing(values, given, kind));
        given.ifPresent(settings -> check(settings, kernel));
        return kernel;
    }

    private static <T> Optional<T> of(Optional<Values> given, Field<T> field) {
        return given.flatMap(values -> values.get(field));
    }

    private SharingSpec sharing(Values node, Optional<Values> kernel, NodeKind kind) {
        Optional<Values> group = of(kernel, KernelKeys.NEXTHOP_GROUP);
        Optional<Values> model = node.get(KernelKeys.SHARING_SETTINGS);
        if (group.isPresent() && kind != NodeKind.FRR_ROUTER) {
            problems.error(group.get().position(), "only an frr-router has groups that zebra makes; see 'nexthops'");
        }
        if (group.isPresent() && model.isPresent()) {
            problems.error(
                    group.get().position(), "what is not a Linux ('forwarding') has no kernel's 'nexthop-group'");
        }
        return model.map(values -> sharing(values, values.require(KernelKeys.MODEL)))
                .or(() -> group.map(values -> sharing(values, values.require(KernelKeys.GROUP_TYPE))))
                .orElse(SharingSpec.LINUX);
    }

    private SharingSpec sharing(Values values, SharingModel model) {
        boolean hasBuckets = model == SharingModel.RESILIENT_ROUTER_GROUPS || model == SharingModel.RESILIENT_HARDWARE;
        if (!hasBuckets && values.has(KernelKeys.GROUP_BUCKETS)) {
            problems.error(values.position(KernelKeys.GROUP_BUCKETS), "no buckets without a resilient group");
        }
        boolean timers = model == SharingModel.RESILIENT_ROUTER_GROUPS;
        return new SharingSpec(
                model,
                values.get(KernelKeys.GROUP_BUCKETS).map(Math::toIntExact).orElse(BUCKETS),
                timers ? values.get(KernelKeys.IDLE_TIMER).orElse(IDLE_NANOS) : 0,
                timers ? values.get(KernelKeys.UNBALANCED_TIMER).orElse(0L) : 0);
    }

    /** Whoever sets how flows are hashed is told where a real kernel would not agree with the lab, or not even know the word. */
    private void check(Values given, KernelSpec kernel) {
        var release = release(kernel);
        HashPolicy policy = HashPolicy.of(kernel.hashPolicy());
        if (!release.knows(policy)) {
            problems.error(
                    given.position(KernelKeys.HASH_POLICY),
                    release.name() + " has hash policies 0 to " + release.highestPolicy());
            return;
        }
        if (kernel.nexthopObjects() && !release.nexthopObjects()) {
            problems.error(given.position(KernelKeys.NEXTHOP_OBJECTS), release.name() + " has no next-hop objects");
        }
        for (Field<?> field : new Field<?>[] {KernelKeys.HASH_SEED, KernelKeys.HASH_FIELDS, KernelKeys.HASH_POLICY}) {
            if (given.get(field).isPresent()) {
                if (predictability(kernel) instanceof Predictability.Unpredictable unpredictable) {
                    problems.warning(
                            given.position(field),
                            "a real machine may choose other next hops: "
                                    + unpredictable.reason().sentence());
                }
                return;
            }
        }
    }

    /** Policy 1 takes the hash a packet carries, and some packets carry one that their socket drew at random. */
    void checkCarriedHashes(Values node, NodeSpec router, List<NodeSpec> all) {
        List<String> senders = all.stream()
                .filter(each ->
                        !each.name().equals(router.name()) && each.kernel().socketHash())
                .map(NodeSpec::name)
                .toList();
        Optional<Values> given = node.get(TopologyKeys.KERNEL_SETTINGS);
        boolean takes = router.kernel().forwarding() && router.kernel().hashPolicy() == 1;
        if (takes && !senders.isEmpty() && given.isPresent()) {
            problems.warning(
                    given.get().position(KernelKeys.HASH_POLICY),
                    "packets from " + (senders.size() > 3 ? senders.size() + " nodes" : String.join(", ", senders))
                            + " are hashed by chance: " + Predictability.Reason.CARRIED_HASH.sentence());
        }
    }

    private static Predictability predictability(KernelSpec kernel) {
        Long seed = kernel.hashSeed();
        return Predictability.of(
                release(kernel),
                HashPolicy.of(kernel.hashPolicy()),
                kernel.hashFields(),
                seed == null ? 0 : seed.intValue(),
                Predictability.PacketOrigin.FORWARDED,
                false);
    }

    private static io.sextant.topology.ecmp.KernelProfile release(KernelSpec kernel) {
        return io.sextant.topology.ecmp.KernelProfile.find(kernel.profile().release())
                .orElseThrow(() -> new IllegalStateException("no profile " + kernel.profile()));
    }
}
