package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.console.text.Pad;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.bgp.message.AddressFamily;
import java.util.Optional;

/** What {@code show bgp} tells beside routes and neighbours: next hops, update groups, peer groups, instances. */
final class BgpAside {

    private final Frr frr;
    private final VtyWords words;

    BgpAside(Frr frr, VtyWords words) {
        this.frr = frr;
        this.words = words;
    }

    /** The printout, where the words ask for one of these. */
    Optional<String> run(AddressFamily family) throws VtyException {
        if (words.take("vrfs")) {
            boolean json = words.take("json");
            words.end();
            return Optional.of(json ? instancesJson() : instances());
        }
        if (words.take("statistics")) {
            if (words.take("json")) {
                throw words.notModelled();
            }
            words.end();
            return Optional.of(new TableStatistics(frr, family).text());
        }
        if (words.take("views")) {
            words.end();
            throw words.notModelled();
        }
        if (words.take("peer-group")) {
            Optional<String> name =
                    words.isAtEnd() || words.isLast("json") ? Optional.empty() : Optional.of(words.next());
            boolean json = words.take("json");
            words.end();
            if (frr.machine().router().flatMap(router -> router.config().bgp()).isEmpty()) {
                throw words.notModelled();
            }
            PeerGroups groups = new PeerGroups(frr);
            return Optional.of(json ? groups.json(name) : groups.text(name));
        }
        if (words.take("nexthop")) {
            Optional<IpAddress> address = words.takeAnyAddress();
            words.take("detail");
            words.end();
            BgpNexthops nexthops = new BgpNexthops(frr);
            return Optional.of(address.isPresent() ? nexthops.one(address.get()) : nexthops.all());
        }
        if (words.take("update-groups")) {
            String subgroup = words.isAtEnd() ? "" : words.next();
            if (subgroup.startsWith("adv") || subgroup.startsWith("packet") || !words.isAtEnd()) {
                throw words.notModelled();
            }
            return Optional.of(new UpdateGroupsText(frr).text(family, subgroup));
        }
        return Optional.empty();
    }

    /** FRR 8.4 {@code show_bgp_vrfs}: one instance, and nothing of EVPN in it. */
    private String instances() {
        Lines out = new Lines();
        out.line("Type  Id     routerId          #PeersCfg  #PeersEstb  Name", " ".repeat(33));
        out.line("             L3-VNI            RouterMAC              Interface");
        out.line(
                "DFLT  ",
                Pad.right("0", 5),
                "  ",
                Pad.right(frr.speaker().config().routerId().toString(), 16),
                "  ",
                Pad.right(Long.toString(configured()), 9),
                "  ",
                Pad.right(Long.toString(established()), 10),
                "  ",
                Pad.right("default", 37));
        out.line(
                "             ",
                Pad.right("0", 16),
                "  ",
                Pad.right("00:00:00:00:00:00", 21),
                "  ",
                Pad.right("unknown", 20));
        return out.line().line("Total number of VRFs (including default): 1").toString();
    }

    private String instancesJson() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.putObject("vrfs")
                .putObject("default")
                .put("type", "DFLT")
                .put("vrfId", 0)
                .put("routerId", frr.speaker().config().routerId().toString())
                .put("numConfiguredPeers", configured())
                .put("numEstablishedPeers", established())
                .put("l3vni", 0)
                .put("rmac", "00:00:00:00:00:00")
                .put("interface", "unknown");
        return JsonC.pretty(root.put("totalVrfs", 1));
    }

    private long configured() {
        return frr.speaker().peers().size();
    }

    private long established() {
        return frr.peers().stream()
                .filter(view -> new Neighbor(frr, view).isUp())
                .count();
    }
}
