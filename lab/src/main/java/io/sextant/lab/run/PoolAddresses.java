package io.sextant.lab.run;

import io.sextant.lab.scenario.cluster.AddressRange;
import io.sextant.lab.scenario.cluster.PoolSpec;
import java.util.List;

/** The addresses of the cluster's pools, as two sorted bounds each: asked for every frame on a node's cable. */
final class PoolAddresses implements LoadBalancedAddresses {

    private final int[] first;
    private final int[] last;

    PoolAddresses(List<PoolSpec> pools) {
        List<AddressRange> ranges =
                pools.stream().flatMap(pool -> pool.addresses().stream()).toList();
        first = ranges.stream().mapToInt(range -> range.first().bits()).toArray();
        last = ranges.stream().mapToInt(range -> range.last().bits()).toArray();
    }

    @Override
    public boolean contains(int addressBits) {
        for (int i = 0; i < first.length; i++) {
            if (Integer.compareUnsigned(addressBits, first[i]) >= 0
                    && Integer.compareUnsigned(addressBits, last[i]) <= 0) {
                return true;
            }
        }
        return false;
    }
}
