package io.sextant.lab.scenario.cluster;

/** What {@code kubectl get nodes -o wide} prints about the nodes. */
public record KubernetesVersions(String kubernetes, String osImage, String kernel, String containerRuntime) {}
