package io.sextant.topology.ecmp;

import java.util.Arrays;
import java.util.List;

/**
 * A group of next hops that keeps flows where they are: Linux's resilient next-hop group, as a machine.
 *
 * <p>{@code hash31 mod buckets} picks a bucket, the bucket names a member. When members change, only buckets of members
 * that are gone, and idle buckets of members with too many, move. Buckets in use may move once the group has been
 * unbalanced for longer than the unbalanced timer.
 *
 * <p>The kernel counts time in jiffies, and a use in the jiffy of a bucket's move is no use; so does this, and upkeep comes
 * as late as {@link TimerWheel} makes it. Neighbour states are not looked at. Links that go down delete their member: call {@link #replace} without it. After any call,
 * come back with {@link #upkeep} at {@link #deadlineNanos}; coming early is harmless.
 */
public final class ResilientGroup {
    public static final long NEVER = Long.MAX_VALUE;

    /** The kernel's limit on members is the netlink message's, as for hash-threshold. */
    public static final int MAX_MEMBERS = HashThresholdGroup.MAX_MEMBERS;

    /** The netlink attribute has 16 bits. */
    public static final int MAX_BUCKETS = 65_535;

    private static final int FREE = -1;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int UPKEEPS_A_SECOND_AT_MOST = 2;

    private final Timing timing;
    private final long jiffyNanos;
    private final int[] owners;
    private final long[] movedJiffies;
    private final long[] usedJiffies;
    private List<Member> members;
    private int[] wanted;
    private int[] held;
    /** A stack: members with fewer buckets than they want, the next to be given one on top. */
    private int[] underweight;

    private int underweightCount;
    private long unbalancedSinceJiffies;
    private long upkeepJiffies = NEVER;

    /**
     * A member of the group.
     *
     * @param id the next hop's number, unique in the group, 0 or more
     * @param weight 1 or more
     */
    public record Member(int id, int weight) {
        public Member {
            if (id < 0 || weight < 1) {
                throw new IllegalArgumentException("no next hop has id " + id + " and weight " + weight);
            }
        }
    }

    /**
     * The group's timers.
     *
     * @param idleNanos how long a bucket must be unused to count as idle; Linux's default is 120 s
     * @param unbalancedNanos how long the group may be unbalanced before buckets in use move; 0: for ever, the default
     * @param jiffiesPerSecond the kernel's CONFIG_HZ
     */
    public record Timing(long idleNanos, long unbalancedNanos, int jiffiesPerSecond) {
        public static final Timing DEFAULT = new Timing(120_000_000_000L, 0, 250);

        public Timing {
            if (idleNanos < 0 || unbalancedNanos < 0 || jiffiesPerSecond < 100 || jiffiesPerSecond > 1000) {
                throw new IllegalArgumentException("resilient group timers are 0 or more, HZ is 100 to 1000");
            }
        }
    }

    /**
     * A new group: all buckets are free and are given out at once, the last member's first.
     *
     * @throws IllegalArgumentException if there is no member, an id occurs twice, or a number is out of its range
     */
    public ResilientGroup(long nowNanos, int buckets, Timing timing, List<Member> members) {
        if (buckets < 1 || buckets > MAX_BUCKETS) {
            throw new IllegalArgumentException("a resilient group has 1 to " + MAX_BUCKETS + " buckets");
        }
        this.timing = timing;
        this.jiffyNanos = NANOS_PER_SECOND / timing.jiffiesPerSecond();
        this.owners = new int[buckets];
        Arrays.fill(owners, FREE);
        this.movedJiffies = new long[buckets];
        this.usedJiffies = new long[buckets];
        this.members = List.of();
        this.wanted = new int[0];
        this.held = new int[0];
        this.underweight = new int[0];
        replace(nowNanos, members);
    }

    /**
     * The member's place in the list for a packet, which marks its bucket as used. Allocates nothing.
     *
     * @param hash31 from {@link FlowHash}: 0 to 2^31 - 1
     */
    public int select(long nowNanos, int hash31) {
        int bucket = bucketOf(hash31);
        usedJiffies[bucket] = jiffies(nowNanos);
        return owners[bucket];
    }

    /**
     * {@link #select} for a packet of an IPv4 route: one over a group with a single member does not ask the group, so
     * that no bucket counts as used (measured on Linux 6.18; an IPv6 route asks).
     */
    public int selectIpv4(long nowNanos, int hash31) {
        return members.size() == 1 ? 0 : select(nowNanos, hash31);
    }

    /** The bucket a hash falls into. */
    public int bucketOf(int hash31) {
        return hash31 % owners.length;
    }

    /** The group's buckets. */
    public int buckets() {
        return owners.length;
    }

    /** The member that has the bucket now. */
    public Member owner(int bucket) {
        return members.get(owners[bucket]);
    }

    /** How long the bucket has not been used, as {@code ip nexthop bucket} shows it. */
    public long idleNanos(long nowNanos, int bucket) {
        return (jiffies(nowNanos) - usedJiffies[bucket]) * jiffyNanos;
    }

    /** Whether some member has fewer buckets than its weight asks for. */
    public boolean isUnbalanced() {
        return underweightCount > 0;
    }

    /** For how long some member has had too few buckets; 0 when none has. */
    public long unbalancedNanos(long nowNanos) {
        return isUnbalanced() ? (jiffies(nowNanos) - unbalancedSinceJiffies) * jiffyNanos : 0;
    }

    /** The members in force, in order. */
    public List<Member> members() {
        return members;
    }

    /** When {@link #upkeep} has something to do, or {@link #NEVER}. */
    public long deadlineNanos() {
        return upkeepJiffies == NEVER ? NEVER : upkeepJiffies * jiffyNanos;
    }

    /**
     * The group has these members from now on: buckets of members no longer there move at once, idle ones of members
     * with too many as well.
     *
     * @throws IllegalArgumentException if there is no member, more than {@link #MAX_MEMBERS}, or an id occurs twice
     */
    public void replace(long nowNanos, List<Member> newMembers) {
        requireSound(newMembers);
        boolean wasUnbalanced = isUnbalanced();
        long unbalancedBefore = unbalancedSinceJiffies;
        for (int bucket = 0; bucket < owners.length; bucket++) {
            owners[bucket] =
                    owners[bucket] == FREE ? FREE : placeOf(owner(bucket).id(), newMembers);
        }
        members = List.copyOf(newMembers);
        weigh(jiffies(nowNanos));
        if (wasUnbalanced && isUnbalanced()) {
            unbalancedSinceJiffies = unbalancedBefore;
        }
        moveBuckets(jiffies(nowNanos));
    }

    /** Moves what may move now, if the deadline has come. */
    public void upkeep(long nowNanos) {
        if (jiffies(nowNanos) >= upkeepJiffies) {
            moveBuckets(jiffies(nowNanos));
        }
    }

    /**
     * All upkeep that fell due until now, each at its own time. Buckets move only with time, uses and members, so whoever calls
     * this before each of the latter needs no timer of its own: the table is as if one had fired.
     */
    public void catchUp(long nowNanos) {
        while (deadlineNanos() <= nowNanos) {
            upkeep(deadlineNanos());
        }
    }

    private static void requireSound(List<Member> members) {
        if (members.isEmpty() || members.size() > MAX_MEMBERS) {
            throw new IllegalArgumentException("a group has 1 to " + MAX_MEMBERS + " members, not " + members.size());
        }
        for (int i = 0; i < members.size(); i++) {
            if (placeOf(members.get(i).id(), members) != i) {
                throw new IllegalArgumentException("next hop " + members.get(i).id() + " is in the group twice");
            }
        }
    }

    private static int placeOf(int id, List<Member> members) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).id() == id) {
                return i;
            }
        }
        return FREE;
    }

    /** Counts who holds and who wants how many buckets, and lists the members that want more: the last comes first. */
    private void weigh(long nowJiffies) {
        held = new int[members.size()];
        for (int owner : owners) {
            if (owner != FREE) {
                held[owner]++;
            }
        }
        wanted = new int[members.size()];
        underweight = new int[members.size()];
        underweightCount = 0;
        long total = members.stream().mapToLong(Member::weight).sum();
        long sum = 0;
        int given = 0;
        for (int i = 0; i < wanted.length; i++) {
            sum += members.get(i).weight();
            int bound = (int) ((owners.length * sum + total / 2) / total);
            wanted[i] = bound - given;
            given = bound;
            if (held[i] < wanted[i]) {
                underweight[underweightCount++] = i;
            }
        }
        if (underweightCount > 0) {
            unbalancedSinceJiffies = nowJiffies;
        }
    }

    private void moveBuckets(long nowJiffies) {
        long idle = timing.idleNanos() / jiffyNanos;
        long unbalanced = timing.unbalancedNanos() / jiffyNanos;
        long mayMoveFrom = unbalanced > 0 ? unbalancedSinceJiffies + unbalanced + 1 : NEVER;
        long deadline = nowJiffies + (unbalanced > 0 ? unbalanced : idle);
        for (int bucket = 0; bucket < owners.length && underweightCount > 0; bucket++) {
            int owner = owners[bucket];
            if (owner == FREE) {
                move(nowJiffies, bucket);
            } else if (held[owner] > wanted[owner]) {
                long idleFrom = usedJiffies[bucket] == movedJiffies[bucket] ? nowJiffies : usedJiffies[bucket] + idle;
                if (nowJiffies >= idleFrom || nowJiffies >= mayMoveFrom) {
                    move(nowJiffies, bucket);
                } else {
                    deadline = Math.min(deadline, idleFrom);
                    deadline = mayMoveFrom == NEVER ? deadline : Math.min(deadline, mayMoveFrom - 1);
                }
            }
        }
        long soonest = nowJiffies + timing.jiffiesPerSecond() / UPKEEPS_A_SECOND_AT_MOST;
        upkeepJiffies = isUnbalanced() ? TimerWheel.firesAt(nowJiffies, Math.max(deadline, soonest)) : NEVER;
    }

    private void move(long nowJiffies, int bucket) {
        int target = underweight[underweightCount - 1];
        if (owners[bucket] != FREE) {
            held[owners[bucket]]--;
        }
        owners[bucket] = target;
        held[target]++;
        movedJiffies[bucket] = nowJiffies;
        usedJiffies[bucket] = nowJiffies;
        if (held[target] == wanted[target]) {
            underweightCount--;
        }
    }

    private long jiffies(long nowNanos) {
        return nowNanos / jiffyNanos;
    }
}
