package io.sextant.topology.forwarding;

import io.sextant.protocol.address.IpAddress;
import io.sextant.topology.device.NetworkInterface;
import org.jspecify.annotations.Nullable;

/**
 * One way out.
 *
 * @param gateway the neighbour to hand the packet to; null when the destination itself is on the link
 * @param device where to send
 * @param weight share in a group, 1 or more
 */
public record NextHop(@Nullable IpAddress gateway, NetworkInterface device, int weight) {

    public NextHop {
        if (weight < 1 || weight > 65_536) {
            throw new IllegalArgumentException("weight " + weight + " is not in 1..65536");
        }
    }

    /** Through a gateway, with weight 1. */
    public static NextHop via(IpAddress gateway, NetworkInterface device) {
        return new NextHop(gateway, device, 1);
    }

    /** On the link, with weight 1. */
    public static NextHop on(NetworkInterface device) {
        return new NextHop(null, device, 1);
    }
}
