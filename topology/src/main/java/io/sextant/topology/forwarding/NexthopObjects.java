package io.sextant.topology.forwarding;

import io.sextant.engine.Clock;
import io.sextant.protocol.address.IpVersion;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.ecmp.KernelProfile;
import io.sextant.topology.ecmp.ResilientGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A host's next-hop objects as {@code ip nexthop add} makes them (Linux 5.3, resilient groups 5.13): single next hops, and
 * groups of them that share flows by hash threshold or by buckets. Routes point to them by number.
 */
public final class NexthopObjects {

    /** Most objects a host has. */
    public static final int LIMIT = 65_536;

    /** A member of a group. */
    public record Member(int id, int weight) {}

    /** What {@code type resilient} says; times in nanoseconds, 120 s and never being Linux' defaults. */
    public record Resilience(int buckets, long idleNanos, long unbalancedNanos) {
        public static final long DEFAULT_IDLE_NANOS = ResilientGroup.Timing.DEFAULT.idleNanos();
    }

    /** An object. */
    public sealed interface Nexthop {
        int id();

        /** Null where {@code ip nexthop add} names none, which the kernel keeps as unspec. */
        @Nullable
        RouteProtocol protocol();
    }

    /**
     * One next hop.
     *
     * @param hop null for a blackhole
     */
    public record Single(
            int id,
            @Nullable NextHop hop,
            IpVersion version,
            @Nullable RouteProtocol protocol) implements Nexthop {}

    /**
     * A group.
     *
     * @param members of one version of IP, in the order in which the hash counts them
     * @param resilience null for a hash-threshold group
     */
    public record Group(
            int id,
            List<Member> members,
            @Nullable Resilience resilience,
            @Nullable RouteProtocol protocol) implements Nexthop {
        public Group {
            members = List.copyOf(members);
        }
    }

    private final Clock clock;
    private final KernelProfile kernel;
    private final Map<Integer, Nexthop> objects = new TreeMap<>();
    private final Map<Integer, Buckets> buckets = new TreeMap<>();

    public NexthopObjects(Clock clock, KernelProfile kernel) {
        this.clock = clock;
        this.kernel = kernel;
    }

    /** All objects by number. */
    public List<Nexthop> all() {
        return List.copyOf(objects.values());
    }

    /** The object of that number. */
    public Optional<Nexthop> find(int id) {
        return Optional.ofNullable(objects.get(id));
    }

    /**
     * {@code ip nexthop add}.
     *
     * @throws IllegalArgumentException with the kernel's or a like reason when it cannot be
     */
    public void add(Nexthop object) {
        require(kernel.nexthopObjects(), kernel.name() + " has no next-hop objects");
        require(object.id() > 0, "a next hop's id is 1 or more");
        require(!objects.containsKey(object.id()), "next hop " + object.id() + " exists already");
        require(objects.size() < LIMIT, "there are " + LIMIT + " next-hop objects already");
        if (object instanceof Group group) {
            addGroup(group);
        }
        objects.put(object.id(), object);
    }

    private void addGroup(Group group) {
        requireSound(group.members());
        Resilience resilience = group.resilience();
        if (resilience != null) {
            require(kernel.resilientGroups(), kernel.name() + " has no resilient groups");
            int hz = ResilientGroup.Timing.DEFAULT.jiffiesPerSecond();
            ResilientGroup.Timing timing =
                    new ResilientGroup.Timing(resilience.idleNanos(), resilience.unbalancedNanos(), hz);
            require(
                    resilience.buckets() >= group.members().size(),
                    "Number of buckets needs to be at least the number of nexthops");
            buckets.put(group.id(), new Buckets(clock, resilience.buckets(), timing, names(group.members())));
        }
    }

    private void requireSound(List<Member> members) {
        require(!members.isEmpty(), "a group needs a member");
        IpVersion version = null;
        for (Member member : members) {
            if (!(objects.get(member.id()) instanceof Single single)) {
                throw new IllegalArgumentException("there is no single next hop " + member.id());
            }
            int highest = kernel.highestWeight();
            require(member.weight() >= 1 && member.weight() <= highest, "a weight is 1 to " + highest);
            require(single.hop() != null || members.size() == 1, "a group has no blackhole beside others");
            require(version == null || version == single.version(), "a group is of one version of IP");
            require(
                    members.stream().filter(each -> each.id() == member.id()).count() == 1,
                    "Nexthop id can not be used twice in a group");
            version = single.version();
        }
    }

    private static void require(boolean fulfilled, String otherwise) {
        if (!fulfilled) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** {@code ip nexthop replace} of a group by one of its kind; see {@code Host.replaceNexthopGroup}, which tells the routes. */
    public void replaceGroup(int id, List<Member> members) {
        if (!(objects.get(id) instanceof Group group)) {
            throw new IllegalArgumentException("there is no group " + id);
        }
        requireSound(members);
        put(group, members);
    }

    private void put(Group group, List<Member> members) {
        objects.put(group.id(), new Group(group.id(), members, group.resilience(), group.protocol()));
        Buckets table = buckets.get(group.id());
        if (table != null) {
            table.replace(names(members));
        }
    }

    /** The next hops a route over this object has, by the group's order; empty for a blackhole and what is not there. */
    public List<NextHop> hops(int id) {
        Nexthop object = objects.get(id);
        List<NextHop> hops = new ArrayList<>();
        if (object instanceof Single single && single.hop() != null) {
            hops.add(single.hop());
        } else if (object instanceof Group group) {
            for (Member member : group.members()) {
                for (NextHop hop : hops(member.id())) {
                    hops.add(new NextHop(hop.gateway(), hop.device(), member.weight()));
                }
            }
        }
        return hops;
    }

    /** A resilient group's table as of now; empty for other objects. */
    public Optional<ResilientGroup> table(int id) {
        return Optional.ofNullable(buckets.get(id)).map(Buckets::current);
    }

    @Nullable
    Buckets bucketsOf(int id) {
        return buckets.get(id);
    }

    /**
     * A device is down or lost its carrier: its objects are gone, also out of groups, and do not come back by themselves
     * ({@code nexthop_flush_dev}). The tables of routes are told apart from this.
     */
    public void deviceChanged(NetworkInterface device) {
        if (device.isRunning()) {
            return;
        }
        for (Nexthop object : all()) {
            if (object instanceof Single single
                    && single.hop() != null
                    && single.hop().device() == device) {
                objects.remove(single.id());
            }
        }
        for (Nexthop object : all()) {
            if (object instanceof Group group) {
                List<Member> left = group.members().stream()
                        .filter(member -> objects.containsKey(member.id()))
                        .toList();
                if (left.isEmpty()) {
                    objects.remove(group.id());
                    buckets.remove(group.id());
                } else if (left.size() < group.members().size()) {
                    put(group, left);
                }
            }
        }
    }

    private static List<ResilientGroup.Member> names(List<Member> members) {
        return members.stream()
                .map(member -> new ResilientGroup.Member(member.id(), member.weight()))
                .toList();
    }
}
