package io.sextant.protocol.bgp.message;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a set of routes: all path attributes as one immutable value, compared by content, cheap to hash, shared
 * by all routes that carry the same. Lists of plain and large communities are sorted and free of duplicates, as FRR
 * keeps them; extended ones stand in the order they were given, since FRR 8.4 {@code ecommunity_merge} appends.
 *
 * <p>The next hop is here whichever attribute carried it: NEXT_HOP or MP_REACH_NLRI.
 */
public final class PathAttributes {

    /** Nothing said at all, where a builder starts. */
    public static final PathAttributes NONE = new Builder().build();

    private static final long ABSENT = -1;

    private final Origin origin;
    private final AsPath asPath;
    private final @Nullable IpAddress nextHop;
    private final @Nullable Ipv6Address linkLocalNextHop;
    private final long med;
    private final long localPreference;
    private final boolean atomicAggregate;
    private final @Nullable Aggregator aggregator;
    private final List<Community> communities;
    private final @Nullable Ipv4Address originatorId;
    private final List<Ipv4Address> clusterList;
    private final List<ExtendedCommunity> extendedCommunities;
    private final List<LargeCommunity> largeCommunities;
    private final List<RawAttribute> others;
    private final PathNotes notes;
    private final int hash;

    private PathAttributes(Builder from) {
        origin = from.origin;
        asPath = from.asPath;
        nextHop = from.nextHop;
        linkLocalNextHop = from.linkLocalNextHop;
        med = from.med;
        localPreference = from.localPreference;
        atomicAggregate = from.atomicAggregate;
        aggregator = from.aggregator;
        communities = from.communities;
        originatorId = from.originatorId;
        clusterList = from.clusterList;
        extendedCommunities = from.extendedCommunities;
        largeCommunities = from.largeCommunities;
        others = from.others;
        notes = from.notes;
        hash = hash();
    }

    private int hash() {
        int mixed = 31 * asPath.hashCode() + origin.code();
        mixed = 31 * mixed + Objects.hashCode(nextHop);
        mixed = 31 * mixed + Long.hashCode(med);
        mixed = 31 * mixed + Long.hashCode(localPreference);
        mixed = 31 * mixed + communities.hashCode();
        mixed = 31 * mixed + Objects.hashCode(originatorId);
        mixed = 31 * mixed + clusterList.hashCode();
        mixed = 31 * mixed + extendedCommunities.hashCode();
        return 31 * mixed + largeCommunities.hashCode();
    }

    /** ORIGIN; INCOMPLETE where none was said. */
    public Origin origin() {
        return origin;
    }

    public AsPath asPath() {
        return asPath;
    }

    /** The next hop; for IPv6 the global address. */
    public Optional<IpAddress> nextHop() {
        return Optional.ofNullable(nextHop);
    }

    /** The link-local address that may accompany an IPv6 next hop (RFC 2545 §3). */
    public Optional<Ipv6Address> linkLocalNextHop() {
        return Optional.ofNullable(linkLocalNextHop);
    }

    /** MULTI_EXIT_DISC, 0..4294967295. */
    public OptionalLong med() {
        return med == ABSENT ? OptionalLong.empty() : OptionalLong.of(med);
    }

    /** LOCAL_PREF, 0..4294967295. */
    public OptionalLong localPreference() {
        return localPreference == ABSENT ? OptionalLong.empty() : OptionalLong.of(localPreference);
    }

    /** MULTI_EXIT_DISC, or {@code missing}; for code that runs for every route. */
    public long medOr(long missing) {
        return med == ABSENT ? missing : med;
    }

    /** LOCAL_PREF, or {@code missing}; for code that runs for every route. */
    public long localPreferenceOr(long missing) {
        return localPreference == ABSENT ? missing : localPreference;
    }

    /** The next hop or null; for code that runs for every route. */
    public @Nullable IpAddress nextHopOrNull() {
        return nextHop;
    }

    /** The originator or null; for code that runs for every route. */
    public @Nullable Ipv4Address originatorIdOrNull() {
        return originatorId;
    }

    public boolean atomicAggregate() {
        return atomicAggregate;
    }

    public Optional<Aggregator> aggregator() {
        return Optional.ofNullable(aggregator);
    }

    public List<Community> communities() {
        return communities;
    }

    /** The router that brought the route into this AS, if it was reflected (RFC 4456 §8). */
    public Optional<Ipv4Address> originatorId() {
        return Optional.ofNullable(originatorId);
    }

    /** The clusters the route was reflected by, nearest first. */
    public List<Ipv4Address> clusterList() {
        return clusterList;
    }

    public List<ExtendedCommunity> extendedCommunities() {
        return extendedCommunities;
    }

    public List<LargeCommunity> largeCommunities() {
        return largeCommunities;
    }

    /** Attributes that are passed on without being understood, by type. */
    public List<RawAttribute> others() {
        return others;
    }

    /** What the speaker keeps beside the attributes and does not send; compared like them. */
    public PathNotes notes() {
        return notes;
    }

    /** A builder that starts from these attributes. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** A builder that starts from nothing. */
    public static Builder builder() {
        return NONE.toBuilder();
    }

    /** These attributes with another next hop. */
    public PathAttributes withNextHop(IpAddress address) {
        return toBuilder().nextHop(address).build();
    }

    /** The same attributes with other notes. */
    public PathAttributes withNotes(PathNotes value) {
        return value.equals(notes) ? this : toBuilder().notes(value).build();
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof PathAttributes that
                && hash == that.hash
                && origin == that.origin
                && med == that.med
                && localPreference == that.localPreference
                && atomicAggregate == that.atomicAggregate
                && asPath.equals(that.asPath)
                && Objects.equals(nextHop, that.nextHop)
                && Objects.equals(linkLocalNextHop, that.linkLocalNextHop)
                && Objects.equals(aggregator, that.aggregator)
                && Objects.equals(originatorId, that.originatorId)
                && communities.equals(that.communities)
                && clusterList.equals(that.clusterList)
                && extendedCommunities.equals(that.extendedCommunities)
                && largeCommunities.equals(that.largeCommunities)
                && others.equals(that.others)
                && notes.equals(that.notes);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "origin " + origin.word() + " path [" + asPath + "] next-hop " + nextHop
                + (med == ABSENT ? "" : " med " + med)
                + (localPreference == ABSENT ? "" : " local-pref " + localPreference)
                + (communities.isEmpty() ? "" : " communities " + communities);
    }

    /** Collects attributes; {@link #build} may be called once or often. */
    public static final class Builder {

        private Origin origin = Origin.INCOMPLETE;
        private AsPath asPath = AsPath.EMPTY;
        private @Nullable IpAddress nextHop;
        private @Nullable Ipv6Address linkLocalNextHop;
        private long med = ABSENT;
        private long localPreference = ABSENT;
        private boolean atomicAggregate;
        private @Nullable Aggregator aggregator;
        private List<Community> communities = List.of();
        private @Nullable Ipv4Address originatorId;
        private List<Ipv4Address> clusterList = List.of();
        private List<ExtendedCommunity> extendedCommunities = List.of();
        private List<LargeCommunity> largeCommunities = List.of();
        private List<RawAttribute> others = List.of();
        private PathNotes notes = PathNotes.NONE;

        private Builder() {}

        private Builder(PathAttributes from) {
            origin = from.origin;
            asPath = from.asPath;
            nextHop = from.nextHop;
            linkLocalNextHop = from.linkLocalNextHop;
            med = from.med;
            localPreference = from.localPreference;
            atomicAggregate = from.atomicAggregate;
            aggregator = from.aggregator;
            communities = from.communities;
            originatorId = from.originatorId;
            clusterList = from.clusterList;
            extendedCommunities = from.extendedCommunities;
            largeCommunities = from.largeCommunities;
            others = from.others;
            notes = from.notes;
        }

        public Builder origin(Origin value) {
            origin = value;
            return this;
        }

        public Builder asPath(AsPath value) {
            asPath = value;
            return this;
        }

        public Builder nextHop(@Nullable IpAddress value) {
            nextHop = value;
            return this;
        }

        public Builder linkLocalNextHop(@Nullable Ipv6Address value) {
            linkLocalNextHop = value;
            return this;
        }

        public Builder med(OptionalLong value) {
            med = checked(value);
            return this;
        }

        public Builder localPreference(OptionalLong value) {
            localPreference = checked(value);
            return this;
        }

        public Builder atomicAggregate(boolean value) {
            atomicAggregate = value;
            return this;
        }

        public Builder aggregator(@Nullable Aggregator value) {
            aggregator = value;
            return this;
        }

        public Builder communities(List<Community> value) {
            communities = inOrder(value);
            return this;
        }

        public Builder originatorId(@Nullable Ipv4Address value) {
            originatorId = value;
            return this;
        }

        public Builder clusterList(List<Ipv4Address> value) {
            clusterList = List.copyOf(value);
            return this;
        }

        public Builder extendedCommunities(List<ExtendedCommunity> value) {
            extendedCommunities = List.copyOf(value);
            return this;
        }

        public Builder largeCommunities(List<LargeCommunity> value) {
            largeCommunities = inOrder(value);
            return this;
        }

        public Builder others(List<RawAttribute> value) {
            others = List.copyOf(value);
            return this;
        }

        public Builder notes(PathNotes value) {
            notes = value;
            return this;
        }

        public PathAttributes build() {
            return new PathAttributes(this);
        }

        /** Sorted and free of duplicates, which most lists are to begin with. */
        private static <T extends Comparable<T>> List<T> inOrder(List<T> value) {
            for (int i = 1; i < value.size(); i++) {
                if (value.get(i - 1).compareTo(value.get(i)) >= 0) {
                    return value.stream().distinct().sorted().toList();
                }
            }
            return List.copyOf(value);
        }

        private static long checked(OptionalLong value) {
            if (value.isPresent() && value.getAsLong() >>> 32 != 0) {
                throw new IllegalArgumentException(value.getAsLong() + " is not in 0..4294967295");
            }
            return value.orElse(ABSENT);
        }
    }
}
