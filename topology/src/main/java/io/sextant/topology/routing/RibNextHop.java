package io.sextant.topology.routing;

import io.sextant.protocol.address.IpAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.forwarding.RouteKind;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One next hop of a route as zebra holds it. As its owner gave it, it is neither active nor resolved; zebra's decision fills
 * that in.
 *
 * @param gateway the neighbour or a farther address; null when the destination is on the link, or nowhere
 * @param device where it is; for a gateway without a device, where zebra found it
 * @param dead what becomes of packets instead of going anywhere; null for a true next hop
 * @param bound whether the owner named the device beside the gateway
 * @param weight share in a group; 0 where nobody set one (connected routes, the kernel's single next hops)
 * @param onlink the gateway counts as a neighbour whatever the networks say
 * @param active usable now
 * @param duplicate leads where another of this route leads already; not installed again
 * @param resolved the way to the gateway through other routes; empty unless recursive
 */
public record RibNextHop(
        @Nullable IpAddress gateway,
        @Nullable NetworkInterface device,
        @Nullable RouteKind dead,
        boolean bound,
        int weight,
        boolean onlink,
        boolean active,
        boolean duplicate,
        List<RibNextHop> resolved) {

    /** FRR 8.4 {@code nexthop_cmp}: by type, weight, gateway, device. */
    static final Comparator<RibNextHop> ORDER = Comparator.comparingInt(RibNextHop::type)
            .thenComparingInt(RibNextHop::weight)
            .thenComparing(RibNextHop::gateway, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingInt(hop -> hop.device == null || !hop.bound && hop.gateway != null ? 0 : hop.device.index());

    public RibNextHop {
        resolved = List.copyOf(resolved);
    }

    /** A gateway that zebra shall find a way to, with weight 1. */
    public static RibNextHop via(IpAddress gateway) {
        return new RibNextHop(gateway, null, null, false, 1, false, false, false, List.of());
    }

    /** A gateway on a given device, with weight 1. */
    public static RibNextHop via(IpAddress gateway, NetworkInterface device) {
        return new RibNextHop(gateway, device, null, true, 1, false, false, false, List.of());
    }

    /** The destination is on the link; weight 1. */
    public static RibNextHop on(NetworkInterface device) {
        return new RibNextHop(null, device, null, false, 1, false, false, false, List.of());
    }

    /** Packets are dropped in this way; weight 1. */
    public static RibNextHop dead(RouteKind how) {
        return new RibNextHop(null, null, how, false, 1, false, false, false, List.of());
    }

    /** Whether the gateway was reached through another route than a connected one. */
    public boolean isRecursive() {
        return !resolved.isEmpty();
    }

    public RibNextHop withWeight(int newWeight) {
        return new RibNextHop(gateway, device, dead, bound, newWeight, onlink, active, duplicate, resolved);
    }

    public RibNextHop asOnlink() {
        return new RibNextHop(gateway, device, dead, bound, weight, true, active, duplicate, resolved);
    }

    RibNextHop asActive() {
        return new RibNextHop(gateway, device, dead, bound, weight, onlink, true, duplicate, resolved);
    }

    RibNextHop asInactive() {
        return new RibNextHop(gateway, device, dead, bound, weight, onlink, false, duplicate, List.of());
    }

    RibNextHop activeOn(@Nullable NetworkInterface found) {
        return new RibNextHop(gateway, found, dead, bound, weight, onlink, true, duplicate, resolved);
    }

    RibNextHop resolvedBy(List<RibNextHop> ways) {
        return new RibNextHop(gateway, device, dead, bound, weight, onlink, true, duplicate, ways);
    }

    RibNextHop withDuplicate(boolean now) {
        return new RibNextHop(gateway, device, dead, bound, weight, onlink, active, now, resolved);
    }

    RibNextHop withResolved(List<RibNextHop> ways) {
        return new RibNextHop(gateway, device, dead, bound, weight, onlink, active, duplicate, ways);
    }

    /** {@code enum nexthop_types_t}. */
    private int type() {
        if (dead != null) {
            return 6;
        }
        IpAddress to = gateway;
        if (to == null) {
            return 1;
        }
        return (to.lengthBits() == 32 ? 2 : 4) + (bound ? 1 : 0);
    }

    /** FRR 8.4 {@code nexthop_same}: where zebra found the gateway, and whether it did, does not count. */
    boolean isSameAs(RibNextHop other) {
        return ORDER.compare(this, other) == 0 && dead == other.dead;
    }

    /** The true ways: this one, or what it resolves to. */
    List<RibNextHop> ways() {
        return isRecursive() ? resolved : List.of(this);
    }
}
