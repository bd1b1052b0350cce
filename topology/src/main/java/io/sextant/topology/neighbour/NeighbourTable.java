package io.sextant.topology.neighbour;

import io.sextant.engine.Alarm;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.MacAddress;
import io.sextant.protocol.ethernet.EtherType;
import io.sextant.protocol.ethernet.Ethernet;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.topology.Network;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A host's ARP cache, after Linux' net/core/neighbour.c. An entry is confirmed by a reply to its host's own request or
 * by TCP's progress, and stays REACHABLE for a time drawn anew every five minutes; then it is STALE, and the next
 * packet starts DELAY, PROBE and, without an answer, FAILED.
 */
public final class NeighbourTable {

    private static final Comparator<Neighbour> LISTING = Comparator.<Neighbour>comparingInt(
                    entry -> entry.device.index())
            .thenComparing((a, b) -> Integer.compareUnsigned(a.address, b.address));
    private static final long FORCED_GC_AGE_NANOS = 5_000_000_000L;

    private final Network network;
    private final NeighbourOwner owner;
    private final ArpExchange arp;
    private final ReachableTimes reachableTimes;
    private final NeighbourIndex index = new NeighbourIndex();
    private int queuedFrames;
    private long lastPeriodicGcNanos;
    private long lastForcedGcNanos = -FORCED_GC_AGE_NANOS;

    public NeighbourTable(Network network, NeighbourOwner owner) {
        this.network = network;
        this.owner = owner;
        this.arp = new ArpExchange(network, owner, this);
        this.reachableTimes = new ReachableTimes(network, owner);
    }

    /** All entries, by interface index and then by address, as values. */
    public List<NeighbourEntry> entries() {
        List<NeighbourEntry> lines = new ArrayList<>();
        for (Neighbour entry : sorted()) {
            NeighbourState state = entry.state;
            if (state != null) {
                MacAddress mac = entry.isValid() ? new MacAddress(entry.macBits) : null;
                lines.add(new NeighbourEntry(new Ipv4Address(entry.address), entry.device, mac, state));
            }
        }
        return lines;
    }

    /** The state of one entry; null when there is none. */
    public @Nullable NeighbourState stateOf(NetworkInterface device, int addressBits) {
        Neighbour entry = index.find(device.index(), addressBits);
        return entry == null ? null : entry.state;
    }

    /** The neighbour's MAC address as 48 bits, or -1 while it is not known: what bpf_fib_lookup answers. */
    public long macOf(NetworkInterface device, int addressBits) {
        Neighbour entry = index.find(device.index(), addressBits);
        return entry == null || !entry.isValid() ? -1 : entry.macBits;
    }

    /** Whether the entry is FAILED or INCOMPLETE; no entry counts as good. */
    public boolean isBad(NetworkInterface device, int addressBits) {
        Neighbour entry = index.find(device.index(), addressBits);
        return entry != null && entry.isBad();
    }

    /** {@code ip neigh add ... nud permanent}. */
    public void addPermanent(NetworkInterface device, Ipv4Address address, MacAddress mac) {
        Neighbour entry = index.find(device.index(), address.bits());
        if (entry == null) {
            entry = create(device, address.bits());
        }
        if (entry != null) {
            entry.macBits = mac.bits();
            entry.timer.clear();
            moveTo(entry, NeighbourState.PERMANENT);
            flushQueue(entry);
        }
    }

    /** Frames waiting for replies. */
    public int queuedFrames() {
        return queuedFrames;
    }

    /** Takes over a packet, from its IP header on, for a neighbour on the link, and sends it now or when ARP allows. */
    public void send(NetworkInterface device, int addressBits, Frame packet) {
        Neighbour entry = index.find(device.index(), addressBits);
        if (entry != null && entry.isConnected()) {
            emit(entry, packet);
            return;
        }
        if (entry == null) {
            entry = create(device, addressBits);
            if (entry == null) {
                network.drop(owner.name(), device.name(), DropReason.NEIGHBOUR_TABLE_FULL, packet);
                return;
            }
        }
        resolve(entry, packet);
    }

    /** Starts resolution without a packet, as bpf_redirect_neigh and friends may; harmless when the entry is usable. */
    public void solicit(NetworkInterface device, int addressBits) {
        Neighbour entry = index.find(device.index(), addressBits);
        if (entry == null) {
            entry = create(device, addressBits);
        }
        if (entry != null && !entry.isValid() && entry.state != NeighbourState.INCOMPLETE) {
            startResolution(entry);
            arp.probe(entry, 0);
        }
    }

    /** A packet of a connection that makes progress leaves: the neighbour is alive (dst_confirm). */
    public void confirm(NetworkInterface device, int addressBits) {
        Neighbour entry = index.find(device.index(), addressBits);
        if (entry != null) {
            entry.confirmedNanos = network.nowNanos();
        }
    }

    /** Takes over an ARP frame, from its Ethernet header on. */
    public void receive(NetworkInterface in, Frame frame) {
        arp.receive(in, frame);
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

    private void resolve(Neighbour entry, Frame packet) {
        long now = network.nowNanos();
        entry.usedNanos = now;
        NeighbourState state = entry.state;
        if (state == NeighbourState.STALE) {
            entry.updatedNanos = now;
            moveTo(entry, NeighbourState.DELAY);
            entry.timer.set(now + owner.neighbourSettings().delayFirstProbeNanos());
        }
        if (entry.isValid()) {
            emit(entry, packet);
            return;
        }
        boolean first = state != NeighbourState.INCOMPLETE;
        if (first) {
            startResolution(entry);
        }
        int source = Ipv4.source(packet.octets(), packet.start());
        enqueue(entry, packet);
        if (first) {
            arp.probe(entry, source);
        }
    }

    private void startResolution(Neighbour entry) {
        NeighbourSettings settings = owner.neighbourSettings();
        // Unicast probes count as spent: there is no address to send them to.
        entry.probes = settings.unicastProbes();
        entry.updatedNanos = network.nowNanos();
        moveTo(entry, NeighbourState.INCOMPLETE);
        entry.timer.set(network.nowNanos() + settings.retransmitNanos());
    }

    /** Drops the oldest until the new one fits, as __neigh_event_send does. */
    private void enqueue(Neighbour entry, Frame packet) {
        int limit = owner.neighbourSettings().unresolvedQueueOctets();
        while (entry.waitingOctets() + Neighbour.sizeInQueue(packet) > limit) {
            Frame oldest = entry.dequeue();
            if (oldest == null) {
                break;
            }
            queuedFrames--;
            network.drop(owner.name(), entry.device.name(), DropReason.ARP_QUEUE_FULL, oldest);
        }
        entry.enqueue(packet);
        queuedFrames++;
    }

    private void emit(Neighbour entry, Frame packet) {
        int start = packet.push(Ethernet.HEADER_OCTETS);
        NetworkInterface device = entry.device;
        Ethernet.writeHeader(packet.octets(), start, entry.macBits, device.macBits(), EtherType.IPV4);
        device.transmit(packet);
    }

    private void flushQueue(Neighbour entry) {
        for (Frame packet = entry.dequeue(); packet != null; packet = entry.dequeue()) {
            queuedFrames--;
            emit(entry, packet);
        }
    }

    /** neigh_timer_handler. */
    private void onTimer(Neighbour entry) {
        long now = network.nowNanos();
        NeighbourSettings settings = owner.neighbourSettings();
        NeighbourState state = entry.state;
        if (state == NeighbourState.REACHABLE) {
            reachableTimeIsOver(entry, now, settings);
        } else if (state == NeighbourState.DELAY) {
            if (now <= entry.confirmedNanos + settings.delayFirstProbeNanos()) {
                entry.updatedNanos = now;
                moveTo(entry, NeighbourState.REACHABLE);
                entry.timer.set(entry.confirmedNanos + reachableTimes.of(entry.device));
            } else {
                entry.updatedNanos = now;
                entry.probes = 0;
                moveTo(entry, NeighbourState.PROBE);
                probeOrFail(entry, now, settings);
            }
        } else if (state == NeighbourState.PROBE || state == NeighbourState.INCOMPLETE) {
            probeOrFail(entry, now, settings);
        }
    }

    private void reachableTimeIsOver(Neighbour entry, long now, NeighbourSettings settings) {
        long until = entry.confirmedNanos + reachableTimes.of(entry.device);
        if (now < until) {
            entry.timer.set(until);
        } else if (now <= entry.usedNanos + settings.delayFirstProbeNanos()) {
            entry.updatedNanos = now;
            moveTo(entry, NeighbourState.DELAY);
            entry.timer.set(now + settings.delayFirstProbeNanos());
        } else {
            entry.updatedNanos = now;
            moveTo(entry, NeighbourState.STALE);
        }
    }

    private void probeOrFail(Neighbour entry, long now, NeighbourSettings settings) {
        int most = settings.unicastProbes() + (entry.state == NeighbourState.PROBE ? 0 : settings.multicastProbes());
        if (entry.probes >= most) {
            entry.updatedNanos = now;
            moveTo(entry, NeighbourState.FAILED);
            for (Frame packet = entry.dequeue(); packet != null; packet = entry.dequeue()) {
                queuedFrames--;
                owner.undeliverable(entry.device, packet);
            }
            return;
        }
        entry.timer.set(now + settings.retransmitNanos());
        arp.probe(entry, 0);
    }

    /** A request from the neighbour told its address: learnt as STALE (neigh_event_ns). */
    void heardRequest(NetworkInterface device, int addressBits, long macBits) {
        Neighbour entry = index.find(device.index(), addressBits);
        if (entry == null) {
            entry = create(device, addressBits);
        }
        if (entry != null) {
            update(entry, macBits, NeighbourState.STALE, true);
        }
    }

    /** Another ARP packet told an address we may know already; unknown ones are not learnt (arp_accept is 0). */
    void heardOther(NetworkInterface device, int addressBits, long macBits, boolean replyToUs, boolean gratuitous) {
        Neighbour entry = index.find(device.index(), addressBits);
        if (entry != null) {
            // locktime, 1 s: an address that was just learnt is not replaced at once, but for gratuitous ARP.
            boolean override = gratuitous || network.nowNanos() > entry.updatedNanos + 1_000_000_000L;
            update(entry, macBits, replyToUs ? NeighbourState.REACHABLE : NeighbourState.STALE, override);
        }
    }

    /** neigh_update for REACHABLE and STALE. */
    private void update(Neighbour entry, long macBits, NeighbourState wanted, boolean override) {
        if (entry.state == NeighbourState.PERMANENT) {
            return;
        }
        long now = network.nowNanos();
        boolean wasValid = entry.isValid();
        boolean sameMac = wasValid && entry.macBits == macBits;
        if (wanted == NeighbourState.REACHABLE) {
            entry.confirmedNanos = now;
        }
        NeighbourState next = wanted;
        if (wasValid) {
            if (!sameMac && !override) {
                return;
            }
            NeighbourState state = entry.state;
            if (sameMac && wanted == NeighbourState.STALE && state != null) {
                next = state;
            }
        }
        if (next != entry.state || !sameMac) {
            entry.updatedNanos = now;
        }
        if (!sameMac) {
            entry.macBits = macBits;
            if (next != NeighbourState.REACHABLE) {
                entry.confirmedNanos = now - 2 * owner.neighbourSettings().baseReachableNanos();
            }
        }
        if (next != entry.state) {
            entry.timer.clear();
            moveTo(entry, next);
            if (next == NeighbourState.REACHABLE) {
                entry.timer.set(now + reachableTimes.of(entry.device));
            }
        }
        if (!wasValid) {
            flushQueue(entry);
        }
    }

    private void moveTo(Neighbour entry, NeighbourState next) {
        boolean wasBad = entry.isBad();
        entry.state = next;
        if (entry.isBad() != wasBad) {
            owner.reachabilityChanged(entry.device, entry.address, entry.isBad());
        }
    }

    private @Nullable Neighbour create(NetworkInterface device, int addressBits) {
        collectGarbage();
        if (index.size() >= owner.neighbourSettings().gcThreshold3()) {
            return null;
        }
        Neighbour entry = new Neighbour(device, addressBits, network.nowNanos(), this::alarmOf);
        index.add(entry);
        return entry;
    }

    private Alarm alarmOf(Neighbour entry) {
        String label = "neighbour " + owner.name() + ":" + entry.device.name() + " " + new Ipv4Address(entry.address);
        return new Alarm(network.scheduler(), label, () -> onTimer(entry));
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
                    remove(entry, DropReason.ARP_FAILED);
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
                    remove(entry, DropReason.ARP_FAILED);
                }
            }
        }
    }

    private void remove(Neighbour entry, DropReason reason) {
        entry.timer.clear();
        index.remove(entry);
        for (Frame packet = entry.dequeue(); packet != null; packet = entry.dequeue()) {
            queuedFrames--;
            network.drop(owner.name(), entry.device.name(), reason, packet);
        }
        if (entry.isBad()) {
            owner.reachabilityChanged(entry.device, entry.address, false);
        }
    }

    private List<Neighbour> sorted() {
        List<Neighbour> all = index.all();
        all.sort(LISTING);
        return all;
    }
}
