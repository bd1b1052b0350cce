package io.sextant.lab.console.kubectl;

import io.sextant.cluster.kubernetes.Pod;
import io.sextant.protocol.address.IpAddress;
import java.util.List;

/** {@code kubectl get pods}. A pod has one container here. */
record PodColumns(long nowNanos) implements Columns<Pod> {

    @Override
    public List<String> header(boolean wide) {
        return Columns.join(
                wide,
                List.of("NAME", "READY", "STATUS", "RESTARTS", "AGE"),
                List.of("IP", "NODE", "NOMINATED NODE", "READINESS GATES"));
    }

    @Override
    public List<String> cells(Pod pod, boolean wide) {
        IpAddress ip = pod.ip();
        String node = pod.nodeName();
        return Columns.join(
                wide,
                List.of(
                        pod.name().name(),
                        pod.ready() ? "1/1" : "0/1",
                        pod.status(),
                        Integer.toString(pod.restarts()),
                        Columns.age(pod, nowNanos)),
                List.of(ip == null ? NONE : ip.toString(), node == null ? NONE : node, NONE, NONE));
    }
}
