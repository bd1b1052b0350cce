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

    private @Nullable Path only;
    private Path @Nullable [] several;

    @Nullable
    Path best;
    /** The best and the paths used beside it, or null where the best is alone. */
    Path @Nullable [] multipath;
    /** The decision as it was told last, kept from the first change after it to the next decision. */
    @Nullable
    Selection told;

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
        Path[] many = several;
        return many != null ? many.length : only != null ? 1 : 0;
    }

    Path at(int index) {
        Path[] many = several;
        if (many != null) {
            return many[index];
        }
        Path one = only;
        if (one == null || index != 0) {
            throw new IndexOutOfBoundsException(index);
        }
        return one;
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
        Path[] ways = multipath;
        return ways != null ? ways.length : best != null ? 1 : 0;
    }

    /** Link bandwidth of all paths in use, in octets a second; 0 where none has one (FRR 8.4 {@code mpath_cumbw}). */
    public long bandwidthOctets() {
        return LinkBandwidth.total(multipath);
    }

    /** Whether several paths are in use and each has a link bandwidth ({@code bgp_path_info_mpath_chkwtd}). */
    public boolean isWeighted() {
        Path[] ways = multipath;
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
        Path[] ways = multipath;
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
            only = path;
            return;
        }
        Path[] more = new Path[count() + 1];
        more[0] = path;
        for (int i = 1; i < more.length; i++) {
            more[i] = at(i - 1);
        }
        several = more;
        only = null;
    }

    /** Puts a path in another's place. */
    void replace(Path old, Path fresh) {
        remember();
        if (only == old) {
            only = fresh;
        }
        swap(several, old, fresh);
        if (best == old) {
            best = fresh;
        }
        swap(multipath, old, fresh);
    }

    /** Keeps what was told last, before anything changes that it was made of. */
    void remember() {
        if (told == null && announced) {
            told = snapshot();
        }
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
        only = left == 1 ? kept[0] : null;
        several = left > 1 ? Arrays.copyOf(kept, left) : null;
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
