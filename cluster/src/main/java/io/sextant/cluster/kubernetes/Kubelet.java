package io.sextant.cluster.kubernetes;

import io.sextant.protocol.address.Ipv4Address;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs the pods of one node as the store asks, and reports what became of them. Falls silent with its node. */
final class Kubelet {

    private final String node;
    private final ApiStore store;
    private final Delay delay;
    private final KubernetesProfile profile;
    private final PodRuntime runtime;
    private final PodAddresses addresses;
    private final TreeMap<ObjectName, Ipv4Address> sandboxes = new TreeMap<>();
    private boolean alive = true;
    /** Counts boots, so that what was begun before a power cut is not finished after it. */
    private int boot;

    Kubelet(
            String node,
            ApiStore store,
            Delay delay,
            KubernetesProfile profile,
            PodRuntime runtime,
            PodAddresses addresses) {
        this.node = node;
        this.store = store;
        this.delay = delay;
        this.profile = profile;
        this.runtime = runtime;
        this.addresses = addresses;
        store.pods().watch(this::onPod);
    }

    boolean isAlive() {
        return alive;
    }

    private void onPod(@Nullable Pod before, @Nullable Pod after) {
        if (!alive || after == null || !node.equals(after.nodeName())) {
            return;
        }
        boolean isNew = before == null || before.nodeName() == null;
        if (after.terminating()) {
            if (before == null || !before.terminating()) {
                terminate(after);
            }
        } else if (isNew && after.phase() == PodPhase.PENDING) {
            inThisBoot(profile.podStartNanos(), "start-pod " + after.name(), () -> start(after.name(), after.ip()));
        }
    }

    private void start(ObjectName name, @Nullable Ipv4Address wanted) {
        Pod pod = store.pods().find(name).orElse(null);
        if (pod == null || pod.terminating() || sandboxes.containsKey(name)) {
            return;
        }
        Ipv4Address ip = addresses.take(wanted);
        sandboxes.put(name, ip);
        runtime.start(pod, ip);
        store.pods().put(pod.running(ip, true));
    }

    private void terminate(Pod pod) {
        if (!sandboxes.containsKey(pod.name())) {
            store.pods().remove(pod.name());
            return;
        }
        runtime.terminate(pod, () -> inThisBoot(0, "pod-exited " + pod.name(), () -> gone(pod)));
        inThisBoot(profile.terminationGraceNanos(), "kill-pod " + pod.name(), () -> {
            if (sandboxes.containsKey(pod.name())) {
                runtime.kill(pod);
                gone(pod);
            }
        });
    }

    private void gone(Pod pod) {
        Ipv4Address ip = sandboxes.remove(pod.name());
        if (ip != null) {
            runtime.remove(pod);
            addresses.give(ip);
            store.pods().remove(pod.name());
        }
    }

    /** The container dies; it is started again in the same sandbox after the profile's restart delay. */
    void killContainer(Pod pod) {
        if (!alive || !sandboxes.containsKey(pod.name())) {
            return;
        }
        runtime.kill(pod);
        store.pods().put(pod.restarting(PodPhase.FAILED));
        inThisBoot(profile.restartNanos(), "restart-pod " + pod.name(), () -> {
            Pod now = store.pods().find(pod.name()).orElse(null);
            Ipv4Address ip = sandboxes.get(pod.name());
            if (now != null && ip != null && !now.terminating()) {
                runtime.restart(now);
                store.pods().put(now.running(ip, true));
            }
        });
    }

    /** The node's power is cut: namespaces vanish without a word, and nobody tells the API server. */
    void powerOff() {
        alive = false;
        boot++;
        for (ObjectName name : List.copyOf(sandboxes.keySet())) {
            store.pods().find(name).ifPresent(runtime::remove);
        }
        sandboxes.values().forEach(addresses::give);
        sandboxes.clear();
    }

    /** Kubelet runs again: pods that are still wanted get a new sandbox and address, the others are let go. */
    void powerOn() {
        alive = true;
        for (Pod pod : store.pods().list()) {
            if (!node.equals(pod.nodeName())) {
                continue;
            }
            if (pod.terminating()) {
                store.pods().remove(pod.name());
            } else {
                store.pods().put(pod.restarting(PodPhase.PENDING));
                inThisBoot(profile.podStartNanos(), "start-pod " + pod.name(), () -> start(pod.name(), null));
            }
        }
    }

    private void inThisBoot(long delayNanos, String label, Runnable action) {
        int begun = boot;
        delay.run(delayNanos, label, () -> {
            if (boot == begun) {
                action.run();
            }
        });
    }
}
