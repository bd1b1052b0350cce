package io.sextant.lab.run;

/** Whether an address (host-order bits) is one that the cluster announces. */
@FunctionalInterface
interface LoadBalancedAddresses {
    boolean contains(int addressBits);
}
