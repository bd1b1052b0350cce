package io.sextant.topology.ecmp;

/** What of a packet decides its next hop: {@code net.ipv4.} and {@code net.ipv6.fib_multipath_hash_policy}. */
public enum HashPolicy {
    /** 0: addresses; over IPv6 the flow label and the header's own Next Header octet too. Linux's default. */
    LAYER_3(0),
    /** 1: addresses, protocol and ports, or the hash the packet already carries. */
    LAYER_4(1),
    /** 2: like 0, of the innermost packet of GRE, IP-in-IP and 6in4 tunnels. */
    INNER_LAYER_3(2),
    /** 3: the fields of {@link HashFields}. */
    CUSTOM(3);

    private final int number;

    HashPolicy(int number) {
        this.number = number;
    }

    /** The sysctl's value. */
    public int number() {
        return number;
    }

    /**
     * The policy of a sysctl value.
     *
     * @throws IllegalArgumentException if {@code number} is not 0 to 3
     */
    public static HashPolicy of(int number) {
        for (HashPolicy policy : values()) {
            if (policy.number == number) {
                return policy;
            }
        }
        throw new IllegalArgumentException("multipath hash policy is 0 to 3, not " + number);
    }
}
