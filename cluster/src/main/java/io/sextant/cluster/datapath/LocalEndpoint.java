package io.sextant.cluster.datapath;

import io.sextant.cluster.flow.FlowEndpoint;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.topology.device.Direction;
import io.sextant.topology.device.Hook;
import io.sextant.topology.device.HookPoint;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.Verdict;
import org.jspecify.annotations.Nullable;

/** A pod of this node: an entry of {@code cilium_lxc}. */
public final class LocalEndpoint {

    private final int id;
    private final Ipv4Address address;
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
            int id, Ipv4Address address, NetworkInterface device, long podMacBits, FlowEndpoint flowEndpoint) {
        this.id = id;
        this.address = address;
        this.device = device;
        this.podMacBits = podMacBits;
        this.flowEndpoint = flowEndpoint;
        toPod = Verdict.redirect(device, Direction.EGRESS);
    }

    public int id() {
        return id;
    }

    public Ipv4Address address() {
        return address;
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
