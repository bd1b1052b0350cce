package io.sextant.cluster.kubernetes;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives pods their nodes. Never by chance: a deployment's own list is dealt out in order; without one the node with the
 * fewest pods is taken, the first by name among equals. Cordoned and lost nodes get none.
 */
final class PodScheduler {

    private final ApiStore store;
    private final TreeMap<ObjectName, Integer> dealt = new TreeMap<>();

    PodScheduler(ApiStore store, Delay delay, KubernetesProfile profile) {
        this.store = store;
        long schedulingNanos = profile.schedulingNanos();
        store.pods().watch((before, after) -> {
            if (before == null && after != null && after.nodeName() == null) {
                delay.run(schedulingNanos, "schedule-pod " + after.name(), () -> schedule(after.name()));
            }
        });
        store.nodes().watch((before, after) -> retryPending());
    }

    private void retryPending() {
        for (Pod pod : store.pods().list()) {
            if (pod.nodeName() == null && !pod.terminating()) {
                schedule(pod.name());
            }
        }
    }

    private void schedule(ObjectName name) {
        Pod pod = store.pods().find(name).orElse(null);
        if (pod == null || pod.nodeName() != null || pod.terminating()) {
            return;
        }
        String node = choose(pod);
        if (node != null) {
            store.pods().put(pod.onNode(node));
        }
    }

    private @Nullable String choose(Pod pod) {
        ObjectName owner = new ObjectName(pod.name().namespace(), pod.deployment());
        List<String> listed =
                store.deployments().find(owner).map(Deployment::nodes).orElse(List.of());
        return listed.isEmpty() ? emptiest() : nextDealt(owner, listed);
    }

    private @Nullable String nextDealt(ObjectName owner, List<String> listed) {
        int start = dealt.getOrDefault(owner, 0);
        for (int i = 0; i < listed.size(); i++) {
            int place = (start + i) % listed.size();
            if (isOpen(listed.get(place))) {
                dealt.put(owner, place + 1);
                return listed.get(place);
            }
        }
        return null;
    }

    private @Nullable String emptiest() {
        String best = null;
        long fewest = Long.MAX_VALUE;
        for (KubeNode node : store.nodes().list()) {
            String name = node.name().name();
            long pods = store.pods().list().stream()
                    .filter(pod -> name.equals(pod.nodeName()))
                    .count();
            if (pods < fewest && isOpen(name) && !node.roles().contains("control-plane")) {
                fewest = pods;
                best = name;
            }
        }
        return best;
    }

    private boolean isOpen(String name) {
        return store.nodes()
                .find(ObjectName.clusterWide(name))
                .filter(node -> node.ready() && !node.unschedulable())
                .isPresent();
    }
}
