package io.sextant.lab.run;

/** Whether an address, as halves ({@link io.sextant.protocol.address.IpAddress#high}), is one that the cluster announces. */
@FunctionalInterface
interface LoadBalancedAddresses {
    boolean contains(long high, long low);
}
