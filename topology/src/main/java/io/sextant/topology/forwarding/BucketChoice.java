package io.sextant.topology.forwarding;

import io.sextant.engine.Clock;
import io.sextant.topology.ecmp.LinkState;
import io.sextant.topology.ecmp.ResilientGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A resilient group: one of the kernel's own, which several routes may share and which its owner edits, or one that lives
 * with its route and keeps its buckets when the route is replaced.
 */
final class BucketChoice extends MemberChoice {

    private final Buckets buckets;
    private final boolean shared;

    /** Names of next hops in the table; a next hop that stays keeps its name. */
    private final List<ResilientGroup.Member> members;

    private final List<NextHop> hops;
    private final int lastId;
    private final boolean[] out;
    private int[] places = {};

    /** A group of next-hop objects whose members stand in the route's order. */
    BucketChoice(Buckets shared) {
        this.buckets = shared;
        this.shared = true;
        this.members = List.of();
        this.hops = List.of();
        this.lastId = 0;
        this.out = new boolean[0];
    }

    /**
     * A group of a route's own.
     *
     * @param before what the route had until now; null for a new one
     */
    BucketChoice(
            Clock clock, int size, ResilientGroup.Timing timing, List<NextHop> hops, @Nullable BucketChoice before) {
        this.shared = false;
        this.hops = List.copyOf(hops);
        this.out = new boolean[hops.size()];
        this.members = new ArrayList<>();
        int id = before == null ? 0 : before.lastId;
        for (NextHop hop : hops) {
            int known = before == null ? -1 : before.idOf(hop);
            out[members.size()] = !hop.device().isRunning();
            members.add(new ResilientGroup.Member(known >= 0 ? known : ++id, hop.weight()));
        }
        this.lastId = id;
        if (before == null) {
            this.buckets = new Buckets(clock, size, timing, members);
        } else {
            this.buckets = before.buckets;
        }
        update();
    }

    /** Whether it lives with its route and not by itself. */
    boolean isOfRoute() {
        return !shared;
    }

    private int idOf(NextHop wanted) {
        for (int i = 0; i < hops.size(); i++) {
            NextHop hop = hops.get(i);
            if (hop.device() == wanted.device() && Objects.equals(hop.gateway(), wanted.gateway())) {
                return members.get(i).id();
            }
        }
        return -1;
    }

    private void update() {
        List<ResilientGroup.Member> alive = new ArrayList<>();
        places = new int[hops.size()];
        for (int i = 0; i < hops.size(); i++) {
            if (!out[i]) {
                places[alive.size()] = i;
                alive.add(members.get(i));
            }
        }
        if (!alive.isEmpty()) {
            buckets.replace(alive);
        }
    }

    @Override
    int select(int hash31) {
        int place = buckets.select(hash31);
        return shared ? place : places[place];
    }

    /** A shared group's owner takes members out itself. */
    @Override
    void link(int member, LinkState state) {
        boolean gone = state != LinkState.UP;
        if (!shared && out[member] != gone) {
            out[member] = gone;
            update();
        }
    }

    /** The kernel does not look at neighbours here. */
    @Override
    void neighbour(int member, boolean bad) {}
}
