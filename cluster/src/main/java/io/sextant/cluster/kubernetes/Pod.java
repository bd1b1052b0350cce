package io.sextant.cluster.kubernetes;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod.
 *
 * @param deployment the name of the deployment it belongs to, in its own namespace
 * @param nodeName null until scheduled
 * @param ips one of each version of IP the cluster has, the primary one first; before its sandbox exists, those settled
 * @param ready what the Ready condition says: whether endpoints may hold it
 * @param terminating whether it is marked for deletion
 */
public record Pod(
        ObjectName name,
        String deployment,
        PodTemplate template,
        @Nullable String nodeName,
        List<IpAddress> ips,
        PodPhase phase,
        boolean ready,
        boolean terminating,
        int restarts,
        long createdNanos)
        implements ApiObject {

    public Pod {
        ips = List.copyOf(ips);
    }

    /** {@code status.podIP}: its primary address, or null. */
    public @Nullable IpAddress ip() {
        return ips.isEmpty() ? null : ips.get(0);
    }

    /** Its address of one version, or null. */
    public @Nullable IpAddress ip(IpVersion version) {
        return ips.stream()
                .filter(address -> address.version() == version)
                .findFirst()
                .orElse(null);
    }

    /** The word kubectl prints under STATUS. */
    public String status() {
        if (terminating) {
            return "Terminating";
        }
        return switch (phase) {
            case PENDING -> nodeName == null ? "Pending" : "ContainerCreating";
            case RUNNING -> "Running";
            case FAILED -> "Error";
        };
    }

    public List<ContainerPort> ports() {
        return template.ports();
    }

    Pod onNode(String node) {
        return new Pod(name, deployment, template, node, ips, phase, ready, terminating, restarts, createdNanos);
    }

    Pod running(List<IpAddress> addresses, boolean isReady) {
        return new Pod(
                name,
                deployment,
                template,
                nodeName,
                addresses,
                PodPhase.RUNNING,
                isReady,
                terminating,
                restarts,
                createdNanos);
    }

    Pod withReady(boolean value) {
        return new Pod(name, deployment, template, nodeName, ips, phase, value, terminating, restarts, createdNanos);
    }

    /** A terminating pod is not ready: endpoints drop it as soon as it is marked. */
    Pod marked() {
        return new Pod(name, deployment, template, nodeName, ips, phase, false, true, restarts, createdNanos);
    }

    Pod restarting(PodPhase newPhase) {
        return new Pod(
                name, deployment, template, nodeName, ips, newPhase, false, terminating, restarts + 1, createdNanos);
    }
}
