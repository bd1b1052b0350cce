package io.sextant.lab.scenario.resolve;

import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The pod CIDRs of one version of IP: what nodes ask for, and for the others the next free block of the cluster's. */
final class PodBlocks {

    private static final int MOST_BLOCKS = 1 << 16;

    private final IpPrefix podCidr;
    private final int length;
    private final Problems problems;
    private final Map<String, IpPrefix> taken = new LinkedHashMap<>();
    private int given;

    /**
     * A pool of blocks.
     *
     * @param length how long the prefixes of blocks are, unless the whole is smaller
     */
    PodBlocks(IpPrefix podCidr, int length, Problems problems) {
        this.podCidr = podCidr;
        this.length = Math.max(length, podCidr.length());
        this.problems = problems;
    }

    IpVersion version() {
        return podCidr.address().version();
    }

    void reserve(String node, IpPrefix block, Position position) {
        overlap(block)
                .ifPresent(other -> problems.error(
                        position,
                        "the pod-cidr " + block + " overlaps that of " + YamlScalar.quoted(other) + " ("
                                + taken.get(other) + ")"));
        taken.put(node, block);
    }

    /** What the node reserved, or the next free block. */
    IpPrefix blockOf(String node, Position position) {
        IpPrefix reserved = taken.get(node);
        return reserved != null ? reserved : nextFree(node, position);
    }

    private IpPrefix nextFree(String node, Position position) {
        while (true) {
            long blockSize = 1L << version().addressBits() - length;
            IpAddress first = podCidr.address().plus(given++ * blockSize);
            IpPrefix block = IpPrefix.of(first, length);
            if (!podCidr.contains(first) || given > MOST_BLOCKS) {
                problems.error(position, "the cluster's pod-cidr " + podCidr + " has no block left for this node");
                return podCidr;
            }
            if (overlap(block).isEmpty()) {
                taken.put(node, block);
                return block;
            }
        }
    }

    private Optional<String> overlap(IpPrefix block) {
        return taken.entrySet().stream()
                .filter(entry -> entry.getValue().contains(block.address())
                        || block.contains(entry.getValue().address()))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
