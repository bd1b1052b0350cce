package io.sextant.cluster.kubernetes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Keeps as many pods of each deployment as it asks for (Deployment and ReplicaSet controllers in one). */
final class DeploymentController {

    /** Kubernetes' alphabet for generated names: no vowels, no look-alikes. */
    private static final String NAME_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

    private final ApiStore store;
    private final Delay delay;
    private final RandomGenerator names;
    private final TreeMap<ObjectName, Deque<PodPlan>> plans = new TreeMap<>();

    DeploymentController(ApiStore store, Delay delay, RandomGenerator names) {
        this.store = store;
        this.delay = delay;
        this.names = names;
        store.deployments().watch((before, after) -> {
            if (after != null) {
                reconcile(after.name());
            }
        });
        store.pods().watch(this::onPod);
    }

    void plan(PodPlan plan) {
        plans.computeIfAbsent(plan.deployment(), name -> new ArrayDeque<>()).add(plan);
    }

    private void onPod(@Nullable Pod before, @Nullable Pod after) {
        boolean left = after == null || after.terminating() && before != null && !before.terminating();
        Pod pod = after == null ? before : after;
        if (left && pod != null) {
            reconcile(new ObjectName(pod.name().namespace(), pod.deployment()));
        }
    }

    /** Terminating pods do not count: their replacements are made at once. */
    private void reconcile(ObjectName name) {
        Deployment deployment = store.deployments().find(name).orElse(null);
        if (deployment == null) {
            return;
        }
        List<Pod> active = activePods(deployment);
        for (int i = active.size(); i < deployment.replicas(); i++) {
            create(deployment);
        }
        active.sort(Comparator.comparing(Pod::ready)
                .thenComparing(Comparator.comparingLong(Pod::createdNanos).reversed())
                .thenComparing(Comparator.comparing(Pod::name).reversed()));
        for (int i = 0; i < active.size() - deployment.replicas(); i++) {
            store.pods().put(active.get(i).marked());
        }
    }

    private List<Pod> activePods(Deployment deployment) {
        List<Pod> active = new ArrayList<>();
        for (Pod pod : store.pods().list()) {
            if (!pod.terminating()
                    && pod.deployment().equals(deployment.name().name())
                    && pod.name().namespace().equals(deployment.name().namespace())) {
                active.add(pod);
            }
        }
        return active;
    }

    private void create(Deployment deployment) {
        Deque<PodPlan> planned = plans.getOrDefault(deployment.name(), new ArrayDeque<>());
        PodPlan plan = planned.poll();
        String prefix = deployment.name().name() + "-" + deployment.templateHash() + "-";
        long createdNanos = delay.isStarted() ? delay.nowNanos() : deployment.createdNanos();
        Pod pod;
        do {
            String name = plan != null ? plan.name() : prefix + suffix();
            pod = new Pod(
                    new ObjectName(deployment.name().namespace(), name),
                    deployment.name().name(),
                    deployment.template(),
                    plan == null ? null : plan.node(),
                    plan == null ? List.of() : plan.ips(),
                    PodPhase.PENDING,
                    false,
                    false,
                    0,
                    createdNanos);
        } while (plan == null && store.pods().find(pod.name()).isPresent());
        store.pods().put(pod);
    }

    private String suffix() {
        StringBuilder text = new StringBuilder(5);
        for (int i = 0; i < 5; i++) {
            text.append(NAME_LETTERS.charAt(names.nextInt(NAME_LETTERS.length())));
        }
        return text.toString();
    }
}
