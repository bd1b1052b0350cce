package io.sextant.topology.neighbour;

import io.sextant.protocol.ethernet.Ethernet;
import io.sextant.topology.Network;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;

/** What moves an entry from state to state: packets that need it, its timer, and what ARP hears (neighbour.c). */
final class NeighbourMachine {

    private final Network network;
    private final NeighbourOwner owner;
    private final ReachableTimes reachableTimes;
    private final Resolver resolver;
    private int queuedFrames;

    NeighbourMachine(Network network, NeighbourOwner owner, Resolver resolver) {
        this.network = network;
        this.owner = owner;
        this.resolver = resolver;
        this.reachableTimes = new ReachableTimes(network, owner);
    }

    /** Frames that wait for an address. */
    int queuedFrames() {
        return queuedFrames;
    }

    /** Asks without a packet that needs the answer. */
    void solicit(Neighbour entry) {
        startResolution(entry);
        resolver.probe(entry, null);
    }

    /** Ends an entry: what waits is dropped, its timer stops. */
    void end(Neighbour entry, DropReason reason) {
        entry.timer.clear();
        for (Frame packet = entry.dequeue(); packet != null; packet = entry.dequeue()) {
            queuedFrames--;
            network.drop(owner.name(), entry.device.name(), reason, packet);
        }
        if (entry.isBad()) {
            owner.reachabilityChanged(entry.device, entry.address(), false);
        }
    }

    /** __neigh_event_send: a packet for a neighbour that is not connected. Takes the packet over. */
    void resolve(Neighbour entry, Frame packet) {
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
        enqueue(entry, packet);
        if (first) {
            resolver.probe(entry, packet);
        }
    }

    /** Nothing is known: asks by broadcast, and expects an answer before the probes are spent. */
    void startResolution(Neighbour entry) {
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
            network.drop(owner.name(), entry.device.name(), resolver.queueFull(), oldest);
        }
        entry.enqueue(packet);
        queuedFrames++;
    }

    /** Puts the Ethernet header in front and transmits; takes the packet over. */
    void emit(Neighbour entry, Frame packet) {
        int start = packet.push(Ethernet.HEADER_OCTETS);
        NetworkInterface device = entry.device;
        Ethernet.writeHeader(packet.octets(), start, entry.macBits, device.macBits(), resolver.etherType());
        device.transmit(packet);
    }

    /** The address is known now: sends what waited for it. */
    void flushQueue(Neighbour entry) {
        for (Frame packet = entry.dequeue(); packet != null; packet = entry.dequeue()) {
            queuedFrames--;
            emit(entry, packet);
        }
    }

    /** neigh_timer_handler. */
    void onTimer(Neighbour entry) {
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
        resolver.probe(entry, null);
    }

    /** neigh_update for REACHABLE and STALE. */
    void update(Neighbour entry, long macBits, NeighbourState wanted, boolean override) {
        update(entry, macBits, wanted, override, false);
    }

    /**
     * As above.
     *
     * @param weak without {@code override}, another MAC address makes a connected entry STALE
     *     (NEIGH_UPDATE_F_WEAK_OVERRIDE)
     */
    void update(Neighbour entry, long heardMacBits, NeighbourState wanted, boolean override, boolean weak) {
        long macBits = heardMacBits;
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
        NeighbourState state = entry.state;
        if (wasValid && !sameMac && !override) {
            if (!weak || !entry.isConnected()) {
                return;
            }
            macBits = entry.macBits;
            sameMac = true;
            next = NeighbourState.STALE;
        } else if (sameMac && wanted == NeighbourState.STALE && state != null) {
            next = state;
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

    void moveTo(Neighbour entry, NeighbourState next) {
        boolean wasBad = entry.isBad();
        entry.state = next;
        if (entry.isBad() != wasBad) {
            owner.reachabilityChanged(entry.device, entry.address(), entry.isBad());
        }
    }
}
