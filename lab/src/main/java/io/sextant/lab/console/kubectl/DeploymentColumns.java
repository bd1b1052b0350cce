package io.sextant.lab.console.kubectl;

import io.sextant.cluster.kubernetes.Deployment;
import io.sextant.cluster.kubernetes.Labels;
import io.sextant.cluster.kubernetes.Pod;
import java.util.List;

/**
 * {@code kubectl get deployments}. The container's name is the image's, as {@code kubectl create deployment} gives it.
 *
 * @param pods all pods of the cluster
 */
record DeploymentColumns(List<Pod> pods, long nowNanos) implements Columns<Deployment> {

    @Override
    public List<String> header(boolean wide) {
        return Columns.join(
                wide,
                List.of("NAME", "READY", "UP-TO-DATE", "AVAILABLE", "AGE"),
                List.of("CONTAINERS", "IMAGES", "SELECTOR"));
    }

    @Override
    public List<String> cells(Deployment deployment, boolean wide) {
        List<Pod> own = pods.stream()
                .filter(pod -> pod.deployment().equals(deployment.name().name())
                        && pod.name().namespace().equals(deployment.name().namespace())
                        && !pod.terminating())
                .toList();
        String ready = Long.toString(own.stream().filter(Pod::ready).count());
        String image = deployment.template().image();
        return Columns.join(
                wide,
                List.of(
                        deployment.name().name(),
                        ready + "/" + deployment.replicas(),
                        Integer.toString(own.size()),
                        ready,
                        Columns.age(deployment, nowNanos)),
                List.of(
                        containerName(image),
                        image,
                        Labels.format(deployment.template().labels())));
    }

    private static String containerName(String image) {
        String last = image.substring(image.lastIndexOf('/') + 1);
        int colon = last.indexOf(':');
        return colon < 0 ? last : last.substring(0, colon);
    }
}
