package io.sextant.cluster.node;

import io.sextant.cluster.kubernetes.Pod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Security identities: pods with the same labels share one, drawn by chance from 256 to 65535 as Cilium's are. */
final class Identities {

    private static final int FIRST = 256;
    private static final int LAST = 65_535;

    private final RandomGenerator random;
    private final String clusterName;
    private final TreeMap<String, Integer> byLabels = new TreeMap<>();
    private final TreeSet<Integer> taken = new TreeSet<>();

    Identities(RandomGenerator random, String clusterName) {
        this.random = random;
        this.clusterName = clusterName;
    }

    /** The labels Cilium knows the pod by, sorted. */
    List<String> labels(Pod pod) {
        List<String> labels = new ArrayList<>();
        pod.template().labels().forEach((key, value) -> labels.add("k8s:" + key + "=" + value));
        labels.add("k8s:io.cilium.k8s.policy.cluster=" + clusterName);
        labels.add("k8s:io.cilium.k8s.policy.serviceaccount=default");
        labels.add("k8s:io.kubernetes.pod.namespace=" + pod.name().namespace());
        labels.sort(Comparator.naturalOrder());
        return labels;
    }

    int of(Pod pod) {
        String key = String.join(";", labels(pod));
        Integer known = byLabels.get(key);
        if (known != null) {
            return known;
        }
        if (taken.size() > LAST - FIRST) {
            throw new IllegalStateException("no free security identity");
        }
        int number;
        do {
            number = FIRST + random.nextInt(LAST - FIRST + 1);
        } while (!taken.add(number));
        byLabels.put(key, number);
        return number;
    }
}
