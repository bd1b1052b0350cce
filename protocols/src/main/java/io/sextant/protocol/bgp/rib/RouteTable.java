package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.Ipv6Prefix;
import io.sextant.protocol.bgp.message.PathAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All paths of one family that passed import policy, and what was decided for each prefix. Changes to paths take effect with
 * {@link #decide}; between the two the old decision stands, as it does in FRR's work queue.
 *
 * <p>Open addressing over destinations, with an octet of each hash beside them so that a search touches hardly any
 * destination but the one it is for; {@link #destinations} sorts on demand.
 */
@SuppressWarnings("ReferenceEquality") // Paths are places in a table here, not what they say.
public final class RouteTable {

    /** Most prefixes a table takes. */
    public static final int PREFIX_LIMIT = 1 << 26;

    private static final int FIRST_SLOTS = 16;

    /** What {@link #put} did. */
    public enum Put {
        /** There was no such path. */
        ADDED,
        /** There was one with other words, or one that is gone but not decided upon. */
        CHANGED,
        /** There is one that says the same. */
        SAME
    }

    /** Who has to hear of a decision. */
    public enum News {
        NOBODY,
        /** The routing table behind the speaker: another metric, another set of paths. */
        ROUTING_TABLE,
        /** Peers and the routing table, without a new version: the bandwidth of a multipath changed. */
        BANDWIDTH,
        /** Everybody: another best path, or new words of the same. */
        EVERYBODY
    }

    private DecisionProcess decision;
    private @Nullable Destination[] slots = new @Nullable Destination[FIRST_SLOTS];
    private byte[] tags = new byte[FIRST_SLOTS];
    private int size;
    private int version;

    public RouteTable(DecisionProcess decision) {
        this.decision = decision;
    }

    /** Decides by other rules from now on; nothing is decided anew by this alone. */
    public void use(DecisionProcess other) {
        decision = other;
    }

    /** The rules in force. */
    public DecisionProcess decision() {
        return decision;
    }

    /** FRR's {@code BGP table version}; 0 before the first decision. */
    public long version() {
        return version;
    }

    /** Number of prefixes with any path. */
    public int size() {
        return size;
    }

    /** The destination of a prefix, or null. */
    public @Nullable Destination find(IpPrefix prefix) {
        int mask = slots.length - 1;
        int hash = hash(prefix);
        byte tag = tag(hash);
        for (int i = hash & mask; tags[i] != 0; i = (i + 1) & mask) {
            Destination found = slots[i];
            if (tags[i] == tag && found != null && found.isOf(prefix)) {
                return found;
            }
        }
        return null;
    }

    /** The destination of a prefix, made where there is none; one without paths goes with the next decision. */
    public Destination at(IpPrefix prefix) {
        Destination found = find(prefix);
        if (found != null) {
            return found;
        }
        if (size >= PREFIX_LIMIT) {
            throw new IllegalStateException("a table has " + PREFIX_LIMIT + " prefixes already");
        }
        if (3 * size >= 2 * slots.length) {
            grow();
        }
        Destination fresh = Destination.of(prefix);
        insert(fresh);
        size++;
        return fresh;
    }

    /** The path of a source to a destination with an identifier, one that is gone included, or null. */
    public @Nullable Path path(Destination destination, RouteSource source, long pathId) {
        return destination.find(source, pathId);
    }

    /**
     * Adds a path, in front; or replaces the one of the same source and identifier in its place (FRR 8.4 {@code bgp_update}).
     *
     * @param attributes interned: the same words are the same object, or equal
     */
    public Put put(
            Destination destination,
            RouteSource source,
            long pathId,
            PathAttributes attributes,
            long weight,
            long igpMetric,
            long nowNanos) {
        Path known = destination.find(source, pathId);
        if (known == null) {
            destination.remember();
            destination.add(new Path(
                    destination, source, attributes, (int) weight, (int) pathId, (int) igpMetric, false, nowNanos));
            return Put.ADDED;
        }
        if (!known.isRemoved() && known.weight() == weight && known.attributes().equals(attributes)) {
            if (!known.stale()) {
                return Put.SAME;
            }
            // FRR 8.4 bgp_update: a route that was kept over a restart and is confirmed keeps its age.
            destination.replace(known, known.asFresh());
            return Put.CHANGED;
        }
        Path fresh =
                new Path(destination, source, attributes, (int) weight, (int) pathId, (int) igpMetric, false, nowNanos);
        fresh.markSuppressed(known.isSuppressed());
        fresh.markNewAttributes(true);
        destination.replace(known, fresh);
        return Put.CHANGED;
    }

    /** Marks a path as taken back; the next decision forgets it. */
    public void remove(Path path) {
        path.destination().remember();
        path.markRemoved(true);
    }

    /** Notes another cost to the next hop of a path in the table. */
    public void reprice(Path path, long igpMetric) {
        if (path.igpMetric() == igpMetric) {
            return;
        }
        Path fresh = path.withIgpMetric(igpMetric);
        fresh.markNewMetric(true);
        path.destination().replace(path, fresh);
    }

    /** Replaces a path by itself marked as stale (RFC 4724 §4.2). */
    public void markStale(Path path) {
        path.destination().replace(path, path.asStale());
    }

    /** Gives a stale path other words. */
    public void rewriteStale(Path path, PathAttributes attributes) {
        Path fresh = path.reworded(attributes);
        fresh.markNewAttributes(true);
        path.destination().replace(path, fresh);
    }

    /** Marks whether an aggregate keeps a path silent. */
    public void suppress(Path path, boolean silent) {
        if (path.isSuppressed() != silent) {
            path.markSuppressed(silent);
            // FRR 8.4 aggr_suppress_path: peers hear of it as of other words.
            path.markNewAttributes(true);
        }
    }

    /** Runs the decision for a destination ({@code bgp_process_main_one}) and says who has to hear of it. */
    public News decide(Destination destination, boolean everyPathMatters, RibDelta.@Nullable Builder delta) {
        destination.scheduled = false;
        Selection told = destination.told();
        Selection before = told != null ? told : destination.announced ? destination.snapshot() : null;
        Path old = destination.best;
        Path[] oldWays = destination.multipath();
        int oldCount = oldWays == null ? 0 : oldWays.length;
        long oldBandwidth = LinkBandwidth.total(oldWays);
        decision.decide(destination);
        Path now = decision.best();
        Path[] ways = decision.ways();
        destination.decided(now, ways, decision.reason());
        boolean waysChanged = !sameWays(oldWays, ways);
        News news = News.EVERYBODY;
        if (old != null && old == now && !everyPathMatters && !rewritten(now, oldCount > 0, ways != null)) {
            boolean bandwidthChanged =
                    oldCount != (ways == null ? 0 : ways.length) || oldBandwidth != LinkBandwidth.total(ways);
            boolean routeChanged = waysChanged || anyChanged(now, ways);
            if (routeChanged && decision.options().has(DecisionOption.MULTIPATH_RELAX_AS_SET)) {
                // What peers are told is made of all ways.
                destination.version = ++version;
            } else {
                news = bandwidthChanged ? News.BANDWIDTH : routeChanged ? News.ROUTING_TABLE : News.NOBODY;
            }
        } else if (old == null && now == null) {
            news = everyPathMatters ? News.EVERYBODY : News.NOBODY;
        } else {
            destination.version = ++version;
        }
        settle(destination);
        if (delta != null && news != News.NOBODY) {
            delta.once(before, destination.snapshot());
        }
        return news;
    }

    /**
     * FRR gives the best path other attributes when it becomes one of several or the only one again
     * ({@code bgp_path_info_mpath_aggregate_update} at 8.4.4); a third path beside it changes nothing.
     */
    private static boolean rewritten(Path best, boolean wasMultipath, boolean isMultipath) {
        return best.hasNewAttributes() || wasMultipath != isMultipath;
    }

    private static boolean anyChanged(Path best, Path @Nullable [] ways) {
        boolean changed = best.hasNewMetric();
        for (int i = 1; ways != null && i < ways.length; i++) {
            changed |= ways[i].hasNewMetric() || ways[i].hasNewAttributes();
        }
        return changed;
    }

    private static boolean sameWays(Path @Nullable [] one, Path @Nullable [] other) {
        if (one == null || other == null) {
            return one == other;
        }
        boolean same = one.length == other.length;
        for (int i = 1; same && i < one.length; i++) {
            same = one[i] == other[i];
        }
        return same;
    }

    private void settle(Destination destination) {
        destination.reap();
        for (int i = 0; i < destination.count(); i++) {
            destination.at(i).markNewAttributes(false);
            destination.at(i).markNewMetric(false);
        }
        destination.announced = destination.best != null;
        if (destination.count() == 0) {
            delete(destination);
        }
    }

    /** Notes that a destination waits for a decision; false when it did already. */
    public boolean schedule(Destination destination) {
        boolean fresh = !destination.scheduled;
        destination.scheduled = true;
        return fresh;
    }

    /** All destinations by prefix; a copy. */
    public List<Destination> destinations() {
        List<Destination> all = new ArrayList<>(size);
        for (Destination each : slots) {
            if (each != null) {
                all.add(each);
            }
        }
        all.sort(Comparator.comparing(Destination::prefix));
        return all;
    }

    /** Visits all destinations in the order of the table, which depends on nothing but its history. */
    public void forEach(Consumer<Destination> visitor) {
        for (Destination each : slots.clone()) {
            if (each != null) {
                visitor.accept(each);
            }
        }
    }

    private static int hash(IpPrefix prefix) {
        return prefix instanceof Ipv4Prefix ipv4
                ? Ipv4Destination.hash(ipv4.address().bits(), ipv4.length())
                : Ipv6Destination.hash((Ipv6Prefix) prefix);
    }

    /** Never 0, which marks an empty slot; of bits that do not choose the slot, in any but the largest tables. */
    static byte tag(int hash) {
        return (byte) (hash >>> 25 | 0x80);
    }

    private void insert(Destination destination) {
        int mask = slots.length - 1;
        int hash = destination.hash();
        int i = hash & mask;
        while (tags[i] != 0) {
            i = (i + 1) & mask;
        }
        slots[i] = destination;
        tags[i] = tag(hash);
    }

    private void grow() {
        @Nullable Destination[] old = slots;
        slots = new @Nullable Destination[2 * old.length];
        tags = new byte[slots.length];
        for (Destination each : old) {
            if (each != null) {
                insert(each);
            }
        }
    }

    /** Takes a destination out and moves those behind it up, so that no gap breaks a search. */
    private void delete(Destination destination) {
        int mask = slots.length - 1;
        int gap = destination.hash() & mask;
        while (slots[gap] != destination) {
            if (slots[gap] == null) {
                return;
            }
            gap = (gap + 1) & mask;
        }
        slots[gap] = null;
        tags[gap] = 0;
        size--;
        int i = (gap + 1) & mask;
        for (Destination each = slots[i]; each != null; i = (i + 1) & mask, each = slots[i]) {
            int home = each.hash() & mask;
            if (((i - home) & mask) >= ((i - gap) & mask)) {
                slots[gap] = each;
                tags[gap] = tags[i];
                slots[i] = null;
                tags[i] = 0;
                gap = i;
            }
        }
    }
}
