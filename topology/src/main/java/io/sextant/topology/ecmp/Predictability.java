package io.sextant.topology.ecmp;

/**
 * Whether the next hop that {@link FlowHash} names is the one a real router would take. Where it is not, the simulator
 * still decides, by its own seed, and the report can say why no one could have known ({@code linux-ecmp.md} §5).
 */
public sealed interface Predictability {

    /** The real router takes the same next hop. */
    record Predictable() implements Predictability {}

    /** Each packet's next hop is certain, but the flow may change path. */
    record PredictableByPacket(Reason reason) implements Predictability {}

    /** No one can know the next hop beforehand. */
    record Unpredictable(Reason reason) implements Predictability {}

    /** Where the packet comes from. */
    enum PacketOrigin {
        /** From a wire; no hash came with it. */
        FORWARDED,
        /**
         * From a socket of the same host over veth (containerlab, docker, network namespaces), from a queue with RPS,
         * or from a NIC that delivers its RSS hash: the packet carries a hash over its ports.
         */
        FORWARDED_WITH_A_HASH,
        /** From a socket of the router itself that has its port or address bound, or that does not connect. */
        LOCAL,
        /** From a TCP socket of the router that connects with neither port nor address bound. */
        LOCAL_UNBOUND_TCP
    }

    /** Why not. */
    enum Reason {
        CARRIED_HASH(
                "policy 1 takes the hash the packet carries, which the sending socket drew at random and draws anew"
                        + " at every retransmission timeout, and ignores the seed; policy 3 with fields 0x37 hashes the"
                        + " five-tuple instead"),
        RANDOM_SEED("net.ipv4.fib_multipath_hash_seed is 0: the kernel drew 32 random bits at boot"),
        HIDDEN_KEY("this kernel has no net.ipv4.fib_multipath_hash_seed: it hashes under random bits drawn at boot"),
        HASH_NOT_REPRODUCED(
                "this kernel hashes flows with jhash under a random key, which is not reproduced bit for bit"),
        RANDOM_CONNECT_PORT("a TCP connect with neither port nor address bound puts a random port into the hash; bind"
                + " either, or use policy 0"),
        FLOW_LABEL_REDRAWN(
                "the IPv6 flow label is hashed, and Linux TCP draws a new one at every retransmission" + " timeout");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        /** For the report; without a full stop. */
        public String sentence() {
            return sentence;
        }
    }

    /**
     * The answer for packets of one kind.
     *
     * @param fields bits of {@link HashFields}, looked at for policy 3
     * @param seed the sysctl's value; 0 is "not set"
     * @param ipv6 whether they are IPv6
     */
    static Predictability of(
            KernelProfile kernel, HashPolicy policy, int fields, int seed, PacketOrigin origin, boolean ipv6) {
        if (policy == HashPolicy.LAYER_4 && origin == PacketOrigin.FORWARDED_WITH_A_HASH) {
            return new Unpredictable(Reason.CARRIED_HASH);
        }
        if (kernel.flowHash() == KernelProfile.FlowHashFunction.JHASH_NOT_REPRODUCED) {
            return new Unpredictable(Reason.HASH_NOT_REPRODUCED);
        }
        if (kernel.flowHash() == KernelProfile.FlowHashFunction.SIPHASH_UNDER_A_HIDDEN_KEY) {
            return new Unpredictable(Reason.HIDDEN_KEY);
        }
        if (seed == 0) {
            return new Unpredictable(Reason.RANDOM_SEED);
        }
        boolean connectsAtRandom = kernel.randomConnectPort() && origin == PacketOrigin.LOCAL_UNBOUND_TCP;
        if (connectsAtRandom && hashes(policy, fields, HashFields.SOURCE_PORT)) {
            return new Unpredictable(Reason.RANDOM_CONNECT_PORT);
        }
        boolean local = origin == PacketOrigin.LOCAL || origin == PacketOrigin.LOCAL_UNBOUND_TCP;
        boolean labelMatters = ipv6 && !local && hashes(policy, fields, HashFields.FLOW_LABEL);
        return labelMatters ? new PredictableByPacket(Reason.FLOW_LABEL_REDRAWN) : new Predictable();
    }

    private static boolean hashes(HashPolicy policy, int fields, int field) {
        return switch (policy) {
            case LAYER_3, INNER_LAYER_3 -> field == HashFields.FLOW_LABEL;
            case LAYER_4 -> field == HashFields.SOURCE_PORT;
            case CUSTOM -> (fields & (field | field << HashFields.INNER_SHIFT)) != 0;
        };
    }
}
