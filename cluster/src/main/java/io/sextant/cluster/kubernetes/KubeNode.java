package io.sextant.cluster.kubernetes;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import java.util.Map;

/**
 * A node as the API knows it.
 *
 * @param roles as kubectl prints them, empty for none
 * @param podCidr the block its pods' addresses come from
 * @param unschedulable cordoned
 * @param ready what the Ready condition says; false once the control plane has lost it
 */
public record KubeNode(
        ObjectName name,
        String roles,
        Ipv4Address internalIp,
        Ipv4Prefix podCidr,
        Map<String, String> labels,
        KubernetesVersions versions,
        boolean unschedulable,
        boolean ready,
        long createdNanos)
        implements ApiObject {

    public KubeNode {
        labels = Labels.copyOf(labels);
    }

    /** {@code Ready}, {@code NotReady}, with {@code ,SchedulingDisabled} behind it when cordoned. */
    public String status() {
        return (ready ? "Ready" : "NotReady") + (unschedulable ? ",SchedulingDisabled" : "");
    }

    KubeNode withUnschedulable(boolean value) {
        return new KubeNode(name, roles, internalIp, podCidr, labels, versions, value, ready, createdNanos);
    }

    KubeNode withReady(boolean value) {
        return new KubeNode(name, roles, internalIp, podCidr, labels, versions, unschedulable, value, createdNanos);
    }
}
