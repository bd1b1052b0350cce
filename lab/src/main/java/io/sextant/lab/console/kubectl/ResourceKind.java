package io.sextant.lab.console.kubectl;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds kubectl can list here, with the words it takes for them. */
enum ResourceKind {
    SERVICES("services", "service", "services", "service", "svc"),
    NODES("nodes", "node", "nodes", "node", "no"),
    PODS("pods", "pod", "pods", "pod", "po"),
    ENDPOINTS("endpoints", "endpoints", "endpoints", "ep"),
    DEPLOYMENTS("deployments.apps", "deployment.apps", "deployments", "deployment", "deploy"),
    INGRESSES("ingresses.networking.k8s.io", "ingress.networking.k8s.io", "ingresses", "ingress", "ing");

    private final String plural;
    private final String singular;
    private final String words;

    ResourceKind(String plural, String singular, String... words) {
        this.plural = plural;
        this.singular = singular;
        this.words = String.join(" ", words);
    }

    static ResourceKind of(String word) throws KubectlException {
        String wanted = word.toLowerCase(Locale.ROOT);
        for (ResourceKind kind : values()) {
            if (List.of(kind.words.split(" ", -1)).contains(wanted)
                    || kind.plural.equals(wanted)
                    || kind.singular.equals(wanted)) {
                return kind;
            }
        }
        throw new KubectlException("error: the server doesn't have a resource type \"" + word + "\"");
    }

    /** {@code services, nodes, pods}. */
    static String plurals() {
        return Stream.of(values())
                .map(kind -> kind.words.substring(0, kind.words.indexOf(' ')))
                .collect(Collectors.joining(", "));
    }

    boolean isNamespaced() {
        return this != NODES;
    }

    /** As error messages name the kind. */
    String plural() {
        return plural;
    }

    /** As {@code -o name} puts it in front of a name. */
    String singular() {
        return singular;
    }
}
