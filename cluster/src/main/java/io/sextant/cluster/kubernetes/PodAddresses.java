package io.sextant.cluster.kubernetes;

import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Cilium's cluster-pool IPAM on one node: addresses of the node's block, the lowest free one behind the last given. */
public final class PodAddresses {

    private final Ipv4Prefix block;
    private final TreeSet<Integer> taken = new TreeSet<>();
    private int next;

    /**
     * All of the block is free but its first two addresses and its last.
     *
     * @param reserved addresses never given to pods, such as the node's own on cilium_host
     */
    public PodAddresses(Ipv4Prefix block, Ipv4Address... reserved) {
        this.block = block;
        for (Ipv4Address address : reserved) {
            taken.add(address.bits());
        }
        next = block.address().bits() + 2;
    }

    /** The wanted address if it is free, else the next free one; throws when the block is used up. */
    public Ipv4Address take(@Nullable Ipv4Address wanted) {
        if (wanted != null && block.contains(wanted.bits()) && taken.add(wanted.bits())) {
            return wanted;
        }
        int last = block.last().bits() - 1;
        int first = block.address().bits() + 2;
        for (int tried = first; tried <= last; tried++) {
            int candidate = next;
            next = next == last ? first : next + 1;
            if (taken.add(candidate)) {
                return new Ipv4Address(candidate);
            }
        }
        throw new IllegalStateException("no free pod address in " + block);
    }

    public void give(Ipv4Address address) {
        taken.remove(address.bits());
    }
}
