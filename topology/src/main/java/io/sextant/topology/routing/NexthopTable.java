package io.sextant.topology.routing;

import io.sextant.topology.device.NetworkInterface;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * zebra's numbered next hops and groups ({@code zebra_nhg.c} of FRR 8.4). Every set of next hops a route asks for has a
 * number, and so has every set it resolves to; a group has its number before its members, members stand in a group by
 * number, and what stood in the kernel keeps its number 180 s after its last use ({@code nexthop-group keep}), so that a
 * next hop that comes back has its old place in the group. Checked against {@code samples/frr/lab-metallb}, where the sixth
 * node makes group 40 of 6/11/17/24/32/41.
 */
final class NexthopTable {

    /** How long an unused number is kept. */
    static final long KEEP_NANOS = 180_000_000_000L;

    /** A next hop or a group ({@code struct nhg_hash_entry}). */
    static final class Entry {
        private final int id;
        private final Key key;
        private final List<RibNextHop> hops;
        private final Map<Integer, Entry> depends = new TreeMap<>();
        private int users;
        private boolean kept;
        private long keepUntilNanos;
        private boolean installed;
        private long sinceNanos;

        /** What stands in the kernel's group, by number. */
        private Map<Integer, Entry> members = new LinkedHashMap<>();

        Entry(int id, Key key, List<RibNextHop> hops) {
            this.id = id;
            this.key = key;
            this.hops = hops;
        }

        int id() {
            return id;
        }

        List<RibNextHop> hops() {
            return hops;
        }

        private boolean isRecursive() {
            return hops.size() == 1 && hops.get(0).isRecursive();
        }

        private boolean isValid() {
            return hops.stream().anyMatch(RibNextHop::active);
        }
    }

    /** Next hops without a gateway belong to a family; others show theirs. */
    private record Key(int lengthBits, List<RibNextHop> hops) {}

    private final Map<Key, Entry> byKey = new LinkedHashMap<>();
    private final Map<Integer, Entry> byId = new TreeMap<>();
    private final Set<Entry> keeping = new LinkedHashSet<>();
    private IdHash order = new IdHash();
    private int lastId;

    /** What stands for these next hops, numbered now if it is new; nobody's until {@link #use}. */
    Entry find(int lengthBits, List<RibNextHop> hops, long nowNanos) {
        List<RibNextHop> plain = hops.stream().map(NexthopTable::unmarked).toList();
        boolean anyFamily = plain.size() > 1 || plain.get(0).gateway() != null;
        Key key = new Key(anyFamily ? 0 : lengthBits, plain);
        Entry known = byKey.get(key);
        if (known != null) {
            known.sinceNanos = nowNanos;
            return known;
        }
        Entry fresh = new Entry(++lastId, key, markDuplicates(plain));
        byKey.put(key, fresh);
        byId.put(fresh.id, fresh);
        order.add(fresh.id);
        fresh.sinceNanos = nowNanos;
        if (fresh.isRecursive()) {
            depend(fresh, find(lengthBits, plain.get(0).resolved(), nowNanos));
        } else if (plain.size() > 1) {
            plain.forEach(hop -> depend(fresh, find(lengthBits, List.of(hop), nowNanos)));
        }
        return fresh;
    }

    private static void depend(Entry on, Entry member) {
        on.depends.put(member.id, member);
    }

    /** One use more, of it and all it consists of ({@code zebra_nhg_increment_ref}). */
    void use(Entry entry) {
        if (entry.kept) {
            entry.kept = false;
            keeping.remove(entry);
        } else {
            entry.users++;
        }
        entry.depends.values().forEach(this::use);
    }

    /** One use less ({@code zebra_nhg_decrement_ref}). */
    void release(Entry entry, long nowNanos) {
        entry.users--;
        if (entry.users <= 0 && entry.installed && !entry.kept) {
            entry.users = 1;
            entry.kept = true;
            entry.keepUntilNanos = nowNanos + KEEP_NANOS;
            keeping.add(entry);
            return;
        }
        entry.depends.values().forEach(member -> release(member, nowNanos));
        if (entry.users <= 0) {
            byKey.remove(entry.key);
            byId.remove(entry.id);
            order.remove(entry.id);
            keeping.remove(entry);
        }
    }

    /** Forgets what was kept long enough. */
    void expire(long nowNanos) {
        while (true) {
            Entry oldest = keeping.stream()
                    .min(Comparator.comparingLong(entry -> entry.keepUntilNanos))
                    .orElse(null);
            if (oldest == null || oldest.keepUntilNanos > nowNanos) {
                return;
            }
            keeping.remove(oldest);
            release(oldest, oldest.keepUntilNanos);
        }
    }

    /**
     * Puts it and its members into the kernel, unless it is there; the number there ({@code zebra_nhg_install_kernel}). A
     * group that is there is not written again, though the kernel may have taken members out since: measured with FRR 8.4.4,
     * after a link was down and up a route of two next hops keeps the one, while {@code show ip route} marks both.
     */
    int install(Entry entry) {
        Entry real = inKernel(entry);
        real.depends.values().forEach(this::install);
        if (real.isValid() && !real.installed) {
            real.installed = true;
            real.members = new LinkedHashMap<>();
            collect(real, real.members);
        }
        return real.id;
    }

    /** The kernel drops the objects of a device that is down, also out of groups (Linux {@code nexthop_flush_dev}). */
    void deviceDown(NetworkInterface device) {
        for (Entry entry : byId.values()) {
            if (entry.installed) {
                entry.members.values().removeIf(member -> member.hops.get(0).device() == device);
                entry.installed = !entry.members.isEmpty();
            }
        }
    }

    /** What stands in the kernel for it, members by number, none twice ({@code zebra_nhg_nhe2grp}). */
    List<RibNextHop> kernelHops(Entry entry) {
        return inKernel(entry).members.values().stream()
                .map(member -> member.hops.get(0))
                .toList();
    }

    private void collect(Entry entry, Map<Integer, Entry> members) {
        if (entry.depends.isEmpty()) {
            if (entry.isValid()) {
                members.putIfAbsent(entry.id, entry);
            }
            return;
        }
        entry.depends.values().forEach(member -> collect(inKernel(member), members));
    }

    /** A recursive next hop is in the kernel as what it resolves to ({@code zebra_nhg_resolve}). */
    private static Entry inKernel(Entry entry) {
        Entry at = entry;
        while (at.isRecursive() && !at.depends.isEmpty()) {
            at = at.depends.values().iterator().next();
        }
        return at;
    }

    /** What stands in the kernel, by number. */
    List<NexthopObject> objects() {
        List<NexthopObject> objects = new ArrayList<>();
        for (Entry entry : byId.values()) {
            if (entry.installed && entry.hops.size() == 1) {
                objects.add(new NexthopObject(entry.id, entry.hops.get(0), entry.key.lengthBits(), List.of()));
            } else if (entry.installed) {
                objects.add(new NexthopObject(entry.id, null, 0, List.copyOf(entry.members.keySet())));
            }
        }
        return objects;
    }

    /** All of them, in zebra's order. */
    List<NexthopGroup> groups() {
        Map<Integer, List<Integer>> dependents = new TreeMap<>();
        for (Entry entry : byId.values()) {
            entry.depends.keySet().forEach(member -> dependents
                    .computeIfAbsent(member, absent -> new ArrayList<>())
                    .add(entry.id));
        }
        return order.ids().stream()
                .map(id -> group(Objects.requireNonNull(byId.get(id)), dependents))
                .toList();
    }

    private static NexthopGroup group(Entry entry, Map<Integer, List<Integer>> dependents) {
        RibNextHop first = entry.hops.get(0);
        int ownBits = first.gateway() == null
                ? entry.key.lengthBits()
                : first.gateway().lengthBits();
        return new NexthopGroup(
                entry.id,
                entry.users + holds(entry.id, dependents),
                entry.kept ? OptionalLong.of(entry.keepUntilNanos) : OptionalLong.empty(),
                entry.sinceNanos,
                leadsSomewhere(entry),
                entry.installed,
                entry.hops.size() > 1 ? 0 : ownBits,
                NexthopGroup.interfaceOf(entry.hops),
                entry.hops,
                List.copyOf(entry.depends.keySet()),
                dependents.getOrDefault(entry.id, List.of()));
    }

    /** zebra takes it from single next hops when their interface goes down, and from groups of only such. */
    private static boolean leadsSomewhere(Entry entry) {
        if (!entry.depends.isEmpty()) {
            return entry.depends.values().stream().anyMatch(NexthopTable::leadsSomewhere);
        }
        NetworkInterface device = entry.hops.get(0).device();
        return entry.isValid() && (device == null || device.isRunning());
    }

    /** A group holds its members from its making on, beside the uses it passes on ({@code depends_add}). */
    private static int holds(int id, Map<Integer, List<Integer>> dependents) {
        return dependents.getOrDefault(id, List.of()).stream()
                .mapToInt(group -> 1 + holds(group, dependents))
                .sum();
    }

    /** Forgets everything; a zebra that finds the kernel's objects of a former life counts on behind them. */
    void clear(boolean objectsStay) {
        int last = 0;
        for (Entry entry : byId.values()) {
            last = entry.installed && objectsStay ? entry.id : last;
        }
        byKey.clear();
        byId.clear();
        order = new IdHash();
        keeping.clear();
        lastId = last;
    }

    private static RibNextHop unmarked(RibNextHop hop) {
        List<RibNextHop> ways =
                hop.resolved().stream().map(NexthopTable::unmarked).toList();
        return hop.withDuplicate(false).withResolved(ways);
    }

    /** Of several that lead to one place, all but the first are duplicates ({@code nexthop_group_mark_duplicates}). */
    private static List<RibNextHop> markDuplicates(List<RibNextHop> hops) {
        List<RibNextHop> seen = new ArrayList<>();
        List<RibNextHop> marked = new ArrayList<>();
        for (RibNextHop hop : hops) {
            boolean again = sawLike(seen, hop);
            List<RibNextHop> ways = new ArrayList<>();
            for (RibNextHop way : hop.resolved()) {
                ways.add(way.withDuplicate(sawLike(seen, way)));
            }
            marked.add(hop.withDuplicate(again).withResolved(ways));
        }
        return marked;
    }

    private static boolean sawLike(List<RibNextHop> seen, RibNextHop hop) {
        boolean again = seen.stream().anyMatch(hop::isSameAs);
        seen.add(hop);
        return again;
    }
}
