package io.sextant.cluster.speaker;

import io.sextant.cluster.kubernetes.ApiStore;
import io.sextant.cluster.kubernetes.Endpoints;
import io.sextant.cluster.kubernetes.ObjectName;
import io.sextant.cluster.kubernetes.Service;
import io.sextant.cluster.kubernetes.ServiceType;
import io.sextant.cluster.kubernetes.TrafficPolicy;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The part of a node's speaker that decides: watches services and endpoints, and keeps what is announced equal to what
 * should be. Cordoning or draining the node changes nothing by itself; only endpoints count.
 */
public final class ServiceSpeaker {

    private final String nodeName;
    private final ApiStore store;
    private final AnnounceRules rules;
    private final PrefixAnnouncer announcer;
    private final TreeSet<IpAddress> announced = new TreeSet<>();
    private final TreeSet<ObjectName> suppressed = new TreeSet<>();
    private boolean allSuppressed;
    private boolean running;

    /** Watches from now on, but announces nothing before {@link #start()}. */
    public ServiceSpeaker(String nodeName, ApiStore store, AnnounceRules rules, PrefixAnnouncer announcer) {
        this.nodeName = nodeName;
        this.store = store;
        this.rules = rules;
        this.announcer = announcer;
        store.services().watch((before, after) -> reconcile());
        store.endpoints().watch((before, after) -> reconcile());
    }

    /** The process runs, with nothing announced yet: announces what it should. */
    public void start() {
        running = true;
        announced.clear();
        reconcile();
    }

    /** The process is gone and its sessions with it; the announcer is not told. */
    public void stop() {
        running = false;
        announced.clear();
    }

    public boolean isRunning() {
        return running;
    }

    /** An operator's hand: this service is withdrawn on this node whatever the rules say, until {@link #release}. */
    public void suppress(ObjectName service) {
        suppressed.add(service);
        reconcile();
    }

    public void release(ObjectName service) {
        suppressed.remove(service);
        reconcile();
    }

    /** As {@link #suppress}, for every service. */
    public void suppressAll() {
        allSuppressed = true;
        reconcile();
    }

    /** Takes back every suppression. */
    public void releaseAll() {
        allSuppressed = false;
        suppressed.clear();
        reconcile();
    }

    /** What is announced now, in the order of addresses. */
    public List<IpPrefix> announced() {
        return List.copyOf(announced.stream().map(IpAddress::toHostPrefix).toList());
    }

    private void reconcile() {
        if (!running) {
            return;
        }
        SortedSet<IpAddress> wanted = wanted();
        if (rules == AnnounceRules.METALLB
                && wanted.stream().anyMatch(address -> address.version() == IpVersion.IPV6)) {
            return; // Session.Set: "cannot advertise non-v4 prefix", and the set it had stays
        }
        for (IpAddress address : List.copyOf(announced)) {
            if (!wanted.contains(address)) {
                announced.remove(address);
                announcer.withdraw(address.toHostPrefix());
            }
        }
        for (IpAddress address : wanted) {
            if (announced.add(address)) {
                announcer.originate(address.toHostPrefix());
            }
        }
    }

    private SortedSet<IpAddress> wanted() {
        TreeSet<IpAddress> wanted = new TreeSet<>();
        for (Service service : store.services().list()) {
            if (service.type() == ServiceType.LOAD_BALANCER && shouldAnnounce(service)) {
                wanted.addAll(service.loadBalancerIps());
            }
        }
        return wanted;
    }

    private boolean shouldAnnounce(Service service) {
        if (allSuppressed || suppressed.contains(service.name())) {
            return false;
        }
        List<Endpoints.Address> ready =
                store.endpoints().find(service.name()).map(Endpoints::ready).orElse(List.of());
        if (service.externalTrafficPolicy() == TrafficPolicy.LOCAL) {
            return ready.stream().anyMatch(address -> address.nodeName().equals(nodeName));
        }
        return rules == AnnounceRules.CILIUM || !ready.isEmpty();
    }
}
