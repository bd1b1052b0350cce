package io.sextant.cluster.datapath;

import io.sextant.cluster.flow.FlowEndpoint;
import io.sextant.protocol.address.IpAddress;
import io.sextant.topology.device.Direction;
import io.sextant.topology.device.Hook;
import io.sextant.topology.device.HookPoint;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pod of this node: an entry of {@code cilium_lxc}. */
public final class LocalEndpoint {

    private final int id;
    private final List<IpAddress> addresses;
    private final NetworkInterface device;
    private final long podMacBits;
    private final FlowEndpoint flowEndpoint;
    private final Verdict toPod;
    private @Nullable Hook program;

    /**
     * An endpoint.
     *
     * @param device the host's side of its veth pair
     * @param podMacBits the pod's side's address
     * @param flowEndpoint how Hubble shows it on this node
     */
    public LocalEndpoint(
            int id, List<IpAddress> addresses, NetworkInterface device, long podMacBits, FlowEndpoint flowEndpoint) {
        this.id = id;
        this.addresses = List.copyOf(addresses);
        this.device = device;
        this.podMacBits = podMacBits;
        this.flowEndpoint = flowEndpoint;
        toPod = Verdict.redirect(device, Direction.EGRESS);
    }

    public int id() {
        return id;
    }

    /** One of each version of IP the pod has. */
    List<IpAddress> addresses() {
        return addresses;
    }

    public NetworkInterface device() {
        return device;
    }

    public FlowEndpoint flowEndpoint() {
        return flowEndpoint;
    }

    /** The program on the pod's device takes its place. */
    void attach(Hook fromContainer) {
        program = fromContainer;
        device.attach(HookPoint.TC_INGRESS, fromContainer);
    }

    /** The device may serve another endpoint from now on. */
    void detach() {
        Hook attached = program;
        program = null;
        if (attached != null) {
            device.detach(attached);
        }
    }

    long podMacBits() {
        return podMacBits;
    }

    Verdict toPod() {
        return toPod;
    }
}
