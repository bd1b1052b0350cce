package io.sextant.lab.console.frr;

import io.sextant.lab.console.command.Machine;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.speaker.PeerView;
import io.sextant.topology.bfd.BfdDaemon;
import io.sextant.topology.device.NetworkInterface;
import java.util.List;
import java.util.Optional;

/** {@code show bfd peers} and {@code show bfd peer X}. */
final class BfdShow {

    private final Machine machine;

    BfdShow(Machine machine) {
        this.machine = machine;
    }

    /** What follows {@code show bfd}. */
    String run(VtyWords words) throws VtyException {
        BfdDaemon bfdd = machine.router().orElseThrow().bfdd();
        if (words.take("peer")) {
            Ipv4Address address = words.takeAddress().orElseThrow(words::unknown);
            boolean counters = words.take("counters");
            boolean json = words.take("json");
            words.end();
            List<BfdDaemon.View> found = bfdd.sessions().stream()
                    .filter(view -> view.peer().address().equals(address))
                    .toList();
            if (found.isEmpty()) {
                return "% Unable to find 'peer " + address + "' in configuration\n";
            }
            BfdPeers one = of(found);
            if (counters) {
                return one.counters().replaceFirst("BFD Peers:\n", "");
            }
            return json ? one.json() : one.text(found.get(0));
        }
        if (words.take("peers")) {
            return peers(words, bfdd);
        }
        throw words.unknown();
    }

    private String peers(VtyWords words, BfdDaemon bfdd) throws VtyException {
        BfdPeers all = of(bfdd.sessions());
        boolean brief = words.take("brief");
        boolean counters = !brief && words.take("counters");
        boolean json = words.take("json");
        words.end();
        if (json) {
            return all.json();
        }
        return brief ? all.brief() : counters ? all.counters() : all.text();
    }

    private BfdPeers of(List<BfdDaemon.View> sessions) {
        return new BfdPeers(sessions, this::way, machine.nowNanos());
    }

    /** bgpd tells bfdd our address and interface when its session comes up, not before (FRR 8.4 {@code bgp_peer_bfd_update_source}). */
    private Optional<BfdPeers.Way> way(BfdDaemon.View view) {
        IpAddress peer = view.peer().address();
        boolean wasUp = machine.bgpd()
                .flatMap(daemon -> daemon.speaker())
                .flatMap(speaker -> speaker.peer(new PeerId(peer)))
                .map(PeerView::counters)
                .filter(counters -> counters.connectionsEstablished() > 0)
                .isPresent();
        return wasUp ? direct(peer) : Optional.empty();
    }

    private Optional<BfdPeers.Way> direct(IpAddress peer) {
        for (NetworkInterface device : machine.host().interfaces()) {
            for (var own : device.addresses()) {
                if (own.subnet().contains(peer)) {
                    return Optional.of(new BfdPeers.Way(own.address(), device.name()));
                }
            }
            for (var own : device.ipv6Addresses()) {
                if (own.subnet().contains(peer)) {
                    return Optional.of(new BfdPeers.Way(own.address(), device.name()));
                }
            }
        }
        return Optional.empty();
    }
}
