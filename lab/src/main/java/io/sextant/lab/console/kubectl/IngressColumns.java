package io.sextant.lab.console.kubectl;

import io.sextant.cluster.kubernetes.Ingress;
import java.util.List;

/** {@code kubectl get ingresses}. No class, address or TLS is modelled, and a controller that says none leaves none. */
record IngressColumns(long nowNanos) implements Columns<Ingress> {

    private static final int SHOWN_HOSTS = 3;

    @Override
    public List<String> header(boolean wide) {
        return List.of("NAME", "CLASS", "HOSTS", "ADDRESS", "PORTS", "AGE");
    }

    @Override
    public List<String> cells(Ingress ingress, boolean wide) {
        return List.of(ingress.name().name(), NONE, hosts(ingress), "", "80", Columns.age(ingress, nowNanos));
    }

    private static String hosts(Ingress ingress) {
        List<String> hosts = ingress.rules().stream()
                .map(Ingress.Rule::host)
                .filter(host -> !host.isEmpty())
                .distinct()
                .toList();
        if (hosts.isEmpty()) {
            return "*";
        }
        if (hosts.size() <= SHOWN_HOSTS) {
            return String.join(",", hosts);
        }
        return String.join(",", hosts.subList(0, SHOWN_HOSTS)) + " + " + (hosts.size() - SHOWN_HOSTS) + " more...";
    }
}
