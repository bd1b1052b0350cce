package io.sextant.lab.console.frr;

import io.sextant.lab.console.command.Machine;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.config.Network;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.protocol.bgp.session.PeerType;
import io.sextant.protocol.bgp.speaker.BgpSpeaker;
import io.sextant.protocol.bgp.speaker.PeerView;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.routing.BgpDaemon;
import io.sextant.topology.routing.NextHopState;
import io.sextant.topology.routing.RibNextHop;
import io.sextant.topology.routing.RouteOrigin;
import io.sextant.topology.routing.Zebra;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code show ip nht} and {@code show ipv6 nht}: whose ways zebra watches, and for whom (FRR 8.4 {@code print_rnh}). */
final class NhtShow {

    /** zebra's descriptors of its clients, in the order in which they come: staticd ahead of bgpd. */
    private static final String STATICD = " static(fd 15)";

    private static final String BGPD = " bgp(fd 37)";

    /** What is watched at an address. */
    private static final class Entry {
        boolean connected;
        final TreeSet<String> clients = new TreeSet<>();
    }

    private final Machine machine;
    private final NextHopStates states;
    private final Map<IpAddress, Entry> entries = new TreeMap<>();

    NhtShow(Machine machine) {
        this.machine = machine;
        Zebra zebra = machine.zebra().orElseThrow();
        this.states = new NextHopStates(machine);
        zebra.routes().stream()
                .filter(route -> route.origin() == RouteOrigin.STATIC)
                .flatMap(route -> route.nextHops().stream())
                .filter(hop -> hop.gateway() != null)
                .forEach(hop -> add(hop.gateway(), STATICD, false));
        machine.bgpd().flatMap(BgpDaemon::speaker).ifPresent(this::bgp);
    }

    private void bgp(BgpSpeaker speaker) {
        Frr frr = new Frr(machine, speaker);
        for (PeerView peer : speaker.peers()) {
            if (BgpNexthops.isWatched(frr, peer)) {
                add(peer.config().id().address(), BGPD, isNear(peer.config()));
            }
        }
        for (IpPrefix prefix : speaker.locRib().prefixes()) {
            for (Path path : speaker.locRib().paths(prefix)) {
                boolean near = path.source()
                        .peer()
                        .flatMap(speaker::peer)
                        .filter(peer -> isNear(peer.config()))
                        .isPresent();
                BgpNexthops.needed(path).ifPresent(hop -> add(hop, BGPD, near));
            }
        }
        if (speaker.config().has(SpeakerOption.NETWORK_IMPORT_CHECK)) {
            for (AddressFamily family : Frr.FAMILIES) {
                for (Network network : speaker.config().family(family).networks()) {
                    add(network.prefix().address(), BGPD, false);
                }
            }
        }
    }

    /** eBGP over one hop wants its next hops on a network of ours. */
    private static boolean isNear(PeerConfig config) {
        return config.type() != PeerType.INTERNAL
                && config.ttl() == 1
                && !config.has(PeerOption.DISABLE_CONNECTED_CHECK);
    }

    private void add(IpAddress address, String client, boolean connected) {
        Entry entry = entries.computeIfAbsent(address, none -> new Entry());
        entry.connected |= connected;
        entry.clients.add(client);
    }

    String text(boolean ipv6, Optional<IpAddress> only) {
        Lines out = new Lines();
        entries.forEach((address, entry) -> {
            if (address instanceof Ipv6Address == ipv6
                    && (only.isEmpty() || only.get().equals(address))) {
                text(out, address, entry);
            }
        });
        return out.toString();
    }

    private void text(Lines out, IpAddress address, Entry entry) {
        String connected = entry.connected ? "(Connected)" : "";
        out.line(address, connected);
        Optional<NextHopState> state =
                states.of(address).filter(found -> found.isReachable() && (!entry.connected || found.isConnected()));
        if (state.isPresent()) {
            RouteOrigin origin = state.get().origin();
            out.line(" resolved via ", origin == null ? "unknown" : origin.keyword());
            state.get().hops().forEach(hop -> hop(out, hop));
        } else {
            out.line(" unresolved", connected);
        }
        out.line(" Client list:", String.join("", entry.clients.descendingSet()));
    }

    private static void hop(Lines out, RibNextHop hop) {
        NetworkInterface device = hop.device();
        String name = device == null ? "" : device.name();
        if (hop.dead() != null) {
            out.line(" is directly connected, Null0");
        } else if (hop.gateway() == null) {
            out.line(" is directly connected, ", name);
        } else if (hop.gateway() instanceof Ipv6Address) {
            out.line(" ", hop.gateway(), name.isEmpty() ? "" : ", via " + name);
        } else {
            out.line(" via ", hop.gateway(), name.isEmpty() ? "" : ", " + name);
        }
    }
}
