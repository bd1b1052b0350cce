package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.rib.Destination;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.session.PeerId;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Path identifiers we give (RFC 7911 §3), one set of numbers for each family and each way of choosing what is sent. A path
 * that is chosen gets the smallest number that is free, and one of its prefix's own where these have become free (FRR 8.4
 * {@code bgp_addpath_update_ids}). No more than {@link #LIMIT} are given.
 */
final class PathIds {

    /** Ways of choosing, in the order in which FRR 8.4 prints them. */
    static final List<FamilyOption> STRATEGIES =
            List.of(FamilyOption.ADD_PATH_TX_ALL, FamilyOption.ADD_PATH_TX_BEST_PER_AS);

    /** Numbers given at once in one set. */
    static final int LIMIT = 1 << 20;

    /** FRR 8.4 {@code BGP_ADDPATH_TX_ID_FOR_DEFAULT_ORIGINATE} is the first, and no path's. */
    private static final int FIRST = 2;

    private record Voice(RouteSource.Kind kind, @Nullable PeerId peer, long pathId) {
        static Voice of(Path path) {
            return new Voice(path.source().kind(), path.source().peerOrNull(), path.pathId());
        }
    }

    /** The numbers of one family and strategy. */
    private static final class Numbers {
        private final BitSet taken = new BitSet();
        private final Map<IpPrefix, Map<Voice, Integer>> given = new TreeMap<>();

        private int take(Deque<Integer> own) {
            int number = own.isEmpty() ? taken.nextClearBit(FIRST) : own.pop();
            if (number > LIMIT) {
                return 0;
            }
            taken.set(number);
            return number;
        }

        int of(Path path) {
            Map<Voice, Integer> known = given.get(path.destination().prefix());
            return known == null ? 0 : known.getOrDefault(Voice.of(path), 0);
        }

        void update(Destination destination, FamilyOption strategy) {
            Map<Voice, Integer> old = given.getOrDefault(destination.prefix(), Map.of());
            Map<Voice, Integer> now = new LinkedHashMap<>();
            List<Path> paths = destination.paths();
            for (Path path : paths) {
                Integer number = old.get(Voice.of(path));
                if (number != null && isChosen(path, strategy)) {
                    now.put(Voice.of(path), number);
                }
            }
            Deque<Integer> own = new ArrayDeque<>();
            old.forEach((voice, number) -> {
                if (!now.containsKey(voice)) {
                    own.push(number);
                }
            });
            for (Path path : paths) {
                if (isChosen(path, strategy) && !now.containsKey(Voice.of(path))) {
                    now.put(Voice.of(path), take(own));
                }
            }
            own.forEach(taken::clear);
            if (now.isEmpty()) {
                given.remove(destination.prefix());
            } else {
                given.put(destination.prefix(), now);
            }
        }
    }

    private record Use(AddressFamily family, FamilyOption strategy) {}

    private final Instance instance;
    private final Map<Use, Numbers> sets = new LinkedHashMap<>();
    private long lookedAt = -1;

    PathIds(Instance instance) {
        this.instance = instance;
    }

    /** Whether a path is one that this strategy sends (FRR 8.4 {@code bgp_addpath_tx_path}). */
    static boolean isChosen(Path path, FamilyOption strategy) {
        return !path.isRemoved() && (strategy == FamilyOption.ADD_PATH_TX_ALL || path.isBestOfNeighbour());
    }

    /** The number of a path, or 0 where the strategy is not in use or does not choose it. */
    long of(Path path, FamilyOption strategy) {
        AddressFamily family = AddressFamily.of(path.destination().prefix());
        lookAtPeers();
        Numbers numbers = sets.get(new Use(family, strategy));
        return numbers == null ? 0 : numbers.of(path);
    }

    /** Whether any peer is to be sent more than the best path, its session up or not. */
    boolean areUsed(AddressFamily family) {
        lookAtPeers();
        return STRATEGIES.stream().anyMatch(strategy -> sets.containsKey(new Use(family, strategy)));
    }

    /** A destination was decided anew. */
    void decided(Destination destination) {
        lookAtPeers();
        if (!sets.isEmpty()) {
            AddressFamily family = AddressFamily.of(destination.prefix());
            sets.forEach((set, numbers) -> {
                if (set.family.equals(family)) {
                    numbers.update(destination, set.strategy);
                }
            });
        }
    }

    /** Strategies come into use and go out of it with what peers are configured to be sent. */
    private void lookAtPeers() {
        if (lookedAt == instance.calls) {
            return;
        }
        lookedAt = instance.calls;
        for (AddressFamily family : List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST)) {
            for (FamilyOption strategy : STRATEGIES) {
                Use set = new Use(family, strategy);
                boolean used = instance.allPeers().stream()
                        .anyMatch(peer -> peer.family(family).has(strategy));
                if (!used) {
                    sets.remove(set);
                } else if (!sets.containsKey(set)) {
                    Numbers numbers = new Numbers();
                    sets.put(set, numbers);
                    instance.rib.table(family).destinations().forEach(each -> numbers.update(each, strategy));
                }
            }
        }
    }
}
