package io.sextant.lab.scenario.source;

import io.sextant.lab.scenario.shape.Shape;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlMapping;
import io.sextant.lab.yaml.YamlNode;
import io.sextant.lab.yaml.YamlReader;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.lab.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads Kubernetes YAML and says the same in the keys under {@code cluster}. */
public final class ManifestReader {

    private final Problems problems;
    private final Trees.MappingBuilder deployments;
    private final Trees.MappingBuilder services;
    private final Trees.MappingBuilder rules;
    private final List<YamlMapping> configs = new ArrayList<>();
    private final YamlMapping cluster;

    private ManifestReader(YamlMapping cluster, Problems problems) {
        this.problems = problems;
        this.cluster = cluster;
        this.deployments = Trees.mapping(cluster.position());
        this.services = Trees.mapping(cluster.position());
        this.rules = Trees.mapping(cluster.position());
    }

    /** The whole scenario with the manifests' objects laid under what {@code cluster} says itself. */
    public static YamlMapping read(YamlMapping root, Shape<List<String>> manifests, Problems problems) {
        YamlNode cluster = root.value("cluster").orElse(null);
        if (!(cluster instanceof YamlMapping mapping)) {
            return root;
        }
        YamlNode paths = mapping.value("manifests").orElse(null);
        if (paths == null || manifests.decode(paths, problems).isEmpty()) {
            return root;
        }
        ManifestReader reader = new ManifestReader(mapping, problems);
        List<YamlNode> items = paths instanceof YamlSequence sequence ? sequence.items() : List.of(paths);
        for (YamlNode item : items) {
            if (item instanceof YamlScalar path) {
                reader.file(path);
            }
        }
        return Trees.with(root, "cluster", reader.underneath());
    }

    private YamlMapping underneath() {
        Trees.MappingBuilder below = Trees.mapping(cluster.position());
        if (!deployments.isEmpty()) {
            below.put("deployments", deployments.build());
        }
        if (!services.isEmpty()) {
            below.put("services", services.build());
        }
        if (!rules.isEmpty()) {
            YamlMapping ingress = Trees.mapping(cluster.position())
                    .put("rules", rules.build())
                    .build();
            below.put("ingress", ingress);
        }
        YamlMapping result = below.build();
        for (YamlMapping config : configs) {
            result = Merger.merge(result, config, List.of());
        }
        return Merger.merge(result, cluster, List.of());
    }

    private void file(YamlScalar path) {
        YamlReader.readAll(IncludeReader.beside(path), path.position(), problems)
                .orElse(List.of())
                .forEach(this::document);
    }

    private void document(YamlNode document) {
        if (!(document instanceof YamlMapping mapping)) {
            problems.error(document.position(), "expected a Kubernetes object, found " + document.inWords());
            return;
        }
        Manifest object = new Manifest(mapping, "", problems).skip("apiVersion");
        String kind = object.scalar("kind").map(YamlScalar::text).orElse("");
        Manifest metadata = object.part("metadata").skip("labels", "namespace");
        Optional<YamlScalar> name = metadata.scalar("name");
        if (kind.isEmpty() || name.isEmpty()) {
            problems.error(mapping.position(), "a Kubernetes object needs the keys 'kind' and 'metadata.name'");
            return;
        }
        YamlNode namespace = metadata.take("namespace");
        switch (kind) {
            case "Deployment" -> deployments.put(name.get(), deployment(object, namespace));
            case "Service" -> services.put(name.get(), service(object, namespace));
            case "Ingress" -> IngressManifest.translate(object, name.get().text(), rules);
            case "ConfigMap" -> configMap(object);
            default -> {
                problems.warning(mapping.position(), "not modelled: the kind " + YamlScalar.quoted(kind));
                return;
            }
        }
        metadata.skip("annotations");
        object.nameTheRest();
    }

    private void configMap(Manifest object) {
        object.part("data")
                .scalar("config.yaml")
                .ifPresent(text -> configs.add(MetalLbConfig.translate(text, problems)));
    }

    private YamlMapping deployment(Manifest object, @Nullable YamlNode namespace) {
        Manifest spec = object.part("spec");
        Manifest template = spec.part("template");
        Manifest labels = template.part("metadata").part("labels");
        YamlNode labelNode = template.part("metadata").take("labels");
        spec.part("selector").skip("matchLabels");
        checkSelector(spec, labels);
        Manifest podSpec = template.part("spec");
        List<Manifest> containers = podSpec.parts("containers");
        YamlNode image = null;
        YamlNode port = null;
        YamlNode portName = null;
        if (containers.isEmpty()) {
            problems.error(podSpec.position(), "a deployment needs a container under spec.template.spec.containers");
        } else {
            Manifest container = containers.get(0).skip("name", "imagePullPolicy");
            image = container.take("image");
            List<Manifest> ports = container.parts("ports");
            if (!ports.isEmpty()) {
                port = ports.get(0).skip("protocol").take("containerPort");
                portName = ports.get(0).take("name");
            }
        }
        markAll(labels);
        return Trees.mapping(object.position())
                .put("namespace", namespace)
                .put("replicas", spec.take("replicas"))
                .put("labels", labelNode)
                .put("image", image)
                .put("port", port)
                .put("port-name", portName)
                .put("nodes", podSpec.take("nodeName"))
                .build();
    }

    private static void markAll(Manifest part) {
        part.keys().forEach(part::take);
    }

    private void checkSelector(Manifest spec, Manifest labels) {
        Manifest wanted = spec.part("selector").part("matchLabels");
        for (String key : wanted.keys()) {
            Optional<YamlScalar> value = wanted.scalar(key);
            Optional<YamlScalar> found = labels.scalar(key);
            if (value.isPresent() && !value.map(YamlScalar::text).equals(found.map(YamlScalar::text))) {
                problems.error(
                        value.get().position(),
                        "the selector " + key + ": " + value.get().text()
                                + " matches none of the template's labels, so the deployment would own no pod");
            }
        }
    }

    /** {@code clusterIPs} names one of each version of IP, and the first of them is {@code clusterIP}. */
    private static @Nullable YamlNode clusterIps(Manifest spec) {
        YamlNode all = spec.take("clusterIPs");
        YamlNode one = spec.take("clusterIP");
        return all != null ? all : one;
    }

    /** MetalLB's annotation takes a list with commas; {@code loadBalancerIP} takes one address. */
    private static @Nullable YamlNode loadBalancerIps(Manifest annotations, Manifest spec) {
        YamlNode one = spec.take("loadBalancerIP");
        Optional<YamlScalar> said = annotations.scalar("metallb.universe.tf/loadBalancerIPs");
        if (said.isEmpty()) {
            said = annotations.scalar("metallb.io/loadBalancerIPs");
        }
        markAll(annotations);
        if (said.isEmpty()) {
            return one;
        }
        List<YamlNode> addresses = new ArrayList<>();
        for (String address : said.get().text().split(",", -1)) {
            addresses.add(Trees.text(said.get().position(), address.strip()));
        }
        return new YamlSequence(said.get().position(), addresses);
    }

    private YamlMapping service(Manifest object, @Nullable YamlNode namespace) {
        Manifest spec = object.part("spec");
        YamlNode type = spec.take("type");
        List<YamlNode> ports = new ArrayList<>();
        for (Manifest port : spec.parts("ports")) {
            Optional<YamlScalar> protocol = port.scalar("protocol");
            if (protocol.isPresent() && !protocol.get().text().equals("TCP")) {
                problems.warning(
                        protocol.get().position(),
                        "not modelled: a service port for " + protocol.get().text());
                continue;
            }
            ports.add(Trees.mapping(port.position())
                    .put("name", port.take("name"))
                    .put("port", port.take("port"))
                    .put("target-port", port.take("targetPort"))
                    .put("node-port", port.take("nodePort"))
                    .build());
        }
        return Trees.mapping(object.position())
                .put("namespace", namespace)
                .put("type", type == null ? Trees.text(spec.position(), "ClusterIP") : type)
                .put("selector", spec.take("selector"))
                .put("ports", new YamlSequence(spec.position(), ports))
                .put("ip-family-policy", spec.take("ipFamilyPolicy"))
                .put("ip-families", spec.take("ipFamilies"))
                .put("cluster-ip", clusterIps(spec))
                .put("load-balancer-ip", loadBalancerIps(object.part("metadata").part("annotations"), spec))
                .put("external-traffic-policy", spec.take("externalTrafficPolicy"))
                .build();
    }
}
