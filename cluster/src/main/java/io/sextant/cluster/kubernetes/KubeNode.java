package io.sextant.cluster.kubernetes;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import java.util.List;
import java.util.Map;

/**
 * A node as the API knows it.
 *
 * @param roles as kubectl prints them, empty for none
 * @param internalIps one of each version of IP it has, the primary one first
 * @param podCidrs the blocks its pods' addresses come from, one of each version
 * @param unschedulable cordoned
 * @param ready what the Ready condition says; false once the control plane has lost it
 */
public record KubeNode(
        ObjectName name,
        String roles,
        List<IpAddress> internalIps,
        List<IpPrefix> podCidrs,
        Map<String, String> labels,
        KubernetesVersions versions,
        boolean unschedulable,
        boolean ready,
        long createdNanos)
        implements ApiObject {

    public KubeNode {
        internalIps = List.copyOf(internalIps);
        podCidrs = List.copyOf(podCidrs);
        labels = Labels.copyOf(labels);
    }

    /** Its primary address. */
    public IpAddress internalIp() {
        return internalIps.get(0);
    }

    /** {@code Ready}, {@code NotReady}, with {@code ,SchedulingDisabled} behind it when cordoned. */
    public String status() {
        return (ready ? "Ready" : "NotReady") + (unschedulable ? ",SchedulingDisabled" : "");
    }

    KubeNode withUnschedulable(boolean value) {
        return new KubeNode(name, roles, internalIps, podCidrs, labels, versions, value, ready, createdNanos);
    }

    KubeNode withReady(boolean value) {
        return new KubeNode(name, roles, internalIps, podCidrs, labels, versions, unschedulable, value, createdNanos);
    }
}
