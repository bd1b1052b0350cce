package io.sextant.cluster.kubernetes;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import java.util.List;
import java.util.TreeSet;

/** Cilium's cluster-pool IPAM on one node: addresses of a block, the lowest free one behind the last given. */
public final class PodAddresses {

    /** More than any node has pods; of a larger block only so much is handed out. */
    private static final long LIMIT_ADDRESSES = 1L << 24;

    private static final long FIRST = 2;

    private final IpPrefix block;
    private final long last;
    private final TreeSet<IpAddress> taken = new TreeSet<>();
    private long next = FIRST;

    /**
     * All of the block is free but its first two addresses and its last.
     *
     * @param reserved addresses never given to pods, such as the node's own on cilium_host
     */
    public PodAddresses(IpPrefix block, IpAddress... reserved) {
        this.block = block;
        int hostBits = Math.min(62, block.address().lengthBits() - block.length());
        last = Math.min(LIMIT_ADDRESSES, 1L << hostBits) - 2;
        taken.addAll(List.of(reserved));
    }

    /** The one of the wanted addresses that is of this block if it is free, else the next free one. */
    IpAddress takeOne(List<IpAddress> wanted) {
        for (IpAddress address : wanted) {
            if (block.contains(address) && taken.add(address)) {
                return address;
            }
        }
        return take();
    }

    /** The next free address; throws when the block is used up. */
    public IpAddress take() {
        for (long tried = FIRST; tried <= last; tried++) {
            IpAddress candidate = block.address().plus(next);
            next = next == last ? FIRST : next + 1;
            if (taken.add(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("no free pod address in " + block);
    }

    public void give(IpAddress address) {
        taken.remove(address);
    }
}
