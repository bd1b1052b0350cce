package io.sextant.lab.console.kubectl;

import io.sextant.cluster.kubernetes.KubeNode;
import io.sextant.cluster.kubernetes.KubernetesVersions;
import java.util.List;

/** {@code kubectl get nodes}. */
record NodeColumns(long nowNanos) implements Columns<KubeNode> {

    @Override
    public List<String> header(boolean wide) {
        return Columns.join(
                wide,
                List.of("NAME", "STATUS", "ROLES", "AGE", "VERSION"),
                List.of("INTERNAL-IP", "EXTERNAL-IP", "OS-IMAGE", "KERNEL-VERSION", "CONTAINER-RUNTIME"));
    }

    @Override
    public List<String> cells(KubeNode node, boolean wide) {
        KubernetesVersions versions = node.versions();
        return Columns.join(
                wide,
                List.of(
                        node.name().name(),
                        node.status(),
                        node.roles().isEmpty() ? NONE : node.roles(),
                        Columns.age(node, nowNanos),
                        versions.kubernetes()),
                List.of(
                        node.internalIp().toString(),
                        NONE,
                        versions.osImage(),
                        versions.kernel(),
                        versions.containerRuntime()));
    }
}
