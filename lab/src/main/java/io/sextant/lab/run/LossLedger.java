package io.sextant.lab.run;

import io.sextant.lab.report.Loss;
import io.sextant.topology.Network;
import io.sextant.topology.frame.DropReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The books on packets whose life ended other than by delivery. Copies that a switch flooded to machines they were not for
 * are no loss to anyone and are left out, and so are packets to a closed port: those are answered, by RST or ICMP.
 */
public final class LossLedger {

    private static final Set<String> NOBODY_MISSES = new TreeSet<>(
            List.of(DropReason.OTHER_HOST.name(), DropReason.SWITCH_FILTERED.name(), DropReason.NO_SOCKET.name()));

    private record Place(String node, DropReason reason) {}

    private static final class Tally {
        private long packets;
        private long octets;
    }

    private final Map<String, Map<String, Tally>> byPlace = new TreeMap<>();
    private final Map<String, DropReason> reasons = new TreeMap<>();

    LossLedger(Network network) {
        network.addDropListener((now, node, port, reason, frame) -> count(new Place(node, reason), frame.length()));
    }

    private void count(Place place, int octets) {
        if (NOBODY_MISSES.contains(place.reason().name())) {
            return;
        }
        reasons.putIfAbsent(place.reason().name(), place.reason());
        Tally tally = byPlace.computeIfAbsent(place.node(), node -> new TreeMap<>())
                .computeIfAbsent(place.reason().name(), reason -> new Tally());
        tally.packets++;
        tally.octets += octets;
    }

    /** Losses since the start of the run, by node and reason in alphabetical order. */
    public List<Loss> losses() {
        List<Loss> losses = new ArrayList<>();
        byPlace.forEach((node, tallies) -> tallies.forEach(
                (reason, tally) -> losses.add(new Loss(node, reason, textOf(reason), tally.packets, tally.octets))));
        return losses;
    }

    /** What was lost between two calls of {@link #losses}. */
    static List<Loss> difference(List<Loss> later, List<Loss> earlier) {
        Map<String, Loss> before = new TreeMap<>();
        earlier.forEach(loss -> before.put(loss.node() + "\n" + loss.reason(), loss));
        List<Loss> left = new ArrayList<>();
        for (Loss now : later) {
            Loss then = before.get(now.node() + "\n" + now.reason());
            long packets = now.packets() - (then == null ? 0 : then.packets());
            if (packets > 0) {
                long octets = now.octets() - (then == null ? 0 : then.octets());
                left.add(new Loss(now.node(), now.reason(), now.text(), packets, octets));
            }
        }
        return left;
    }

    private String textOf(String reason) {
        DropReason known = reasons.get(reason);
        return known == null ? reason : known.text();
    }
}
