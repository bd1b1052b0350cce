package io.sextant.cluster.kubernetes;

/** What {@code kubectl get nodes -o wide} prints about the nodes. */
public record KubernetesVersions(String kubernetes, String osImage, String kernel, String containerRuntime) {

    /** Of the article's time; the distribution and kernel are our reading of its printouts, not stated there. */
    public static final KubernetesVersions ARTICLE =
            new KubernetesVersions("v1.22.3", "Ubuntu 20.04.3 LTS", "5.11.0-38-generic", "containerd://1.5.5");
}
