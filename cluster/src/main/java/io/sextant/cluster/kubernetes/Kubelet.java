package io.sextant.cluster.kubernetes;

import io.sextant.protocol.address.IpAddress;
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
    private final List<PodAddresses> addresses;
    private final TreeMap<ObjectName, List<IpAddress>> sandboxes = new TreeMap<>();
    private boolean alive = true;
    /** Counts boots, so that what was begun before a power cut is not finished after it. */
    private int boot;

    Kubelet(
            String node,
            ApiStore store,
            Delay delay,
            KubernetesProfile profile,
            PodRuntime runtime,
            List<PodAddresses> addresses) {
        this.node = node;
        this.store = store;
        this.delay = delay;
        this.profile = profile;
        this.runtime = runtime;
        this.addresses = List.copyOf(addresses);
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
            inThisBoot(profile.podStartNanos(), "start-pod " + after.name(), () -> start(after.name(), after.ips()));
        }
    }

    private void start(ObjectName name, List<IpAddress> wanted) {
        Pod pod = store.pods().find(name).orElse(null);
        if (pod == null || pod.terminating() || sandboxes.containsKey(name)) {
            return;
        }
        List<IpAddress> ips =
                addresses.stream().map(pool -> pool.takeOne(wanted)).toList();
        sandboxes.put(name, ips);
        runtime.start(pod, ips);
        store.pods().put(pod.running(ips, true));
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
        List<IpAddress> ips = sandboxes.remove(pod.name());
        if (ips != null) {
            runtime.remove(pod);
            giveBack(ips);
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
            List<IpAddress> ips = sandboxes.get(pod.name());
            if (now != null && ips != null && !now.terminating()) {
                runtime.restart(now);
                store.pods().put(now.running(ips, true));
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
        sandboxes.values().forEach(this::giveBack);
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
                inThisBoot(profile.podStartNanos(), "start-pod " + pod.name(), () -> start(pod.name(), List.of()));
            }
        }
    }

    private void giveBack(List<IpAddress> ips) {
        for (IpAddress ip : ips) {
            addresses.forEach(pool -> pool.give(ip));
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
