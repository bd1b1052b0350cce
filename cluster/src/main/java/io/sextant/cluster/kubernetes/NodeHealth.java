package io.sextant.cluster.kubernetes;

import io.sextant.engine.Scheduler;
import io.sextant.engine.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The node lifecycle controller. Instead of a lease every ten seconds it computes which lease was the last one seen:
 * the node turns NotReady at the first look at the leases that finds it unchanged for the grace period.
 */
final class NodeHealth {

    private final ApiStore store;
    private final Scheduler scheduler;
    private final KubernetesProfile profile;
    private final TreeMap<String, Long> leasePhaseNanos = new TreeMap<>();
    private final TreeMap<String, List<Timer>> pending = new TreeMap<>();

    NodeHealth(ApiStore store, Scheduler scheduler, KubernetesProfile profile) {
        this.store = store;
        this.scheduler = scheduler;
        this.profile = profile;
    }

    /** Leases of different nodes are spread over the interval, in the order the nodes joined. */
    void register(String node) {
        leasePhaseNanos.put(node, leasePhaseNanos.size() * 1_300_000_000L % profile.leaseNanos());
    }

    /** Its kubelet has fallen silent. */
    void silent(String node) {
        long nowNanos = scheduler.nanos();
        long phase = leasePhaseNanos.getOrDefault(node, 0L);
        long lastLease = phase + Math.floorDiv(nowNanos - phase, profile.leaseNanos()) * profile.leaseNanos();
        long seen = -Math.floorDiv(-lastLease, profile.nodeMonitorNanos()) * profile.nodeMonitorNanos();
        long lostNanos = Math.max(nowNanos, seen + profile.nodeGraceNanos());
        List<Timer> timers = pending.computeIfAbsent(node, name -> new ArrayList<>());
        timers.add(scheduler.at(lostNanos, "node-not-ready " + node, () -> lose(node)));
        timers.add(scheduler.at(lostNanos + profile.tolerationNanos(), "evict-pods " + node, () -> evict(node)));
    }

    /** Its kubelet reports again. */
    void back(String node) {
        List<Timer> timers = pending.remove(node);
        if (timers != null) {
            timers.forEach(Timer::cancel);
        }
        KubeNode known = store.nodes().require(ObjectName.clusterWide(node));
        store.nodes().put(known.withReady(true));
    }

    private void lose(String node) {
        store.nodes().put(store.nodes().require(ObjectName.clusterWide(node)).withReady(false));
        for (Pod pod : podsOn(node)) {
            store.pods().put(pod.withReady(false));
        }
    }

    private void evict(String node) {
        for (Pod pod : podsOn(node)) {
            if (!pod.terminating()) {
                store.pods().put(pod.marked());
            }
        }
    }

    private List<Pod> podsOn(String node) {
        return store.pods().list().stream()
                .filter(pod -> node.equals(pod.nodeName()))
                .toList();
    }
}
