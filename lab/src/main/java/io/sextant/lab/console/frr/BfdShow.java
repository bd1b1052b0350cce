package io.sextant.lab.console.frr;

import io.sextant.lab.console.command.Machine;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.speaker.PeerView;
import io.sextant.topology.bfd.BfdDaemon;
import io.sextant.topology.device.NetworkInterface;
import java.util.List;
import java.util.Optional;

/** {@code show bfd peers} and {@code show bfd peer X}. */
final class BfdShow {

    private static final String NO_DATA_PLANE = "                  Data plane\n                  ==========\n";

    private final Machine machine;

    BfdShow(Machine machine) {
        this.machine = machine;
    }

    /** What follows {@code show bfd}. */
    String run(VtyWords words) throws VtyException {
        BfdDaemon bfdd = machine.router().orElseThrow(words::notModelled).bfdd();
        if (words.take("peer")) {
            return peer(words, bfdd);
        }
        if (words.take("peers")) {
            return peers(words, bfdd);
        }
        if (words.take("distributed")) {
            words.end();
            return NO_DATA_PLANE;
        }
        throw words.unknown();
    }

    private String peer(VtyWords words, BfdDaemon bfdd) throws VtyException {
        String name = words.next();
        boolean multihop = false;
        String local = "";
        String device = "";
        while (true) {
            if (words.take("multihop")) {
                multihop = true;
            } else if (words.take("local-address")) {
                local = words.next();
            } else if (words.take("interface")) {
                device = words.next();
            } else {
                break;
            }
        }
        boolean counters = words.take("counters");
        boolean json = words.take("json");
        words.end();
        for (BfdDaemon.View view : bfdd.sessions()) {
            BfdPeers one = of(List.of(view));
            boolean isIt = view.peer().address().toString().equals(name)
                    && view.peer().multihop() == multihop
                    && isOrBlank(local, one.local(view).map(Object::toString))
                    && isOrBlank(device, one.interfaceName(view));
            if (isIt && counters) {
                return json ? one.countersJson(view) : one.counters(view);
            }
            if (isIt) {
                return json ? one.json(view) : one.text(view);
            }
        }
        throw new VtyException("% Unable to find 'peer " + name + (device.isEmpty() ? "" : " interface " + device)
                + (local.isEmpty() ? "" : " local-address " + local) + "'");
    }

    private static boolean isOrBlank(String wanted, Optional<String> found) {
        return wanted.isEmpty() || found.filter(wanted::equals).isPresent();
    }

    private String peers(VtyWords words, BfdDaemon bfdd) throws VtyException {
        BfdPeers all = of(bfdd.sessions());
        boolean brief = words.take("brief");
        boolean counters = !brief && words.take("counters");
        boolean json = words.take("json");
        words.end();
        if (counters) {
            return json ? all.countersJson() : all.counters();
        }
        if (json) {
            return all.json();
        }
        return brief ? all.brief() : all.text();
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
