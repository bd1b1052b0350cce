package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.protocol.bgp.session.PeerId;
import java.util.List;
import java.util.function.Predicate;

/** {@code show bgp [ipv4|ipv6] neighbors [X] [json]} (FRR 8.4 {@code bgp_show_neighbor}). */
final class BgpNeighbors {

    private final Frr frr;
    private final Predicate<Neighbor> wanted;

    /**
     * @param wanted the neighbours the command is about, as one family's
     */
    BgpNeighbors(Frr frr, Predicate<Neighbor> wanted) {
        this.frr = frr;
        this.wanted = wanted;
    }

    /** All of them. */
    String all(boolean json) {
        List<Neighbor> found = find(neighbor -> true);
        if (json) {
            return json(found, JsonNodeFactory.instance.objectNode());
        }
        return found.isEmpty() ? "% No BGP neighbors found\n\n" : text(found);
    }

    /** The one of an address. */
    String one(PeerId id, boolean json) {
        return some(find(neighbor -> neighbor.config().id().equals(id)), json);
    }

    /** Those that call themselves so. */
    String named(String name, boolean json) {
        return some(find(neighbor -> neighbor.hostName().filter(name::equals).isPresent()), json);
    }

    private String some(List<Neighbor> found, boolean json) {
        if (json) {
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            if (found.isEmpty()) {
                root.put("bgpNoSuchNeighbor", true);
            }
            return json(found, root);
        }
        return found.isEmpty() ? "% No such neighbor in this view/vrf\n\n" : text(found);
    }

    private List<Neighbor> find(Predicate<Neighbor> which) {
        return frr.peers().stream()
                .map(view -> new Neighbor(frr, view))
                .filter(wanted.and(which))
                .toList();
    }

    private static String text(List<Neighbor> found) {
        StringBuilder out = new StringBuilder();
        found.forEach(neighbor -> out.append(new NeighborText(neighbor).text()));
        return out.append('\n').toString();
    }

    private static String json(List<Neighbor> found, ObjectNode root) {
        found.forEach(neighbor ->
                NeighborJson.fill(root.putObject(neighbor.config().id().toString()), neighbor));
        return JsonC.pretty(root, true);
    }
}
