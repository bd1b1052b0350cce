package io.sextant.topology.forwarding;

import io.sextant.topology.ecmp.LinkState;
import java.util.List;

/** Each live member draws a number from the flow's hash and its own name; the highest wins: {@link ForwardingModel.Rendezvous}. */
final class RendezvousChoice extends MemberChoice {

    private static final double TO_UNIT = 1.0 / (1L << 53);

    private final long[] names;
    private final int[] weights;
    private final boolean[] out;

    RendezvousChoice(List<NextHop> hops, int[] weights) {
        this.weights = weights.clone();
        this.out = new boolean[weights.length];
        this.names = new long[weights.length];
        for (int i = 0; i < names.length; i++) {
            NextHop hop = hops.get(i);
            long address = hop.gateway() == null
                    ? 0
                    : mix(hop.gateway().high()) ^ hop.gateway().low();
            names[i] = mix(address ^ (long) hop.device().index() << 32);
        }
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long value) {
        long z = value + 0x9E37_79B9_7F4A_7C15L;
        z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }

    /** Weighted by w / -ln u (Schindelhauer and Schomaker, 2005). */
    @Override
    int select(int hash31) {
        int best = NONE;
        double bestScore = -1;
        for (int i = 0; i < names.length; i++) {
            double drawn = ((mix(names[i] ^ hash31) >>> 11) + 0.5) * TO_UNIT;
            double score = weights[i] / -StrictMath.log(drawn);
            if (!out[i] && score > bestScore) {
                best = i;
                bestScore = score;
            }
        }
        return best;
    }

    @Override
    void link(int member, LinkState state) {
        out[member] = state != LinkState.UP;
    }

    /** Such routers take a next hop out by their routing protocols. */
    @Override
    void neighbour(int member, boolean bad) {}
}
