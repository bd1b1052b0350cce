package io.sextant.protocol.bgp.policy.map;

import io.sextant.protocol.bgp.policy.PolicyContext;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.policy.RoutePolicy;
import io.sextant.protocol.bgp.policy.list.ListKind;
import io.sextant.protocol.bgp.policy.list.ListRef;
import io.sextant.protocol.bgp.policy.list.PolicyLists;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The named route-maps and lists of one router. Policies taken from here are bound late: what a name means is looked up
 * when a route is asked for, so definitions may come and go while policies stay where they are used. Whoever holds
 * decisions made earlier asks {@link #affectedBy} which maps a changed list touches, and decides again.
 */
public final class PolicyBook {

    /** More maps than this are refused. */
    private static final int MAX_MAPS = 1_000_000;

    private final RandomGenerator random;
    private final PolicyLists lists = new PolicyLists();
    private final NavigableMap<String, InstalledMap> maps = new TreeMap<>();
    private final Map<String, RoutePolicy> policies = new TreeMap<>();
    private final Map<ListRef, RoutePolicy> filters = new TreeMap<>();

    /** {@code random} is a stream of this book's own; {@code match probability} draws from it. */
    public PolicyBook(RandomGenerator random) {
        this.random = random;
    }

    public PolicyLists lists() {
        return lists;
    }

    /** Defines or changes a map; entries that stay keep their counts. */
    public void define(String name, RouteMap map) {
        InstalledMap old = maps.get(name);
        if (old == null && maps.size() >= MAX_MAPS) {
            throw new IllegalStateException(MAX_MAPS + " route-maps");
        }
        maps.put(name, old == null ? new InstalledMap(map) : old.replacedBy(map));
    }

    /** Takes a map away; nothing happens where there is none. */
    public void undefine(String name) {
        maps.remove(name);
    }

    public Optional<RouteMap> routeMap(String name) {
        return Optional.ofNullable(maps.get(name)).map(InstalledMap::map);
    }

    /** Names of all maps, in their order. */
    public NavigableSet<String> names() {
        return Collections.unmodifiableNavigableSet(new TreeSet<>(maps.keySet()));
    }

    public boolean isDefined(String name) {
        return maps.containsKey(name);
    }

    /** The map of that name, whenever it is asked; the same object each time. An undefined map denies everything. */
    public RoutePolicy routeMapPolicy(String name) {
        return policies.computeIfAbsent(name, Named::new);
    }

    /** Whatever map has the name when it is asked. */
    private final class Named implements RoutePolicy {

        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public @Nullable PolicyRoute apply(PolicyRoute route, PolicyContext context) {
            InstalledMap map = maps.get(name);
            return map == null ? null : new RouteMapRun(maps::get, evaluation(route, context)).run(map);
        }

        @Override
        public @Nullable PolicyRoute applyTo(PolicyRoute asked, PolicyRoute changed, PolicyContext context) {
            InstalledMap map = maps.get(name);
            return map == null
                    ? null
                    : new RouteMapRun(maps::get, evaluation(asked, context), evaluation(changed, context)).run(map);
        }

        private Evaluation evaluation(PolicyRoute route, PolicyContext context) {
            return new Evaluation(route, context, lists, random);
        }
    }

    /**
     * {@code neighbor … prefix-list}, {@code distribute-list}, {@code filter-list}: the list of that name, whenever it is
     * asked; the same object each time. An undefined list denies everything (FRR 8.4 {@code bgp_input_filter}).
     *
     * @param ref a prefix list, an access list or an AS path list
     */
    public RoutePolicy filter(ListRef ref) {
        return filters.computeIfAbsent(ref, key -> (route, context) -> {
            boolean permitted = key.kind() == ListKind.AS_PATH_LIST
                    ? lists.asPathList(key.name())
                            .filter(list -> list.permits(route.attributes().asPath()))
                            .isPresent()
                    : lists.permits(key, route.nlri().prefix());
            return permitted ? route : null;
        });
    }

    /** Maps that ask the list, themselves or by a call; in the order of names. */
    public NavigableSet<String> affectedBy(ListRef list) {
        return withCallers(entry -> entry.matches().stream()
                        .anyMatch(match -> match.list().filter(list::equals).isPresent())
                || entry.changes().stream()
                        .anyMatch(change -> change.list().filter(list::equals).isPresent()));
    }

    /** The map itself, defined or not, and those that call it, however far round; in the order of names. */
    public NavigableSet<String> affectedBy(String map) {
        NavigableSet<String> affected =
                withCallers(entry -> entry.called().filter(map::equals).isPresent());
        affected.add(map);
        return affected;
    }

    private NavigableSet<String> withCallers(Predicate<RouteMapEntry> concerned) {
        NavigableSet<String> found = namesOf(concerned);
        Deque<String> open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            String called = open.remove();
            for (String caller :
                    namesOf(entry -> entry.called().filter(called::equals).isPresent())) {
                if (found.add(caller)) {
                    open.add(caller);
                }
            }
        }
        return found;
    }

    private NavigableSet<String> namesOf(Predicate<RouteMapEntry> concerned) {
        NavigableSet<String> names = new TreeSet<>();
        maps.forEach((name, installed) -> {
            if (installed.map().entries().stream().anyMatch(concerned)) {
                names.add(name);
            }
        });
        return names;
    }

    /** How many routes were put to the map: {@code invoked} of {@code show route-map}. */
    public long applied(String name) {
        InstalledMap map = maps.get(name);
        return map == null ? 0 : map.applied();
    }

    /** How many routes were put to the entry. */
    public long invoked(String name, long sequence) {
        InstalledMap map = maps.get(name);
        return map == null ? 0 : map.invoked(sequence);
    }

    /** {@code clear route-map counters} of one map. */
    public void clearCounters(String name) {
        InstalledMap map = maps.get(name);
        if (map != null) {
            maps.put(name, new InstalledMap(map.map()));
        }
    }
}
