package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.PathAttributes;
import java.util.Objects;

/**
 * One way to a prefix as one source tells it, after import policy. What it says never changes; where it stands in its table
 * does, and the table marks it.
 */
@SuppressWarnings("ReferenceEquality") // The same object needs no comparing.
public final class Path {

    /** The next hop cannot be reached; the path takes no part in the decision (RFC 4271 §9.1.2). */
    public static final long UNREACHABLE = -1;

    /** FRR's weight of routes of our own ({@code BGP_ATTR_DEFAULT_WEIGHT}). */
    public static final int LOCAL_WEIGHT = 32_768;

    private static final int REMOVED = 1;
    private static final int ATTRIBUTES_CHANGED = 2;
    private static final int METRIC_CHANGED = 4;
    private static final int SUPPRESSED = 8;
    private static final int NEIGHBOUR_BEST = 16;

    private final Destination destination;
    private final RouteSource source;
    private final PathAttributes attributes;
    private final long learnedNanos;
    private final int weight;
    private final int pathId;
    private final int igpMetric;
    private final boolean stale;
    private byte marks;

    /**
     * A path outside any table.
     *
     * @param weight FRR's first criterion, unsigned; 32768 for routes of our own
     * @param igpMetric cost to the next hop, or {@link #UNREACHABLE}
     * @param stale kept over the peer's graceful restart
     * @param learnedNanos when it came in this form
     */
    public Path(
            Nlri nlri,
            RouteSource source,
            PathAttributes attributes,
            long weight,
            long igpMetric,
            boolean stale,
            long learnedNanos) {
        this(
                Destination.of(nlri.prefix()),
                source,
                attributes,
                (int) weight,
                (int) nlri.pathId(),
                (int) igpMetric,
                stale,
                learnedNanos);
    }

    Path(
            Destination destination,
            RouteSource source,
            PathAttributes attributes,
            int weight,
            int pathId,
            int igpMetric,
            boolean stale,
            long learnedNanos) {
        this.destination = destination;
        this.source = source;
        this.attributes = attributes;
        this.weight = weight;
        this.pathId = pathId;
        this.igpMetric = igpMetric;
        this.stale = stale;
        this.learnedNanos = learnedNanos;
    }

    public Nlri nlri() {
        return destination.nlri(pathId());
    }

    /** Where it stands, or a place of its own. */
    public Destination destination() {
        return destination;
    }

    public RouteSource source() {
        return source;
    }

    public PathAttributes attributes() {
        return attributes;
    }

    /** FRR's first criterion, 0..4294967295. */
    public long weight() {
        return weight & 0xFFFF_FFFFL;
    }

    /** The identifier the peer gave it (RFC 7911); 0 where there are none. */
    public long pathId() {
        return pathId & 0xFFFF_FFFFL;
    }

    /** Cost to the next hop, or {@link #UNREACHABLE}. */
    public long igpMetric() {
        return igpMetric == -1 ? UNREACHABLE : igpMetric & 0xFFFF_FFFFL;
    }

    /** Kept over the peer's graceful restart. */
    public boolean stale() {
        return stale;
    }

    /** When it came in this form. */
    public long learnedNanos() {
        return learnedNanos;
    }

    /** FRR's {@code valid}: the next hop is known to lead somewhere. */
    public boolean isReachable() {
        return igpMetric != -1;
    }

    /** Taken back, but the decision that forgets it has not run. */
    public boolean isRemoved() {
        return (marks & REMOVED) != 0;
    }

    /** Covered by an aggregate that wants it kept silent. */
    public boolean isSuppressed() {
        return (marks & SUPPRESSED) != 0;
    }

    /** The best from its neighbouring AS, where the decision looks at each AS by itself ({@code deterministic-med}). */
    public boolean isBestOfNeighbour() {
        return (marks & NEIGHBOUR_BEST) != 0;
    }

    boolean hasNewAttributes() {
        return (marks & ATTRIBUTES_CHANGED) != 0;
    }

    boolean hasNewMetric() {
        return (marks & METRIC_CHANGED) != 0;
    }

    void markRemoved(boolean on) {
        mark(REMOVED, on);
    }

    void markNewAttributes(boolean on) {
        mark(ATTRIBUTES_CHANGED, on);
    }

    void markNewMetric(boolean on) {
        mark(METRIC_CHANGED, on);
    }

    void markBestOfNeighbour(boolean on) {
        mark(NEIGHBOUR_BEST, on);
    }

    void markSuppressed(boolean on) {
        mark(SUPPRESSED, on);
    }

    private void mark(int bit, boolean on) {
        marks = (byte) (on ? marks | bit : marks & ~bit);
    }

    /** Whether a later path of this source and identifier would replace this one. */
    public boolean isSameRouteAs(Path other) {
        return pathId == other.pathId
                && source.isSameVoice(other.source)
                && destination.prefix().equals(other.destination.prefix());
    }

    /** Whether the two differ in nothing but their age; a stale path goes where the fresh one went. */
    public boolean saysTheSameAs(Path other) {
        return this == other
                || isSameRouteAs(other)
                        && attributes.equals(other.attributes)
                        && weight == other.weight
                        && igpMetric == other.igpMetric;
    }

    public Path withIgpMetric(long metric) {
        return copy(attributes, weight, (int) metric, stale, learnedNanos);
    }

    public Path asStale() {
        return copy(attributes, weight, igpMetric, true, learnedNanos);
    }

    /** The same, known to be true again. */
    Path asFresh() {
        return copy(attributes, weight, igpMetric, false, learnedNanos);
    }

    /** The same under other words, as stale as it is. */
    Path reworded(PathAttributes value) {
        return copy(value, weight, igpMetric, stale, learnedNanos);
    }

    Path withAttributes(PathAttributes value, int newWeight, long metric, long nowNanos) {
        return copy(value, newWeight, (int) metric, false, nowNanos);
    }

    private Path copy(PathAttributes value, int newWeight, int metric, boolean newStale, long atNanos) {
        Path copy = new Path(destination, source, value, newWeight, pathId, metric, newStale, atNanos);
        copy.marks = marks;
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Path that && saysTheSameAs(that) && learnedNanos == that.learnedNanos;
    }

    @Override
    public int hashCode() {
        return Objects.hash(destination.hash(), source, attributes, pathId);
    }

    @Override
    public String toString() {
        return nlri() + " from " + source.peer().map(Object::toString).orElse("us") + ": " + attributes;
    }
}
