package io.sextant.lab.console.kubectl;

import io.sextant.cluster.kubernetes.ApiObject;
import io.sextant.cluster.kubernetes.ApiStore;
import io.sextant.lab.console.command.ClusterView;
import io.sextant.lab.console.command.Command;
import io.sextant.lab.console.command.Machine;
import io.sextant.lab.console.command.Outcome;
import io.sextant.lab.console.command.Outcome.Printed;
import io.sextant.lab.console.kubectl.GetRequest.Output;
import io.sextant.lab.console.text.TextTable;
import java.util.ArrayList;
import java.util.List;

/** {@code kubectl get}; on the control plane's nodes and on the control machine. */
public final class KubectlCommand implements Command {

    private static final int STATUS_ERROR = 1;

    @Override
    public String name() {
        return "kubectl";
    }

    @Override
    public boolean isOn(Machine machine) {
        return machine.role().hasKubectl() && machine.cluster().isPresent();
    }

    @Override
    public Outcome run(Machine machine, List<String> arguments) {
        ClusterView cluster = machine.cluster().orElseThrow();
        try {
            if (arguments.isEmpty() || !arguments.get(0).equals("get")) {
                throw new KubectlException("error: here there is kubectl get TYPE [NAME...] [-o wide|name]"
                        + " [-n NAMESPACE | -A], with the types " + ResourceKind.plurals());
            }
            GetRequest request = GetRequest.parse(arguments.subList(1, arguments.size()));
            return new Get(request, cluster.store(), machine.nowNanos()).run();
        } catch (KubectlException e) {
            return new Printed(e.text(), STATUS_ERROR);
        }
    }

    /** One {@code get}. */
    private static final class Get {
        private final GetRequest request;
        private final ApiStore store;
        private final long nowNanos;
        private final StringBuilder errors = new StringBuilder();

        Get(GetRequest request, ApiStore store, long nowNanos) {
            this.request = request;
            this.store = store;
            this.nowNanos = nowNanos;
        }

        Printed run() {
            return switch (request.kind()) {
                case SERVICES -> print(store.services().list(), new ServiceColumns(nowNanos));
                case NODES -> print(store.nodes().list(), new NodeColumns(nowNanos));
                case PODS -> print(store.pods().list(), new PodColumns(nowNanos));
                case ENDPOINTS -> print(store.endpoints().list(), new EndpointsColumns(nowNanos));
                case DEPLOYMENTS ->
                    print(
                            store.deployments().list(),
                            new DeploymentColumns(store.pods().list(), nowNanos));
                case INGRESSES -> print(store.ingresses().list(), new IngressColumns(nowNanos));
            };
        }

        private <T extends ApiObject> Printed print(List<T> objects, Columns<T> columns) {
            List<T> chosen = choose(objects);
            if (chosen.isEmpty() && errors.isEmpty()) {
                boolean everywhere = request.allNamespaces() || !request.kind().isNamespaced();
                return Printed.ok(
                        "No resources found" + (everywhere ? "" : " in " + request.namespace() + " namespace.") + "\n");
            }
            String text = request.output() == Output.NAME ? names(chosen) : table(chosen, columns);
            return new Printed(text + errors, errors.isEmpty() ? 0 : STATUS_ERROR);
        }

        private <T extends ApiObject> List<T> choose(List<T> objects) {
            List<T> inReach = objects.stream()
                    .filter(one -> request.allNamespaces()
                            || !request.kind().isNamespaced()
                            || one.name().namespace().equals(request.namespace()))
                    .toList();
            if (request.names().isEmpty()) {
                return inReach;
            }
            List<T> chosen = new ArrayList<>();
            for (String name : request.names()) {
                List<T> found = inReach.stream()
                        .filter(one -> one.name().name().equals(name))
                        .toList();
                chosen.addAll(found);
                if (found.isEmpty()) {
                    errors.append("Error from server (NotFound): ")
                            .append(request.kind().plural())
                            .append(" \"")
                            .append(name)
                            .append("\" not found\n");
                }
            }
            return chosen;
        }

        private <T extends ApiObject> String names(List<T> objects) {
            StringBuilder text = new StringBuilder();
            objects.forEach(one -> text.append(request.kind().singular())
                    .append('/')
                    .append(one.name().name())
                    .append('\n'));
            return text.toString();
        }

        private <T extends ApiObject> String table(List<T> objects, Columns<T> columns) {
            if (objects.isEmpty()) {
                return "";
            }
            boolean wide = request.output() == Output.WIDE;
            boolean namespaces = request.allNamespaces() && request.kind().isNamespaced();
            TextTable table = new TextTable();
            table.add(row(namespaces, "NAMESPACE", columns.header(wide)));
            for (T object : objects) {
                table.add(row(namespaces, object.name().namespace(), columns.cells(object, wide)));
            }
            return table.print();
        }

        private static List<String> row(boolean withFirst, String first, List<String> rest) {
            List<String> row = new ArrayList<>();
            if (withFirst) {
                row.add(first);
            }
            row.addAll(rest);
            return row;
        }
    }
}
