package io.sextant.topology.host;

import io.sextant.topology.ecmp.HashFields;
import io.sextant.topology.ecmp.HashPolicy;
import io.sextant.topology.ecmp.KernelProfile;
import io.sextant.topology.neighbour.NeighbourSettings;

/**
 * The settings under {@code net.ipv6} that this model obeys, with Linux' defaults. Changes count from the next packet on.
 * The seed of the multipath hash is {@code net.ipv4}'s, as in Linux.
 */
public final class Ipv6Sysctl {

    private static final long SECOND = 1_000_000_000L;

    private final KernelProfile kernel;
    private final Runnable hashChanged;

    private boolean forwarding;
    private boolean ignoreRoutesWithLinkdown;
    private boolean keepAddressesOnDown;
    private boolean autoFlowLabels = true;
    private boolean ignoreEcho;
    private int hopLimit = 64;
    private long icmpRateLimitNanos = SECOND;
    private HashPolicy hashPolicy = HashPolicy.LAYER_3;
    private int hashFields = HashFields.DEFAULT;
    private NeighbourSettings neighbour = NeighbourSettings.LINUX;

    Ipv6Sysctl(KernelProfile kernel, Runnable hashChanged) {
        this.kernel = kernel;
        this.hashChanged = hashChanged;
    }

    /** {@code net.ipv6.conf.all.forwarding}; off. */
    public boolean forwarding() {
        return forwarding;
    }

    public Ipv6Sysctl setForwarding(boolean on) {
        forwarding = on;
        return this;
    }

    /** {@code net.ipv6.conf.all.ignore_routes_with_linkdown}; off. */
    public boolean ignoreRoutesWithLinkdown() {
        return ignoreRoutesWithLinkdown;
    }

    public Ipv6Sysctl setIgnoreRoutesWithLinkdown(boolean on) {
        ignoreRoutesWithLinkdown = on;
        return this;
    }

    /** {@code net.ipv6.conf.all.keep_addr_on_down}; off. */
    public boolean keepAddressesOnDown() {
        return keepAddressesOnDown;
    }

    public Ipv6Sysctl setKeepAddressesOnDown(boolean on) {
        keepAddressesOnDown = on;
        return this;
    }

    /** {@code net.ipv6.auto_flowlabels}; 1. Off, every packet made here has flow label 0. */
    public boolean autoFlowLabels() {
        return autoFlowLabels;
    }

    public Ipv6Sysctl setAutoFlowLabels(boolean on) {
        autoFlowLabels = on;
        return this;
    }

    /** {@code net.ipv6.icmp.echo_ignore_all}; off. */
    public boolean ignoreEcho() {
        return ignoreEcho;
    }

    public Ipv6Sysctl setIgnoreEcho(boolean on) {
        ignoreEcho = on;
        return this;
    }

    /** {@code net.ipv6.conf.all.hop_limit}; 64. */
    public int hopLimit() {
        return hopLimit;
    }

    /** {@code net.ipv6.icmp.ratelimit}: least time between two errors to one peer; 1 s, 0 means no limit. */
    public long icmpRateLimitNanos() {
        return icmpRateLimitNanos;
    }

    public Ipv6Sysctl setIcmpRateLimitNanos(long nanos) {
        icmpRateLimitNanos = nanos;
        return this;
    }

    /** {@code net.ipv6.fib_multipath_hash_policy}; 0. */
    public HashPolicy hashPolicy() {
        return hashPolicy;
    }

    public Ipv6Sysctl setHashPolicy(HashPolicy policy) {
        if (!kernel.knows(policy)) {
            throw new IllegalArgumentException(kernel.name() + " does not know hash policy " + policy.number());
        }
        hashPolicy = policy;
        hashChanged.run();
        return this;
    }

    /** {@code net.ipv6.fib_multipath_hash_fields}, bits of {@link HashFields}. */
    public int hashFields() {
        return hashFields;
    }

    public Ipv6Sysctl setHashFields(int fields) {
        hashFields = fields;
        hashChanged.run();
        return this;
    }

    /** {@code net.ipv6.neigh.default.*}. */
    public NeighbourSettings neighbour() {
        return neighbour;
    }

    public Ipv6Sysctl setNeighbour(NeighbourSettings settings) {
        neighbour = settings;
        return this;
    }
}
