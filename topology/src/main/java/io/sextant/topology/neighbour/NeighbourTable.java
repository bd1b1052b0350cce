package io.sextant.topology.neighbour;

import io.sextant.engine.Alarm;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.MacAddress;
import io.sextant.protocol.icmp.Ndp;
import io.sextant.topology.Network;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A host's ARP cache or its IPv6 neighbours, after Linux' net/core/neighbour.c. An entry is confirmed by a reply to its host's own request or
 * by TCP's progress, and stays REACHABLE for a time drawn anew every five minutes; then it is STALE, and the next
 * packet starts DELAY, PROBE and, without an answer, FAILED.
 */
public final class NeighbourTable {

    private static final Comparator<Neighbour> LISTING = Comparator.<Neighbour>comparingInt(
                    entry -> entry.device.index())
            .thenComparing((a, b) -> Long.compareUnsigned(a.high, b.high))
            .thenComparing((a, b) -> Long.compareUnsigned(a.low, b.low));
    private static final long FORCED_GC_AGE_NANOS = 5_000_000_000L;

    private final Network network;
    private final NeighbourOwner owner;
    private final Resolver resolver;
    private final NeighbourMachine machine;
    private final NeighbourIndex index = new NeighbourIndex();
    private long lastPeriodicGcNanos;
    private long lastForcedGcNanos = -FORCED_GC_AGE_NANOS;

    public NeighbourTable(Network network, NeighbourOwner owner, IpVersion version) {
        this.network = network;
        this.owner = owner;
        this.resolver = version == IpVersion.IPV4
                ? new ArpExchange(network, owner, this)
                : new NdpExchange(network, owner, this);
        this.machine = new NeighbourMachine(network, owner, resolver);
    }

    /** All entries, by interface index and then by address, as values. */
    public List<NeighbourEntry> entries() {
        List<NeighbourEntry> lines = new ArrayList<>();
        for (Neighbour entry : sorted()) {
            NeighbourState state = entry.state;
            if (state != null) {
                MacAddress mac = entry.isValid() ? new MacAddress(entry.macBits) : null;
                lines.add(new NeighbourEntry(entry.address(), entry.device, mac, state, entry.router));
            }
        }
        return lines;
    }

    /** The state of one entry; null when there is none. */
    public @Nullable NeighbourState stateOf(NetworkInterface device, int addressBits) {
        return stateOf(device, new Ipv4Address(addressBits));
    }

    /** As above, for either version. */
    public @Nullable NeighbourState stateOf(NetworkInterface device, IpAddress address) {
        Neighbour entry = find(device, address);
        return entry == null ? null : entry.state;
    }

    /** The neighbour's MAC address as 48 bits, or -1 while it is not known: what bpf_fib_lookup answers. */
    public long macOf(NetworkInterface device, int addressBits) {
        return macOf(device, 0, IpAddress.mapped(addressBits));
    }

    /** As above, for either version; halves as in {@link IpAddress#high}. */
    public long macOf(NetworkInterface device, long high, long low) {
        Neighbour entry = index.find(device.index(), high, low);
        return entry == null || !entry.isValid() ? -1 : entry.macBits;
    }

    /** Whether the entry is FAILED or INCOMPLETE; no entry counts as good. */
    public boolean isBad(NetworkInterface device, IpAddress address) {
        Neighbour entry = find(device, address);
        return entry != null && entry.isBad();
    }

    /** {@code ip neigh add ... nud permanent}. */
    public void addPermanent(NetworkInterface device, IpAddress address, MacAddress mac) {
        Neighbour entry = find(device, address);
        if (entry == null) {
            entry = create(device, address.high(), address.low());
        }
        if (entry != null) {
            entry.macBits = mac.bits();
            entry.timer.clear();
            machine.moveTo(entry, NeighbourState.PERMANENT);
            machine.flushQueue(entry);
        }
    }

    /** Frames waiting for replies. */
    public int queuedFrames() {
        return machine.queuedFrames();
    }

    /** Takes over a packet, from its IP header on, for a neighbour on the link, and sends it now or when ARP allows. */
    public void send(NetworkInterface device, int addressBits, Frame packet) {
        send(device, 0, IpAddress.mapped(addressBits), packet);
    }

    /** As above, for either version; halves as in {@link IpAddress#high}. */
    public void send(NetworkInterface device, long high, long low, Frame packet) {
        Neighbour entry = index.find(device.index(), high, low);
        if (entry != null && entry.isConnected()) {
            machine.emit(entry, packet);
            return;
        }
        if (entry == null) {
            entry = create(device, high, low);
            if (entry == null) {
                network.drop(owner.name(), device.name(), DropReason.NEIGHBOUR_TABLE_FULL, packet);
                return;
            }
        }
        machine.resolve(entry, packet);
    }

    /** Starts resolution without a packet, as bpf_redirect_neigh and friends may; harmless when the entry is usable. */
    public void solicit(NetworkInterface device, int addressBits) {
        solicit(device, new Ipv4Address(addressBits));
    }

    /** As above, for either version. */
    public void solicit(NetworkInterface device, IpAddress address) {
        Neighbour entry = find(device, address);
        if (entry == null) {
            entry = create(device, address.high(), address.low());
        }
        if (entry != null && !entry.isValid() && entry.state != NeighbourState.INCOMPLETE) {
            machine.solicit(entry);
        }
    }

    /** A packet of a connection that makes progress leaves: the neighbour is alive (dst_confirm). */
    public void confirm(NetworkInterface device, int addressBits) {
        confirm(device, 0, IpAddress.mapped(addressBits));
    }

    /** As above, for either version; halves as in {@link IpAddress#high}. */
    public void confirm(NetworkInterface device, long high, long low) {
        Neighbour entry = index.find(device.index(), high, low);
        if (entry != null) {
            entry.confirmedNanos = network.nowNanos();
        }
    }

    /** Takes over an ARP frame, or a checked ICMPv6 packet of neighbour discovery, from its Ethernet header on. */
    public void receive(NetworkInterface in, Frame frame) {
        resolver.receive(in, frame);
    }

    /** The device went down or lost its carrier: its entries go, permanent ones excepted (neigh_carrier_down). */
    public void deviceGone(NetworkInterface device) {
        for (Neighbour entry : sorted()) {
            if (entry.device == device && entry.state != NeighbourState.PERMANENT) {
                remove(entry, DropReason.NO_CARRIER);
            }
        }
    }

    /** Forgets everything, as a power cut does; what waits is dropped for that reason. */
    public void clear() {
        for (Neighbour entry : sorted()) {
            remove(entry, DropReason.POWER_OFF);
        }
    }

    /** A request from the neighbour told its address: learnt as STALE (neigh_event_ns). */
    void heardRequest(NetworkInterface device, long high, long low, long macBits) {
        Neighbour entry = index.find(device.index(), high, low);
        if (entry == null) {
            entry = create(device, high, low);
        }
        if (entry != null) {
            machine.update(entry, macBits, NeighbourState.STALE, true);
        }
    }

    /** Another ARP packet told an address we may know already; unknown ones are not learnt (arp_accept is 0). */
    void heardOther(NetworkInterface device, int addressBits, long macBits, boolean replyToUs, boolean gratuitous) {
        Neighbour entry = index.find(device.index(), 0, IpAddress.mapped(addressBits));
        if (entry != null) {
            // locktime, 1 s: an address that was just learnt is not replaced at once, but for gratuitous ARP.
            boolean override = gratuitous || network.nowNanos() > entry.updatedNanos + 1_000_000_000L;
            machine.update(entry, macBits, replyToUs ? NeighbourState.REACHABLE : NeighbourState.STALE, override);
        }
    }

    /** An advertisement (ndisc_recv_na): only entries that are there and not FAILED hear of it. */
    void heardAdvertisement(NetworkInterface device, long high, long low, long macBits, int flags) {
        Neighbour entry = index.find(device.index(), high, low);
        boolean macMissing = macBits == Ndp.NO_MAC;
        if (entry == null
                || entry.state == NeighbourState.FAILED
                || (macMissing && entry.state == NeighbourState.INCOMPLETE)) {
            return;
        }
        boolean solicited = (flags & Ndp.SOLICITED) != 0;
        entry.router = (flags & Ndp.ROUTER) != 0;
        machine.update(
                entry,
                macMissing ? entry.macBits : macBits,
                solicited ? NeighbourState.REACHABLE : NeighbourState.STALE,
                (flags & Ndp.OVERRIDE) != 0,
                true);
    }

    private @Nullable Neighbour find(NetworkInterface device, IpAddress address) {
        return index.find(device.index(), address.high(), address.low());
    }

    private @Nullable Neighbour create(NetworkInterface device, long high, long low) {
        collectGarbage();
        if (index.size() >= owner.neighbourSettings().gcThreshold3()) {
            return null;
        }
        Neighbour entry = new Neighbour(device, high, low, network.nowNanos(), this::alarmOf);
        index.add(entry);
        return entry;
    }

    private Alarm alarmOf(Neighbour entry) {
        String label = "neighbour " + owner.name() + ":" + entry.device.name() + " " + entry.address();
        return new Alarm(network.scheduler(), label, () -> machine.onTimer(entry));
    }

    /** neigh_periodic_work and neigh_forced_gc, done when a new entry is needed instead of by a timer. */
    private void collectGarbage() {
        NeighbourSettings settings = owner.neighbourSettings();
        long now = network.nowNanos();
        if (index.size() >= settings.gcThreshold1() && now - lastPeriodicGcNanos >= settings.baseReachableNanos() / 2) {
            lastPeriodicGcNanos = now;
            for (Neighbour entry : sorted()) {
                boolean unused = entry.state == NeighbourState.STALE && now - entry.usedNanos >= settings.staleNanos();
                if (unused || entry.state == NeighbourState.FAILED) {
                    remove(entry, resolver.failed());
                }
            }
        }
        boolean crowded = index.size() >= settings.gcThreshold2() && now - lastForcedGcNanos >= FORCED_GC_AGE_NANOS;
        if (crowded || index.size() >= settings.gcThreshold3()) {
            lastForcedGcNanos = now;
            for (Neighbour entry : sorted()) {
                boolean old = now - entry.updatedNanos > FORCED_GC_AGE_NANOS;
                boolean idle = entry.state == NeighbourState.STALE && old;
                if (idle || entry.state == NeighbourState.FAILED) {
                    remove(entry, resolver.failed());
                }
            }
        }
    }

    private void remove(Neighbour entry, DropReason reason) {
        index.remove(entry);
        machine.end(entry, reason);
    }

    private List<Neighbour> sorted() {
        List<Neighbour> all = index.all();
        all.sort(LISTING);
        return all;
    }
}
