package io.sextant.lab.scenario.capture;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;

/**
 * A place to record packets, written {@code node:interface} or {@code node:interface@place}.
 *
 * @param node a node, or {@code namespace/pod} for the pod's own eth0
 * @param interfaceName may be one that Cilium makes, such as cilium_vxlan
 */
public record TapSpec(Position position, String node, String interfaceName, TapPlace place) implements Located {

    @Override
    public String toString() {
        return node + ":" + interfaceName + (place == TapPlace.INTERFACE ? "" : "@" + place.word());
    }
}
