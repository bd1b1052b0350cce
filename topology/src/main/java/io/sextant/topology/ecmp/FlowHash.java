package io.sextant.topology.ecmp;

/**
 * A router's multipath hash: 31 bits that decide a packet's next hop. Linux's {@code fib_multipath_hash} and
 * {@code rt6_multipath_hash} with one policy and one seed.
 *
 * <p>Every hash is {@code hash32 >>> 1}: 0 to 2^31 - 1. Hashing allocates nothing; the scratch it needs is the object's
 * own, so an instance belongs to one router and one thread.
 *
 * <p>The seed is {@code net.ipv4.fib_multipath_hash_seed}, which IPv6 uses too. Linux takes its 32 bits twice over for
 * both words of the SipHash key. What cannot be predicted at all is {@link Predictability}'s business: this class
 * always answers with what a kernel would do that had this seed.
 */
public final class FlowHash {
    /** A flow's first word when it has no flow label, or a policy hashes none; two zero words follow it always. */
    private static final long TCP_WORD = 6L << 16;

    private static final long UDP_WORD = 17L << 16;
    private static final int ZERO_WORDS = 2;

    private final HashPolicy policy;
    private final int fields;
    private final EndOrder order;
    private final SipHash sipHash;
    private final SipHash afterNoProtocol;
    private final SipHash afterTcp;
    private final SipHash afterUdp;
    private final FlowKeys keys = new FlowKeys();
    private final FlowDissector dissector = new FlowDissector(keys);
    private final long[] words = new long[FlowKeys.MAX_WORDS];

    /**
     * A hash of policy 0 to 2, or of policy 3 with Linux's default fields.
     *
     * @param seed the 32 bits of the sysctl
     * @throws IllegalArgumentException if the kernel lacks the policy
     */
    public FlowHash(KernelProfile kernel, HashPolicy policy, int seed) {
        this(kernel, policy, HashFields.DEFAULT, seed);
    }

    /**
     * A hash of any policy.
     *
     * @param fields bits of {@link HashFields}; only {@link HashPolicy#CUSTOM} looks at them
     * @param seed the 32 bits of the sysctl
     * @throws IllegalArgumentException if the kernel lacks the policy or {@code fields} has other bits
     */
    public FlowHash(KernelProfile kernel, HashPolicy policy, int fields, int seed) {
        kernel.requirePolicy(policy);
        if ((fields & ~(HashFields.OUTER | HashFields.INNER)) != 0) {
            throw new IllegalArgumentException(
                    "multipath hash fields are bits of 0xfff, not 0x" + Integer.toHexString(fields));
        }
        this.policy = policy;
        this.fields = fields;
        this.order = kernel.endOrder();
        long key = (long) seed << 32 | Integer.toUnsignedLong(seed);
        this.sipHash = new SipHash(key, key);
        this.afterNoProtocol = sipHash.after(0, ZERO_WORDS);
        this.afterTcp = sipHash.after(TCP_WORD, ZERO_WORDS);
        this.afterUdp = sipHash.after(UDP_WORD, ZERO_WORDS);
    }

    public HashPolicy policy() {
        return policy;
    }

    /** The bits of {@link HashFields} that policy 3 hashes. */
    public int fields() {
        return fields;
    }

    /**
     * The hash of a packet that is being forwarded and carries no hash of its own.
     *
     * @param octets holds a packet whose IPv4 or IPv6 header has been checked: it is whole, and its length fits
     * @param ipOffset where the IP header begins, in octets
     */
    public int hash31(byte[] octets, int ipOffset) {
        boolean ipv6 = (octets[ipOffset] & 0xf0) == 0x60;
        int end = Math.min(octets.length, ipOffset + packetOctets(octets, ipOffset, ipv6));
        return switch (policy) {
            case LAYER_3 -> ipv6 ? layer3Ipv6(octets, ipOffset, end) : layer3Ipv4(octets, ipOffset, end);
            case LAYER_4 -> {
                dissector.dissect(octets, ipOffset, end, true);
                yield hash32(HashFields.FIVE_TUPLE, false) >>> 1;
            }
            case INNER_LAYER_3 -> {
                dissector.dissect(octets, ipOffset, end, false);
                int selected = keys.ipv6
                        ? HashFields.DEFAULT | HashFields.FLOW_LABEL
                        : HashFields.SOURCE_ADDRESS | HashFields.TARGET_ADDRESS;
                yield hash32(selected, false) >>> 1;
            }
            case CUSTOM -> custom(octets, ipOffset, end);
        };
    }

    /**
     * The hash of a forwarded packet that already carries a hash over its ports ({@code skb->l4_hash}): policy 1 takes
     * that one and ignores the seed; the other policies do not look at it.
     *
     * @param carried the 32 bits the packet carries
     */
    public int hash31(byte[] octets, int ipOffset, int carried) {
        return policy == HashPolicy.LAYER_4 ? carried >>> 1 : hash31(octets, ipOffset);
    }

    /**
     * The hash of an IPv4 lookup for a socket of the router itself, where there is no packet yet.
     *
     * @param source the bound address, or 0 when none is
     * @param targetPort for ICMP echo {@code type << 8 | code}, as Linux overlays them
     */
    public int hash31OfLocalIpv4(int source, int target, int protocol, int sourcePort, int targetPort) {
        keys.clear();
        keys.ipv4(source, target);
        int selected =
                switch (policy) {
                    case LAYER_3, INNER_LAYER_3 -> HashFields.SOURCE_ADDRESS | HashFields.TARGET_ADDRESS;
                    case LAYER_4 -> HashFields.FIVE_TUPLE;
                    case CUSTOM -> fields & HashFields.OUTER;
                };
        return ofLocal(protocol, sourcePort, targetPort, selected);
    }

    /**
     * The hash of an IPv6 lookup for a socket of the router itself: the flow label is 0.
     *
     * @param sourceHigh the first eight octets of the bound address, 0 when none is
     * @param targetPort for ICMPv6 echo {@code type << 8 | code}
     */
    public int hash31OfLocalIpv6(
            long sourceHigh,
            long sourceLow,
            long targetHigh,
            long targetLow,
            int protocol,
            int sourcePort,
            int targetPort) {
        keys.clear();
        keys.ipv6(sourceHigh, sourceLow, targetHigh, targetLow);
        int selected =
                switch (policy) {
                    case LAYER_3, INNER_LAYER_3 -> HashFields.DEFAULT;
                    case LAYER_4 -> HashFields.FIVE_TUPLE;
                    case CUSTOM -> fields & HashFields.OUTER;
                };
        return ofLocal(protocol, sourcePort, targetPort, selected);
    }

    private int ofLocal(int protocol, int sourcePort, int targetPort, int selected) {
        keys.protocol = protocol;
        keys.sourcePort = sourcePort;
        keys.targetPort = targetPort;
        if (policy == HashPolicy.CUSTOM && selected == 0) {
            return 0;
        }
        return hash32(selected, false) >>> 1;
    }

    private static int packetOctets(byte[] octets, int ipOffset, boolean ipv6) {
        return ipv6
                ? FlowDissector.IPV6_HEADER_OCTETS + FlowDissector.u16(octets, ipOffset + 4)
                : FlowDissector.u16(octets, ipOffset + 2);
    }

    private int layer3Ipv4(byte[] octets, int ipOffset, int end) {
        int header = ipOffset;
        if (octets[ipOffset + 9] == FlowDissector.PROTOCOL_ICMP) {
            header = IcmpErrors.quotedIpv4(octets, ipOffset, end);
        }
        keys.clear();
        keys.ipv4(FlowDissector.u32(octets, header + 12), FlowDissector.u32(octets, header + 16));
        return hash32(HashFields.SOURCE_ADDRESS | HashFields.TARGET_ADDRESS, false) >>> 1;
    }

    private int layer3Ipv6(byte[] octets, int ipOffset, int end) {
        int header = ipOffset;
        if (octets[ipOffset + 6] == FlowDissector.PROTOCOL_ICMPV6) {
            header = IcmpErrors.quotedIpv6(octets, ipOffset, end);
        }
        keys.clear();
        keys.ipv6(
                FlowDissector.u64(octets, header + 8),
                FlowDissector.u64(octets, header + 16),
                FlowDissector.u64(octets, header + 24),
                FlowDissector.u64(octets, header + 32));
        keys.flowLabel = FlowDissector.u32(octets, header) & 0xfffff;
        keys.protocol = octets[header + 6] & 0xff;
        return hash32(HashFields.DEFAULT | HashFields.FLOW_LABEL, true) >>> 1;
    }

    /** Policy 3: the outer and the inner packet hashed apart, then always mixed. */
    private int custom(byte[] octets, int ipOffset, int end) {
        int outer = 0;
        boolean mayHaveInner = true;
        if ((fields & HashFields.OUTER) != 0) {
            dissector.dissect(octets, ipOffset, end, true);
            mayHaveInner = keys.encapsulated;
            outer = hash32(fields & HashFields.OUTER, false);
        }
        int inner = 0;
        if (mayHaveInner && (fields & HashFields.INNER) != 0) {
            dissector.dissect(octets, ipOffset, end, false);
            if (keys.encapsulated) {
                inner = hash32((fields & HashFields.INNER) >>> HashFields.INNER_SHIFT, false);
            }
        }
        return JenkinsHash.ofTwoWords(outer, inner) >>> 1;
    }

    /**
     * The 32-bit hash of what {@code selected} keeps of the keys.
     *
     * @param labelAsOnTheWire policy 0 hashes the flow label in network order, the others in host order
     */
    private int hash32(int selected, boolean labelAsOnTheWire) {
        keys.keepOnly(selected);
        keys.putInOrder(order);
        int label = labelAsOnTheWire ? Integer.reverseBytes(keys.flowLabel) : keys.flowLabel;
        int count = keys.writeTo(words, label);
        int hash = (int) behindFirst(words[0]).hash(words, count);
        return hash == 0 ? 1 : hash; // Linux keeps 0 for "no hash"
    }

    private SipHash behindFirst(long word) {
        if (word == TCP_WORD) {
            return afterTcp;
        }
        if (word == UDP_WORD) {
            return afterUdp;
        }
        return word == 0 ? afterNoProtocol : sipHash;
    }
}
