package io.sextant.lab.scenario.cluster;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import java.util.List;

/**
 * Addresses for services of type LoadBalancer, handed out from the first upward.
 *
 * @param avoidBuggyIps skips addresses that end in .0 or .255 (MetalLB's word)
 * @param autoAssign whether a service gets an address from here without asking
 * @param localPreference the LOCAL_PREF announced, 0 to 4294967295; Cilium's speaker ignores it and sends 100
 */
public record PoolSpec(
        Position position,
        String name,
        List<AddressRange> addresses,
        boolean avoidBuggyIps,
        boolean autoAssign,
        long localPreference)
        implements Located {

    public PoolSpec {
        addresses = List.copyOf(addresses);
    }
}
