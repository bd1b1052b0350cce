package io.sextant.topology.forwarding;

import io.sextant.topology.ecmp.HashThresholdGroup;
import io.sextant.topology.ecmp.LinkState;

/** Linux's hash-threshold, bit for bit. */
final class ThresholdChoice extends MemberChoice {

    private final HashThresholdGroup group;
    private final boolean inline;

    ThresholdChoice(HashThresholdGroup.Kind kind, int[] weights) {
        this.group = new HashThresholdGroup(kind, weights);
        this.inline = kind == HashThresholdGroup.Kind.INLINE || kind == HashThresholdGroup.Kind.INLINE_USING_NEIGHBOURS;
    }

    @Override
    int select(int hash31) {
        return group.select(hash31);
    }

    @Override
    int selectFromSource(int hash31, int source, int[] sources) {
        return group.selectFromSource(hash31, source, sources);
    }

    @Override
    boolean looksAtSources() {
        return inline;
    }

    @Override
    void link(int member, LinkState state) {
        group.link(member, state);
    }

    @Override
    void neighbour(int member, boolean bad) {
        group.neighbour(member, bad);
    }
}
