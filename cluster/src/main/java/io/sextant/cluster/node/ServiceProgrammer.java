package io.sextant.cluster.node;

import io.sextant.cluster.datapath.CiliumProfile;
import io.sextant.cluster.datapath.Datapath;
import io.sextant.cluster.datapath.LbBackend;
import io.sextant.cluster.datapath.LbService;
import io.sextant.cluster.kubernetes.ApiStore;
import io.sextant.cluster.kubernetes.Endpoints;
import io.sextant.cluster.kubernetes.Service;
import io.sextant.cluster.kubernetes.ServicePort;
import io.sextant.cluster.kubernetes.TrafficPolicy;
import io.sextant.cluster.loadbalancer.BackendSelector;
import io.sextant.cluster.loadbalancer.MaglevSeed;
import io.sextant.cluster.loadbalancer.MaglevSelector;
import io.sextant.cluster.loadbalancer.MaglevTable;
import io.sextant.cluster.loadbalancer.RandomSelector;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes one node's frontends out of services and endpoints, as the agent's kube-proxy replacement does. */
final class ServiceProgrammer {

    private final String nodeName;
    private final List<IpAddress> nodeIps;
    private final CiliumProfile profile;
    private final int maglevTableSize;
    private final RandomGenerator random;
    private final TreeMap<String, LbBackend> backends = new TreeMap<>();
    private final TreeMap<String, Integer> revNats = new TreeMap<>();
    private final TreeMap<String, BackendSelector> maglev = new TreeMap<>();

    ServiceProgrammer(String nodeName, List<IpAddress> nodeIps, ClusterSettings settings, RandomGenerator random) {
        this.nodeName = nodeName;
        this.nodeIps = List.copyOf(nodeIps);
        this.profile = settings.cilium();
        this.maglevTableSize = settings.maglevTableSize();
        this.random = random;
    }

    List<LbService> program(ApiStore store) {
        List<LbService> frontends = new ArrayList<>();
        maglev.keySet().removeIf(key -> maglev.size() > 256);
        for (Service service : store.services().list()) {
            @Nullable
            Endpoints endpoints = store.endpoints().find(service.name()).orElse(null);
            List<Endpoints.Address> ready = endpoints == null ? List.of() : endpoints.ready();
            for (ServicePort port : service.ports()) {
                program(frontends, service, port, ready);
            }
        }
        return frontends;
    }

    private void program(List<LbService> frontends, Service service, ServicePort port, List<Endpoints.Address> ready) {
        for (IpVersion version : service.families().order()) {
            List<LbBackend> all = new ArrayList<>();
            List<LbBackend> local = new ArrayList<>();
            for (Endpoints.Address address : ready) {
                if (address.ip().version() == version) {
                    LbBackend backend = backend(address.ip(), port.targetPort(), port.protocol());
                    all.add(backend);
                    if (address.nodeName().equals(nodeName)) {
                        local.add(backend);
                    }
                }
            }
            boolean onlyLocal = service.externalTrafficPolicy() == TrafficPolicy.LOCAL;
            program(frontends, service, port, version, all, onlyLocal ? local : all);
        }
    }

    private void program(
            List<LbService> frontends,
            Service service,
            ServicePort port,
            IpVersion version,
            List<LbBackend> all,
            List<LbBackend> outside) {
        for (IpAddress clusterIp : of(version, service.clusterIps())) {
            frontends.add(
                    frontend(service, LbService.Kind.CLUSTER_IP, clusterIp, port.port(), port.protocol(), all, all));
        }
        if (port.nodePort() != 0) {
            for (IpAddress nodeIp : of(version, nodeIps)) {
                frontends.add(frontend(
                        service, LbService.Kind.NODE_PORT, nodeIp, port.nodePort(), port.protocol(), outside, all));
            }
        }
        for (IpAddress vip : of(version, service.loadBalancerIps())) {
            frontends.add(
                    frontend(service, LbService.Kind.LOAD_BALANCER, vip, port.port(), port.protocol(), outside, all));
        }
    }

    private static List<IpAddress> of(IpVersion version, List<IpAddress> addresses) {
        return addresses.stream()
                .filter(address -> address.version() == version)
                .toList();
    }

    private LbService frontend(
            Service service,
            LbService.Kind kind,
            IpAddress address,
            int port,
            int protocol,
            List<LbBackend> outside,
            List<LbBackend> all) {
        int revNat = revNats.computeIfAbsent(address + ":" + port, key -> revNats.size() + 1);
        return new LbService(
                revNat,
                kind,
                address,
                port,
                protocol,
                outside,
                selector(service, kind, outside),
                all,
                service.affinitySeconds(),
                kind == LbService.Kind.LOAD_BALANCER ? service.sourceRanges() : List.of());
    }

    private BackendSelector selector(Service service, LbService.Kind kind, List<LbBackend> outside) {
        if (outside.isEmpty()) {
            return Datapath.noBackend();
        }
        if (maglevTableSize == 0 || kind == LbService.Kind.CLUSTER_IP) {
            return new RandomSelector(
                    random, outside.stream().mapToInt(LbBackend::id).toArray());
        }
        boolean affine = service.affinitySeconds() > 0 && profile.portOrder() == MaglevSelector.PortOrder.CLIENT_LOW;
        return maglev.computeIfAbsent(affine + " " + outside, key -> newMaglev(outside, affine));
    }

    private BackendSelector newMaglev(List<LbBackend> outside, boolean affine) {
        List<MaglevTable.Backend> named = new ArrayList<>();
        for (LbBackend backend : outside) {
            String protocol = backend.protocol() == ServicePort.UDP ? "UDP" : "TCP";
            String name = profile.backendNaming().nameOf(host(backend.address()), backend.port(), protocol);
            named.add(new MaglevTable.Backend(backend.id(), name, 1));
        }
        return new MaglevSelector(
                MaglevTable.of(maglevTableSize, MaglevSeed.DEFAULT, named),
                MaglevSeed.DEFAULT,
                affine ? MaglevSelector.PortOrder.WITHOUT_CLIENT : profile.portOrder());
    }

    private static String host(IpAddress address) {
        return address.version() == IpVersion.IPV4 ? address.toString() : "[" + address + "]";
    }

    /** Backend ids are never reused, so that conntrack never takes a new pod for an old one. */
    private LbBackend backend(IpAddress address, int port, int protocol) {
        return backends.computeIfAbsent(
                address + ":" + port + "/" + protocol,
                key -> new LbBackend(backends.size() + 1, address, port, protocol));
    }
}
