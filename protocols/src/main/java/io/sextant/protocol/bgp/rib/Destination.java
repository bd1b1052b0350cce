package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.message.Nlri;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A prefix with its paths, newest first as FRR keeps them, and the decision among them. Laid out for a million of them: most
 * have one path, and the prefix is made anew when somebody asks.
 */
@SuppressWarnings("ReferenceEquality") // Paths are places in a table here, not what they say.
public abstract sealed class Destination permits Ipv4Destination, Ipv6Destination {

    /** What few destinations have. */
    private static final class Rare {
        private Path @Nullable [] multipath;
        private @Nullable Selection told;
    }

    /** A {@link Path}, or an array of several, or null. */
    private @Nullable Object held;

    private @Nullable Rare rare;

    @Nullable
    Path best;

    int version;
    SelectionReason reason = SelectionReason.NONE;
    /** Waits for a decision. */
    boolean scheduled;
    /** The last decision was told to somebody. */
    boolean announced;

    static Destination of(IpPrefix prefix) {
        return prefix instanceof io.sextant.protocol.address.Ipv4Prefix ipv4
                ? new Ipv4Destination(ipv4)
                : new Ipv6Destination((io.sextant.protocol.address.Ipv6Prefix) prefix);
    }

    public abstract IpPrefix prefix();

    abstract int hash();

    abstract boolean isOf(IpPrefix prefix);

    /** Paths, those included that are gone but not yet decided upon. */
    int count() {
        Object paths = held;
        return paths instanceof Path[] many ? many.length : paths == null ? 0 : 1;
    }

    Path at(int index) {
        Object paths = held;
        if (paths instanceof Path one && index == 0) {
            return one;
        }
        if (paths instanceof Path[] many) {
            return many[index];
        }
        throw new IndexOutOfBoundsException(index);
    }

    /** The best and the paths used beside it, or null where the best is alone. */
    Path @Nullable [] multipath() {
        Rare some = rare;
        return some == null ? null : some.multipath;
    }

    /** The decision as it was told last, kept from the first change after it to the next decision. */
    @Nullable
    Selection told() {
        Rare some = rare;
        return some == null ? null : some.told;
    }

    /** Takes a decision; what was told before is forgotten. */
    void decided(@Nullable Path chosen, Path @Nullable [] ways, SelectionReason why) {
        best = chosen;
        reason = why;
        rare = null;
        if (ways != null) {
            Rare some = new Rare();
            some.multipath = ways;
            rare = some;
        }
    }

    /** Paths that are not gone, newest first, as FRR lists them; a copy. */
    public List<Path> paths() {
        List<Path> paths = new ArrayList<>(count());
        for (int i = 0; i < count(); i++) {
            if (!at(i).isRemoved()) {
                paths.add(at(i));
            }
        }
        return paths;
    }

    /** Whether a decision is queued already. */
    public boolean isScheduled() {
        return scheduled;
    }

    /** The best path, or nothing. */
    public Optional<Path> best() {
        return Optional.ofNullable(best);
    }

    /** The best path or null; for code that runs for every route. */
    public @Nullable Path bestOrNull() {
        return best;
    }

    /** How many paths are used at once; 0 where there is no best. */
    public int multipathCount() {
        Path[] ways = multipath();
        return ways != null ? ways.length : best != null ? 1 : 0;
    }

    /** Link bandwidth of all paths in use, in octets a second; 0 where none has one (FRR 8.4 {@code mpath_cumbw}). */
    public long bandwidthOctets() {
        return LinkBandwidth.total(multipath());
    }

    /** Whether several paths are in use and each has a link bandwidth ({@code bgp_path_info_mpath_chkwtd}). */
    public boolean isWeighted() {
        Path[] ways = multipath();
        boolean all = ways != null;
        for (int i = 0; ways != null && i < ways.length; i++) {
            all &= LinkBandwidth.of(ways[i].attributes()) > 0;
        }
        return all;
    }

    /** What the last comparison turned on. */
    public SelectionReason reason() {
        return reason;
    }

    /** The table's version in which the best path last changed; 0 before the first decision. */
    public long version() {
        return version;
    }

    /** What is decided, as a value. */
    public Optional<Selection> selection() {
        return Optional.ofNullable(snapshot());
    }

    @Nullable
    Selection snapshot() {
        Path chosen = best;
        if (chosen == null) {
            return null;
        }
        Path[] ways = multipath();
        return new Selection(prefix(), chosen, ways == null ? List.of(chosen) : List.of(ways), reason);
    }

    /** The path of this source and identifier, one that is gone included, or null. */
    @Nullable
    Path find(RouteSource source, long pathId) {
        for (int i = 0; i < count(); i++) {
            Path path = at(i);
            if (path.pathId() == pathId && path.source().isSameVoice(source)) {
                return path;
            }
        }
        return null;
    }

    /** FRR 8.4 {@code bgp_path_info_add}: in front. */
    void add(Path path) {
        if (count() == 0) {
            held = path;
            return;
        }
        Path[] more = new Path[count() + 1];
        more[0] = path;
        for (int i = 1; i < more.length; i++) {
            more[i] = at(i - 1);
        }
        held = more;
    }

    /** Puts a path in another's place. */
    void replace(Path old, Path fresh) {
        remember();
        if (held == old) {
            held = fresh;
        } else if (held instanceof Path[] many) {
            swap(many, old, fresh);
        }
        if (best == old) {
            best = fresh;
        }
        swap(multipath(), old, fresh);
    }

    /** Keeps what was told last, before anything changes that it was made of. */
    void remember() {
        if (!announced || told() != null) {
            return;
        }
        Rare some = rare;
        if (some == null) {
            some = new Rare();
            rare = some;
        }
        some.told = snapshot();
    }

    private static void swap(Path @Nullable [] paths, Path old, Path fresh) {
        for (int i = 0; paths != null && i < paths.length; i++) {
            if (paths[i] == old) {
                paths[i] = fresh;
            }
        }
    }

    /** Forgets paths that are gone. */
    void reap() {
        if (held instanceof Path one) {
            held = one.isRemoved() ? null : one;
            return;
        }
        int left = 0;
        Path[] kept = new Path[count()];
        for (int i = 0; i < kept.length; i++) {
            if (!at(i).isRemoved()) {
                kept[left++] = at(i);
            }
        }
        if (left == kept.length) {
            return;
        }
        held = left == 0 ? null : left == 1 ? kept[0] : Arrays.copyOf(kept, left);
    }

    Nlri nlri(long pathId) {
        return new Nlri(prefix(), pathId);
    }

    /** By prefix: a destination that was forgotten and made anew is the same place. */
    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Destination that && isSamePlaceAs(that);
    }

    abstract boolean isSamePlaceAs(Destination other);

    @Override
    public int hashCode() {
        return hash();
    }

    @Override
    public String toString() {
        return prefix() + " with " + count() + " paths";
    }
}
