package io.sextant.topology.host;

import io.sextant.protocol.tcp.TcpProfile;
import io.sextant.topology.ecmp.HashFields;
import io.sextant.topology.ecmp.HashPolicy;
import io.sextant.topology.ecmp.KernelProfile;
import io.sextant.topology.neighbour.NeighbourSettings;

/**
 * The kernel settings of one host that this model obeys, with Linux' defaults. Times are in nanoseconds. Changes count
 * from the next packet or timer on.
 */
public final class Sysctl {

    /** {@code rp_filter}: how a packet's source address is held against the way back to it. */
    public enum ReversePathFilter {
        OFF,
        /** The way back must be the interface it came in by (RFC 3704 §2.2). */
        STRICT,
        /** There must be a way back at all (RFC 3704 §2.4). */
        LOOSE
    }

    private static final long SECOND = 1_000_000_000L;

    private final KernelProfile kernel;
    private final Runnable hashChanged;

    private boolean ipForward;
    private ReversePathFilter rpFilter = ReversePathFilter.OFF;
    private boolean sendRedirects = true;
    private boolean ignoreRoutesWithLinkdown;
    private HashPolicy hashPolicy = HashPolicy.LAYER_3;
    private int hashFields = HashFields.DEFAULT;
    private int hashSeed;
    private boolean hashSeedDrawn;
    private boolean multipathUsesNeighbours;
    private long icmpRateLimitNanos = SECOND;
    private int icmpRateMask = 0x1818;
    private int icmpMessagesPerSecond = 1_000;
    private int icmpMessagesBurst = 50;
    private boolean ignoreEcho;
    private int defaultTtl = 64;
    private NeighbourSettings neighbour = NeighbourSettings.LINUX;
    private TcpProfile tcp = TcpProfile.LINUX;
    private int lowestEphemeralPort = 32_768;
    private int highestEphemeralPort = 60_999;

    Sysctl(KernelProfile kernel, Runnable hashChanged) {
        this.kernel = kernel;
        this.hashChanged = hashChanged;
    }

    /** {@code net.ipv4.ip_forward}; off. */
    public boolean ipForward() {
        return ipForward;
    }

    public Sysctl setIpForward(boolean on) {
        ipForward = on;
        return this;
    }

    /** {@code net.ipv4.conf.all.rp_filter}; the kernel's default is off, distributions often set it. */
    public ReversePathFilter rpFilter() {
        return rpFilter;
    }

    public Sysctl setRpFilter(ReversePathFilter filter) {
        rpFilter = filter;
        return this;
    }

    /** {@code net.ipv4.conf.all.send_redirects}; on. */
    public boolean sendRedirects() {
        return sendRedirects;
    }

    public Sysctl setSendRedirects(boolean on) {
        sendRedirects = on;
        return this;
    }

    /** {@code net.ipv4.conf.all.ignore_routes_with_linkdown}; off. */
    public boolean ignoreRoutesWithLinkdown() {
        return ignoreRoutesWithLinkdown;
    }

    public Sysctl setIgnoreRoutesWithLinkdown(boolean on) {
        ignoreRoutesWithLinkdown = on;
        return this;
    }

    /** {@code net.ipv4.fib_multipath_hash_policy}; 0. */
    public HashPolicy hashPolicy() {
        return hashPolicy;
    }

    public Sysctl setHashPolicy(HashPolicy policy) {
        if (!kernel.knows(policy)) {
            throw new IllegalArgumentException(kernel.name() + " does not know hash policy " + policy.number());
        }
        hashPolicy = policy;
        hashChanged.run();
        return this;
    }

    /** {@code net.ipv4.fib_multipath_hash_fields}, bits of {@link HashFields}. */
    public int hashFields() {
        return hashFields;
    }

    public Sysctl setHashFields(int fields) {
        hashFields = fields;
        hashChanged.run();
        return this;
    }

    /** {@code net.ipv4.fib_multipath_hash_seed}, drawn at boot; settable on real kernels from 6.11 on. */
    public int hashSeed() {
        return hashSeed;
    }

    /** Whether the seed was drawn and not set, so that a real machine's would be another. */
    public boolean isHashSeedDrawn() {
        return hashSeedDrawn;
    }

    /** What happens at boot. */
    public Sysctl drawHashSeed(int seed) {
        setHashSeed(seed);
        hashSeedDrawn = true;
        return this;
    }

    public Sysctl setHashSeed(int seed) {
        hashSeed = seed;
        hashSeedDrawn = false;
        hashChanged.run();
        return this;
    }

    /** {@code net.ipv4.fib_multipath_use_neigh}; off. Counts for routes installed from then on. */
    public boolean multipathUsesNeighbours() {
        return multipathUsesNeighbours;
    }

    public Sysctl setMultipathUsesNeighbours(boolean on) {
        multipathUsesNeighbours = on;
        return this;
    }

    /** {@code net.ipv4.icmp_ratelimit}: least time between two limited errors to one peer; 1 s, 0 means no limit. */
    public long icmpRateLimitNanos() {
        return icmpRateLimitNanos;
    }

    public Sysctl setIcmpRateLimitNanos(long nanos) {
        icmpRateLimitNanos = nanos;
        return this;
    }

    /** {@code net.ipv4.icmp_ratemask}: bit n limits ICMP type n; 0x1818 is types 3, 4, 11 and 12. */
    public int icmpRateMask() {
        return icmpRateMask;
    }

    public Sysctl setIcmpRateMask(int mask) {
        icmpRateMask = mask;
        return this;
    }

    /** {@code net.ipv4.icmp_msgs_per_sec}: limited errors to everyone together; 1,000. */
    public int icmpMessagesPerSecond() {
        return icmpMessagesPerSecond;
    }

    /** {@code net.ipv4.icmp_msgs_burst}: how many of those may come at once; 50. */
    public int icmpMessagesBurst() {
        return icmpMessagesBurst;
    }

    /** {@code net.ipv4.icmp_echo_ignore_all}; off. */
    public boolean ignoreEcho() {
        return ignoreEcho;
    }

    public Sysctl setIgnoreEcho(boolean on) {
        ignoreEcho = on;
        return this;
    }

    /** {@code net.ipv4.ip_default_ttl}; 64. */
    public int defaultTtl() {
        return defaultTtl;
    }

    /** {@code net.ipv4.neigh.default.*}. */
    public NeighbourSettings neighbour() {
        return neighbour;
    }

    public Sysctl setNeighbour(NeighbourSettings settings) {
        neighbour = settings;
        return this;
    }

    /** The figures of {@code net.ipv4.tcp_*}; count for connections opened from then on. */
    public TcpProfile tcp() {
        return tcp;
    }

    public Sysctl setTcp(TcpProfile profile) {
        tcp = profile;
        return this;
    }

    /** Lower end of {@code net.ipv4.ip_local_port_range}; 32768. */
    public int lowestEphemeralPort() {
        return lowestEphemeralPort;
    }

    /** Upper end of {@code net.ipv4.ip_local_port_range}; 60999. */
    public int highestEphemeralPort() {
        return highestEphemeralPort;
    }

    public Sysctl setEphemeralPorts(int lowest, int highest) {
        if (lowest < 1 || highest > 65_535 || lowest > highest) {
            throw new IllegalArgumentException("ports " + lowest + ".." + highest + " are no range in 1..65535");
        }
        lowestEphemeralPort = lowest;
        highestEphemeralPort = highest;
        return this;
    }
}
