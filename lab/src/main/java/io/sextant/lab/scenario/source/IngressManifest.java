package io.sextant.lab.scenario.source;

import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.YamlMapping;
import io.sextant.lab.yaml.YamlNode;
import io.sextant.lab.yaml.YamlScalar;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code networking.k8s.io/v1 Ingress} with ingress-nginx's annotations. */
final class IngressManifest {

    private static final String NGINX = "nginx.ingress.kubernetes.io/";
    /** ingress-nginx's default of limit-burst-multiplier. */
    private static final long BURST = 5;

    private IngressManifest() {}

    /** Our rules, named after the object and counted. */
    static void translate(Manifest object, String name, Trees.MappingBuilder rules) {
        Manifest annotations = object.part("metadata").part("annotations");
        Manifest spec = object.part("spec").skip("ingressClassName");
        YamlNode rewrite = annotations.take(NGINX + "rewrite-target");
        boolean regex = annotations
                .scalar(NGINX + "use-regex")
                .map(YamlScalar::text)
                .filter("true"::equals)
                .isPresent();
        YamlMapping limit = limit(annotations);
        int number = 0;
        for (Manifest rule : spec.parts("rules")) {
            YamlNode host = rule.take("host");
            for (Manifest path : rule.part("http").parts("paths")) {
                number++;
                YamlMapping ours = Trees.mapping(path.position())
                        .put("host", host)
                        .put("path", path.take("path"))
                        .put(
                                "path-type",
                                path.scalar("pathType")
                                        .map(type -> pathType(type, regex))
                                        .orElse(null))
                        .put("rewrite", rewrite)
                        .put("service", backend(path))
                        .put("rate-limit", limit)
                        .build();
                rules.put(Trees.text(path.position(), name + (number == 1 ? "" : "-" + number)), ours);
            }
        }
    }

    private static YamlScalar pathType(YamlScalar type, boolean regex) {
        if (regex) {
            return Trees.text(type.position(), "regex");
        }
        return Trees.text(type.position(), type.text().equals("Exact") ? "exact" : "prefix");
    }

    private static @Nullable YamlNode backend(Manifest path) {
        Manifest service = path.part("backend").part("service");
        Manifest port = service.part("port");
        YamlNode number = port.take("number");
        return service.scalar("name")
                .map(name -> name.withText(
                        number instanceof YamlScalar scalar ? name.text() + ":" + scalar.text() : name.text()))
                .orElse(null);
    }

    private static @Nullable YamlMapping limit(Manifest annotations) {
        Optional<YamlScalar> rate = annotations.scalar(NGINX + "limit-rps");
        Optional<YamlScalar> multiplier = annotations.scalar(NGINX + "limit-burst-multiplier");
        if (rate.isEmpty() || !isNumber(rate.get())) {
            return null;
        }
        long times = multiplier
                .filter(IngressManifest::isNumber)
                .map(each -> Long.parseLong(each.text()))
                .orElse(BURST);
        long perSecond = Long.parseLong(rate.get().text());
        Position place = rate.get().position();
        return Trees.mapping(place)
                .put("rate", Trees.text(place, perSecond + "/s"))
                .put("burst", new YamlScalar(place, Long.toString(perSecond * times), true))
                .build();
    }

    private static boolean isNumber(YamlScalar scalar) {
        return scalar.text().matches("[0-9]{1,6}");
    }
}
