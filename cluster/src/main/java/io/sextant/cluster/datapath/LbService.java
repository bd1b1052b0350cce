package io.sextant.cluster.datapath;

import io.sextant.cluster.loadbalancer.BackendSelector;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import java.util.List;

/**
 * A frontend: an entry of {@code cilium_lb4_services_v2} or {@code lb6} with its slots.
 *
 * @param revNat the number by which replies find the frontend again; one per frontend
 * @param kind what the frontend is, as {@code cilium service list} names it
 * @param backends those that serve traffic from outside on this node, in slot order
 * @param selector picks among {@code backends}, by id
 * @param allBackends those that serve traffic from inside
 * @param affinitySeconds 0 for none
 */
public record LbService(
        int revNat,
        Kind kind,
        IpAddress address,
        int port,
        int protocol,
        List<LbBackend> backends,
        BackendSelector selector,
        List<LbBackend> allBackends,
        int affinitySeconds,
        List<IpPrefix> sourceRanges) {

    /** Kinds of frontend. */
    public enum Kind {
        CLUSTER_IP("ClusterIP"),
        NODE_PORT("NodePort"),
        LOAD_BALANCER("LoadBalancer");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public LbService {
        backends = List.copyOf(backends);
        allBackends = List.copyOf(allBackends);
        sourceRanges = List.copyOf(sourceRanges);
    }

    boolean allowsSource(long high, long low) {
        if (sourceRanges.isEmpty()) {
            return true;
        }
        for (IpPrefix range : sourceRanges) {
            if (Block.of(range).contains(high, low)) {
                return true;
            }
        }
        return false;
    }
}
