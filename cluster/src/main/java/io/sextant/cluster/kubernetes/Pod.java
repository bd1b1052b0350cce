package io.sextant.cluster.kubernetes;

import io.sextant.protocol.address.Ipv4Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod.
 *
 * @param deployment the name of the deployment it belongs to, in its own namespace
 * @param nodeName null until scheduled
 * @param ip null until its sandbox exists
 * @param ready what the Ready condition says: whether endpoints may hold it
 * @param terminating whether it is marked for deletion
 */
public record Pod(
        ObjectName name,
        String deployment,
        PodTemplate template,
        @Nullable String nodeName,
        @Nullable Ipv4Address ip,
        PodPhase phase,
        boolean ready,
        boolean terminating,
        int restarts,
        long createdNanos)
        implements ApiObject {

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
        return new Pod(name, deployment, template, node, ip, phase, ready, terminating, restarts, createdNanos);
    }

    Pod running(Ipv4Address address, boolean isReady) {
        return new Pod(
                name,
                deployment,
                template,
                nodeName,
                address,
                PodPhase.RUNNING,
                isReady,
                terminating,
                restarts,
                createdNanos);
    }

    Pod withReady(boolean value) {
        return new Pod(name, deployment, template, nodeName, ip, phase, value, terminating, restarts, createdNanos);
    }

    /** A terminating pod is not ready: endpoints drop it as soon as it is marked. */
    Pod marked() {
        return new Pod(name, deployment, template, nodeName, ip, phase, false, true, restarts, createdNanos);
    }

    Pod restarting(PodPhase newPhase) {
        return new Pod(
                name, deployment, template, nodeName, ip, newPhase, false, terminating, restarts + 1, createdNanos);
    }
}
