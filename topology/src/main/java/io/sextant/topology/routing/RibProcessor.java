package io.sextant.topology.routing;

import io.sextant.protocol.address.IpPrefix;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * zebra's queue and its choice among the routes to a prefix (FRR 8.4 {@code meta_queue_process}, {@code rib_process}). What
 * comes in waits; {@link #run} works everything off, connected routes first and BGP's last, and says what the kernel has to
 * be told.
 */
final class RibProcessor {

    /** Most entries that wait. */
    static final int QUEUE_LIMIT = 8_000_000;

    /**
     * What became of a prefix: {@code now} goes to the kernel in place of {@code before}; without {@code now} the latter goes
     * away.
     */
    record Commit(
            RibNode node,
            @Nullable RibEntry before,
            @Nullable RibEntry now) {}

    private record Early(IpPrefix prefix, RibEntry entry, boolean deletion) {}

    private final RibTable table;
    private final NexthopTable nexthops;
    private final NextHopResolver resolver;
    private Deque<Early> early = new ArrayDeque<>();
    private final Map<RouteOrigin, Set<RibNode>> queues = new EnumMap<>(RouteOrigin.class);

    RibProcessor(RibTable table, NexthopTable nexthops, NextHopResolver resolver) {
        this.table = table;
        this.nexthops = nexthops;
        this.resolver = resolver;
        for (RouteOrigin origin : RouteOrigin.values()) {
            queues.put(origin, new LinkedHashSet<>());
        }
    }

    /** A source has this route from now on, instead of its former one. */
    void add(IpPrefix prefix, RibEntry entry) {
        enter(new Early(prefix, entry, false));
    }

    /** A source has this route no more. */
    void delete(IpPrefix prefix, RibEntry.Facts facts, long nowNanos) {
        enter(new Early(prefix, new RibEntry(facts, nowNanos), true));
    }

    private void enter(Early what) {
        if (early.size() >= QUEUE_LIMIT) {
            throw new IllegalStateException("zebra's queue holds " + QUEUE_LIMIT + " changes already");
        }
        early.add(what);
    }

    /** Has the next hops of all routes of a source looked at again ({@code rib_update_table}). */
    void recheck(RouteOrigin origin) {
        for (RibNode node : table.all()) {
            boolean any = false;
            for (RibEntry entry : node.entries) {
                if (entry.origin() == origin) {
                    entry.changed = true;
                    any = true;
                }
            }
            if (any) {
                enqueue(node);
            }
        }
    }

    boolean isEmpty() {
        return early.isEmpty() && queues.values().stream().allMatch(Set::isEmpty);
    }

    void clear() {
        early = new ArrayDeque<>();
        queues.values().forEach(Set::clear);
    }

    /** Works off the queue. */
    List<Commit> run(long nowNanos) {
        nexthops.expire(nowNanos);
        for (Early next = early.poll(); next != null; next = early.poll()) {
            if (next.deletion()) {
                takeOut(next);
            } else {
                putIn(next, nowNanos);
            }
        }
        List<Commit> commits = new ArrayList<>();
        for (Set<RibNode> queue : queues.values()) {
            List<RibNode> nodes = List.copyOf(queue);
            queue.clear();
            nodes.forEach(node -> process(node, commits, nowNanos));
        }
        return commits;
    }

    private void putIn(Early added, long nowNanos) {
        RibEntry fresh = added.entry();
        RibNode node = table.findOrAdd(added.prefix());
        attach(fresh, nexthops.find(added.prefix().address().lengthBits(), fresh.facts.asked(), nowNanos), nowNanos);
        RibEntry same = null;
        for (RibEntry entry : node.entries) {
            if (!entry.removed && same == null && entry.isReplacedBy(fresh.facts)) {
                same = entry;
            }
        }
        node.entries.add(0, fresh);
        if (same != null) {
            same.removed = true;
        }
        enqueue(node);
        for (RibEntry entry : List.copyOf(node.entries)) {
            if (entry.removed && entry != node.fib) {
                unlink(node, entry, nowNanos);
            }
        }
    }

    private void takeOut(Early deleted) {
        RibNode node = table.find(deleted.prefix());
        if (node == null) {
            return;
        }
        for (RibEntry entry : node.entries) {
            if (!entry.removed && entry.isMeantBy(deleted.entry().facts)) {
                entry.removed = true;
                enqueue(node);
                return;
            }
        }
    }

    private void enqueue(RibNode node) {
        queue(node.queue()).add(node);
    }

    private Set<RibNode> queue(RouteOrigin origin) {
        return queues.computeIfAbsent(origin, fresh -> new LinkedHashSet<>());
    }

    private void process(RibNode node, List<Commit> commits, long nowNanos) {
        RibEntry oldFib = node.fib;
        RibEntry best = null;
        for (RibEntry entry : node.entries) {
            if (entry.removed) {
                continue;
            }
            if (entry.changed) {
                refresh(node, entry, nowNanos);
            }
            if (entry.hasActiveHop() && entry.facts.distance() < 255) {
                best = better(best, entry);
            }
        }
        for (RibEntry entry : node.entries) {
            entry.selected = entry == best;
        }
        if (best != null && (best != oldFib || best.changed)) {
            install(node, best);
            commits.add(new Commit(node, oldFib, best));
        } else if (best == null && oldFib != null) {
            node.fib = null;
            // The kernel dropped it when its interface went; nobody will say so (rib_process_del_fib).
            oldFib.removed |= oldFib.origin() == RouteOrigin.KERNEL;
            commits.add(new Commit(node, oldFib, null));
        }
        for (RibEntry entry : List.copyOf(node.entries)) {
            entry.changed &= !entry.hasActiveHop();
            if (entry.removed) {
                unlink(node, entry, nowNanos);
            }
        }
        if (node.entries.isEmpty()) {
            table.remove(node);
        }
    }

    private void install(RibNode node, RibEntry best) {
        NexthopTable.Entry hops = best.nexthops;
        if (hops != null) {
            best.installedId = nexthops.install(hops);
        }
        best.queued = true;
        node.fib = best;
    }

    private void refresh(RibNode node, RibEntry entry, long nowNanos) {
        List<RibNextHop> hops = resolver.resolve(node.prefix, entry.facts);
        NexthopTable.Entry before = entry.nexthops;
        attach(entry, nexthops.find(node.prefix.address().lengthBits(), hops, nowNanos), nowNanos);
        entry.changed = entry.nexthops != before;
    }

    private void attach(RibEntry entry, NexthopTable.Entry hops, long nowNanos) {
        NexthopTable.Entry before = entry.nexthops;
        if (before == hops) {
            return;
        }
        entry.nexthops = hops;
        nexthops.use(hops);
        if (before != null) {
            nexthops.release(before, nowNanos);
        }
    }

    private void unlink(RibNode node, RibEntry entry, long nowNanos) {
        node.entries.remove(entry);
        if (node.fib == entry) {
            node.fib = null;
        }
        NexthopTable.Entry hops = entry.nexthops;
        if (hops != null) {
            nexthops.release(hops, nowNanos);
        }
    }

    /** FRR 8.4 {@code rib_choose_best}: connected, then distance, then metric, then the oldest. */
    private static RibEntry better(@Nullable RibEntry current, RibEntry other) {
        if (current == null) {
            return other;
        }
        boolean currentConnected = current.origin() == RouteOrigin.CONNECTED;
        boolean otherConnected = other.origin() == RouteOrigin.CONNECTED;
        if (currentConnected != otherConnected) {
            return currentConnected ? current : other;
        }
        if (currentConnected && isLoopback(current) != isLoopback(other)) {
            return isLoopback(current) ? current : other;
        }
        if (current.facts.distance() != other.facts.distance()) {
            return current.facts.distance() < other.facts.distance() ? current : other;
        }
        return other.facts.metric() <= current.facts.metric() ? other : current;
    }

    private static boolean isLoopback(RibEntry entry) {
        return entry.facts.asked().stream()
                .anyMatch(hop -> hop.device() != null && hop.device().name().equals("lo"));
    }
}
