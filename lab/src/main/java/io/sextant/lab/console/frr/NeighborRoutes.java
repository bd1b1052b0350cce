package io.sextant.lab.console.frr;

import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.speaker.PeerView;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code show bgp … neighbors X advertised-routes|received-routes|filtered-routes|routes|bestpath-routes|prefix-counts}. */
final class NeighborRoutes {

    private final Frr frr;
    private final AddressFamily family;
    private final PeerId id;

    NeighborRoutes(Frr frr, AddressFamily family, PeerId id) {
        this.frr = frr;
        this.family = family;
        this.id = id;
    }

    String run(VtyWords words) throws VtyException {
        String what = words.next();
        boolean json = words.take("json");
        words.end();
        Optional<PeerView> peer = frr.speaker().peer(id);
        if (what.equals("prefix-counts")) {
            return peer.isEmpty() ? BgpCommands.noSuchNeighbor(json) : counts(peer.get(), json);
        }
        boolean known = peer.filter(view -> view.families().containsKey(family)).isPresent();
        if (!known) {
            return json
                    ? "{ \"warning\": \"No such neighbor or address family\" }\n"
                    : "% No such neighbor or address family\n";
        }
        AdjRib routes = new AdjRib(frr, peer.orElseThrow(), family);
        return switch (what) {
            case "advertised-routes" -> routes.advertised(json);
            case "received-routes" -> routes.received(false, json);
            case "filtered-routes" -> routes.received(true, json);
            case "bestpath-routes" -> routes.best(json);
            case "routes" -> table(json);
            default -> throw words.notModelled();
        };
    }

    private String counts(PeerView peer, boolean json) {
        PrefixCounts counts = PrefixCounts.of(frr, peer, family);
        if (!peer.families().containsKey(family)) {
            return PrefixCounts.absent(json);
        }
        return json ? counts.json() : counts.text();
    }

    private String table(boolean json) {
        BgpTable table = new BgpTable(frr, family);
        Predicate<Path> its = path -> path.source().peer().equals(Optional.of(id));
        return json ? table.json(its) : table.text(its, false);
    }
}
