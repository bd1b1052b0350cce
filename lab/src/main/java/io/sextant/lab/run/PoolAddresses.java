package io.sextant.lab.run;

import io.sextant.lab.scenario.cluster.AddressRange;
import io.sextant.lab.scenario.cluster.PoolSpec;
import io.sextant.protocol.address.IpAddress;
import java.util.List;

/** The addresses of the cluster's pools: asked for every frame on a node's cable. */
final class PoolAddresses implements LoadBalancedAddresses {

    private final AddressRange[] ranges;

    PoolAddresses(List<PoolSpec> pools) {
        ranges = pools.stream().flatMap(pool -> pool.addresses().stream()).toArray(AddressRange[]::new);
    }

    @Override
    public boolean contains(long high, long low) {
        for (AddressRange range : ranges) {
            if (isNotAbove(range.first(), high, low) && isNotBelow(range.last(), high, low)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNotAbove(IpAddress bound, long high, long low) {
        int byHigh = Long.compareUnsigned(bound.high(), high);
        return byHigh < 0 || byHigh == 0 && Long.compareUnsigned(bound.low(), low) <= 0;
    }

    private static boolean isNotBelow(IpAddress bound, long high, long low) {
        int byHigh = Long.compareUnsigned(bound.high(), high);
        return byHigh > 0 || byHigh == 0 && Long.compareUnsigned(bound.low(), low) >= 0;
    }
}
