package io.sextant.lab.run;

import io.sextant.cluster.LabEpoch;
import io.sextant.cluster.kubernetes.ApiStore;
import io.sextant.cluster.kubernetes.ContainerPort;
import io.sextant.cluster.kubernetes.Pod;
import io.sextant.cluster.node.PodProgram;
import io.sextant.cluster.workload.IngressController;
import io.sextant.cluster.workload.IngressProfile;
import io.sextant.cluster.workload.NginxServer;
import io.sextant.cluster.workload.Workload;
import io.sextant.lab.scenario.cluster.ClusterSpec;
import io.sextant.lab.scenario.cluster.IngressSpec;
import io.sextant.topology.host.Host;

/** Starts in each pod what its deployment's image says. */
final class Workloads {

    private static final int HTTP_PORT = 80;

    private final Lab lab;
    private final ClusterSpec spec;

    Workloads(Lab lab, ClusterSpec spec) {
        this.lab = lab;
        this.spec = spec;
    }

    PodProgram start(Host host, Pod pod) {
        LabEpoch epoch = Consoles.epoch(lab.scenario());
        IngressSpec ingress = spec.ingress();
        boolean isController = ingress != null
                && pod.deployment().equals(ingress.deployment())
                && pod.name().namespace().equals(ingress.namespace());
        if (ingress == null || !isController) {
            return program(NginxServer.start(host, port(pod), epoch));
        }
        ApiStore store = lab.cluster().orElseThrow().controlPlane().store();
        return program(IngressController.start(host, port(pod), IngressProfile.INGRESS_NGINX, epoch, store));
    }

    private static int port(Pod pod) {
        return pod.template().ports().stream()
                .mapToInt(ContainerPort::port)
                .findFirst()
                .orElse(HTTP_PORT);
    }

    private static PodProgram program(Workload workload) {
        return new PodProgram() {
            @Override
            public void kill() {
                workload.kill();
            }

            @Override
            public void stop(Runnable exited) {
                workload.quit(exited);
            }
        };
    }
}
