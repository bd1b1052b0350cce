package io.sextant.topology.forwarding;

import io.sextant.topology.ecmp.LinkState;

/** Hash modulo the sum of live members' weights: {@link ForwardingModel.ModuloN}. */
final class ModuloChoice extends MemberChoice {

    private final int[] weights;
    private final boolean[] out;
    private int total;

    ModuloChoice(int[] weights) {
        this.weights = weights.clone();
        this.out = new boolean[weights.length];
        count();
    }

    private void count() {
        total = 0;
        for (int i = 0; i < weights.length; i++) {
            total += out[i] ? 0 : weights[i];
        }
    }

    @Override
    int select(int hash31) {
        if (total == 0) {
            return NONE;
        }
        int left = hash31 % total;
        int member = 0;
        while (out[member] || left >= weights[member]) {
            left -= out[member] ? 0 : weights[member];
            member++;
        }
        return member;
    }

    @Override
    void link(int member, LinkState state) {
        out[member] = state != LinkState.UP;
        count();
    }

    /** Such routers take a next hop out by their routing protocols. */
    @Override
    void neighbour(int member, boolean bad) {}
}
