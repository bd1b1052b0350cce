package io.sextant.cluster.kubernetes;

import io.sextant.engine.Scheduler;
import io.sextant.engine.Timer;
import io.sextant.protocol.address.IpAddress;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The control plane of one cluster: the store, its controllers, a kubelet per node, and what an operator can do to it.
 *
 * <p>Until {@link #start()} everything asked for happens at once: a run begins with a cluster that has long been there.
 * Afterwards each step takes the time the profile says.
 */
public final class ControlPlane {

    private final Scheduler scheduler;
    private final KubernetesProfile profile;
    private final Delay delay;
    private final ApiStore store;
    private final DeploymentController deployments;
    private final NodeHealth health;
    private final UnaryOperator<Service> admission;
    private final TreeMap<String, Kubelet> kubelets = new TreeMap<>();
    private final TreeMap<String, Timer> booting = new TreeMap<>();

    /**
     * @param podNames the stream that made-up pod names are drawn from
     * @param admission gives a new service what the API server assigns: its cluster IP and node ports
     */
    public ControlPlane(
            Scheduler scheduler,
            KubernetesProfile profile,
            RandomGenerator podNames,
            UnaryOperator<Service> admission) {
        this.scheduler = scheduler;
        this.profile = profile;
        this.admission = admission;
        delay = new Delay(scheduler);
        store = new ApiStore(delay, profile.watchNanos());
        deployments = new DeploymentController(store, delay, podNames);
        new PodScheduler(store, delay, profile);
        new EndpointsController(store, delay, profile);
        health = new NodeHealth(store, scheduler, profile);
    }

    public ApiStore store() {
        return store;
    }

    public KubernetesProfile profile() {
        return profile;
    }

    /** For controllers that live elsewhere: delays that are none before the start. */
    public Delay delay() {
        return delay;
    }

    /** The cluster has long been there; from now on things take time. */
    public void start() {
        delay.start();
    }

    /**
     * A node joins with its kubelet.
     *
     * @param reserved addresses of the pod CIDRs that pods never get
     */
    public void addNode(KubeNode node, PodRuntime runtime, IpAddress... reserved) {
        String name = node.name().name();
        if (kubelets.containsKey(name)) {
            throw new IllegalArgumentException("there is already a node " + name);
        }
        List<PodAddresses> addresses = node.podCidrs().stream()
                .map(block -> new PodAddresses(block, reserved))
                .toList();
        kubelets.put(name, new Kubelet(name, store, delay, profile, runtime, addresses));
        health.register(name);
        store.nodes().put(node);
    }

    /** Settles the name, node or address of a pod the deployment has yet to make. */
    public void plan(PodPlan plan) {
        deployments.plan(plan);
    }

    public void apply(Deployment deployment) {
        store.deployments().put(deployment);
    }

    public void apply(Service service) {
        store.services().put(admission.apply(service));
    }

    public void apply(Ingress ingress) {
        store.ingresses().put(ingress);
    }

    public void scale(ObjectName deployment, int replicas) {
        store.deployments().put(store.deployments().require(deployment).withReplicas(replicas));
    }

    /** {@code kubectl delete pod}: marked now, gone when its process has ended. */
    public void deletePod(ObjectName name) {
        Pod pod = store.pods().require(name);
        if (pod.nodeName() == null) {
            store.pods().remove(name);
        } else if (!pod.terminating()) {
            store.pods().put(pod.marked());
        }
    }

    /** The pod's process dies; its kubelet starts it again. */
    public void killPod(ObjectName name) {
        Pod pod = store.pods().require(name);
        Kubelet kubelet = pod.nodeName() == null ? null : kubelets.get(pod.nodeName());
        if (kubelet != null) {
            kubelet.killContainer(pod);
        }
    }

    public void cordon(String node) {
        setUnschedulable(node, true);
    }

    public void uncordon(String node) {
        setUnschedulable(node, false);
    }

    /** {@code kubectl drain}: cordons, then evicts every pod of a deployment. */
    public void drain(String node) {
        cordon(node);
        for (Pod pod : store.pods().list()) {
            if (node.equals(pod.nodeName())) {
                deletePod(pod.name());
            }
        }
    }

    /** Kubelet and pods are gone without a word. To be called after the node's host lost its power. */
    public void nodePowerOff(String node) {
        Kubelet kubelet = kubelet(node);
        Timer boot = booting.remove(node);
        if (boot != null) {
            boot.cancel();
        } else if (kubelet.isAlive()) {
            kubelet.powerOff();
            health.silent(node);
        }
    }

    /** Power is back: kubelet reports after the profile's boot time, {@code booted} runs just before. */
    public void nodePowerOn(String node, Runnable booted) {
        Kubelet kubelet = kubelet(node);
        if (kubelet.isAlive() || booting.containsKey(node)) {
            return;
        }
        booting.put(node, scheduler.after(profile.bootNanos(), "boot " + node, () -> {
            booting.remove(node);
            booted.run();
            health.back(node);
            kubelet.powerOn();
        }));
    }

    /** The pods of a node, ordered by name. */
    public List<Pod> podsOn(String node) {
        return store.pods().list().stream()
                .filter(pod -> node.equals(pod.nodeName()))
                .toList();
    }

    private void setUnschedulable(String node, boolean value) {
        store.nodes().put(store.nodes().require(ObjectName.clusterWide(node)).withUnschedulable(value));
    }

    private Kubelet kubelet(String node) {
        Kubelet kubelet = kubelets.get(node);
        if (kubelet == null) {
            throw new IllegalArgumentException("there is no node " + node);
        }
        return kubelet;
    }
}
