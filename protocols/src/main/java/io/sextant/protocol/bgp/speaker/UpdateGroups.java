package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.bgp.config.PolicyPlace;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.BgpMessage;
import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.message.Update;
import io.sextant.protocol.bgp.rib.Destination;
import io.sextant.protocol.bgp.rib.RouteTable;
import io.sextant.protocol.bgp.session.BgpSession;
import io.sextant.protocol.bgp.session.Negotiated;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All update groups of a speaker: who is in which, and what goes out (RFC 4271 §9.1.3, §9.2). */
@SuppressWarnings("ReferenceEquality") // Interned attributes: another object is to be looked at again.
final class UpdateGroups {

    /** Hands a message to a peer's session. */
    interface Wire {
        void transmit(Peer peer, BgpMessage message);
    }

    private final Instance instance;
    private final Wire wire;
    private final DefaultRoutes defaults;
    private final OwnNextHops ownNextHops;
    final PathIds pathIds;
    private final Map<UpdateGroup.Key, UpdateGroup> groups = new LinkedHashMap<>();
    private long lastId;
    private long lastSubgroupId;

    UpdateGroups(Instance instance, Wire wire) {
        this.instance = instance;
        this.wire = wire;
        this.defaults = new DefaultRoutes(instance);
        this.pathIds = new PathIds(instance);
        this.ownNextHops = new OwnNextHops(instance);
    }

    /** Whether any peer is sent more than the best path, so that every path's change is news. */
    boolean sendsSeveralPaths(RouteTable table) {
        for (UpdateGroup group : groups.values()) {
            if (group.sendsSeveral() && instance.rib.table(group.key.family()) == table) {
                return true;
            }
        }
        return false;
    }

    /** A session is up: the peer joins those that are sent the same. */
    void join(Peer peer) {
        Negotiated agreed = peer.negotiated;
        if (agreed != null) {
            agreed.families().forEach(family -> join(peer, family, agreed));
        }
    }

    private UpdateGroup join(Peer peer, AddressFamily family, Negotiated agreed) {
        UpdateGroup.Key key = UpdateGroup.Key.of(instance, peer, family, agreed.context());
        UpdateGroup group = groups.get(key);
        PeerRoutes routes = peer.routes(family);
        if (group == null) {
            // FRR 8.4 update_group_create, update_subgroup_create: numbers are never used twice.
            var counters = new UpdateGroupCounters(++lastId, ++lastSubgroupId, instance.nowNanos);
            group = new UpdateGroup(key, counters, instance, peer, pathIds);
            groups.put(key, group);
            routes.subgroupId = lastSubgroupId;
        } else {
            // FRR 8.4 update_subgroup_find: who comes after the first feed begins in a subgroup of its own.
            routes.subgroupId = group.hasListeners() ? ++lastSubgroupId : group.counters.subgroupId;
        }
        group.counters.joins += routes.subgroupId == group.counters.subgroupId ? 1 : 0;
        group.members.add(peer);
        group.members.sort(java.util.Comparator.comparing(Peer::id));
        routes.group = group;
        return group;
    }

    /** A session is down. */
    void leave(Peer peer) {
        for (AddressFamily family : peer.families.keySet()) {
            leave(peer, family);
        }
    }

    private void leave(Peer peer, AddressFamily family) {
        UpdateGroup group = peer.routes(family).group;
        long subgroup = peer.routes(family).subgroupId;
        peer.routes(family).group = null;
        peer.routes(family).subgroupId = 0;
        if (group == null) {
            return;
        }
        group.counters.prunes += subgroup == group.counters.subgroupId ? 1 : 0;
        group.members.remove(peer);
        if (group.members.isEmpty()) {
            groups.remove(group.key);
        } else if (!group.hasListeners()) {
            group.forget();
        }
    }

    /** Whether two peers are in the same groups, so that they share their first feed's timer. */
    static boolean fedAlike(Peer one, Peer other) {
        for (AddressFamily family : one.families.keySet()) {
            UpdateGroup group = one.routes(family).group;
            if (group != null && group == other.routes(family).group) {
                return true;
            }
        }
        return false;
    }

    /** A decision is to be told. */
    void announce(RouteTable table, Destination destination) {
        for (UpdateGroup group : groups.values()) {
            if (instance.rib.table(group.key.family()) == table && group.hasListeners()) {
                group.stage(destination);
            }
        }
    }

    /** Tells a peer everything for the first time. */
    void feed(Peer peer) {
        for (AddressFamily family : peer.families.keySet()) {
            UpdateGroup group = peer.routes(family).group;
            if (group != null) {
                fill(group);
                feedAgain(peer, group);
                merge(peer.routes(family), group);
            }
        }
        peer.fed = true;
    }

    /** FRR 8.4 {@code update_subgroup_merge}: a subgroup that has told the same becomes part of the older one. */
    private static void merge(PeerRoutes routes, UpdateGroup group) {
        if (routes.subgroupId != group.counters.subgroupId) {
            routes.subgroupId = group.counters.subgroupId;
            group.counters.merges++;
            group.counters.joins++;
        }
    }

    /** All groups in the order of their numbers. */
    List<UpdateGroupView> views(long coalesceNanos) {
        return groups.values().stream().map(group -> group.view(coalesceNanos)).toList();
    }

    /** Tells a peer everything of a family once more: RFC 2918 §4. */
    void feedAgain(Peer peer, AddressFamily family) {
        UpdateGroup group = peer.routes(family).group;
        if (group != null) {
            feedAgain(peer, group);
        }
    }

    private void feedAgain(Peer peer, UpdateGroup group) {
        sendDefault(peer, group);
        send(peer, group, group.routes());
    }

    /** Works a group's table out where nobody has heard it yet. */
    private void fill(UpdateGroup group) {
        if (!group.hasListeners()) {
            group.forget();
            instance.rib.table(group.key.family()).destinations().forEach(group::stage);
            // FRR 8.4 update_subgroup_trigger_merge_check comes to something where there is nothing to send.
            group.counters.mergeChecks += group.drain().isEmpty() ? 1 : 0;
            group.defaultRoute = defaults.route(group.members.get(0), group.key.family());
        }
    }

    /** Looks at everything again, since what is said may differ without any decision: a policy changed. */
    void restage(Peer peer, AddressFamily family) {
        UpdateGroup group = peer.routes(family).group;
        if (group != null && group.hasListeners()) {
            instance.rib.table(family).destinations().forEach(group::stage);
        }
    }

    /** Moves a peer to the group it belongs to now, and tells it what differs. */
    void regroup(Peer peer, AddressFamily family) {
        UpdateGroup old = peer.routes(family).group;
        Negotiated agreed = peer.negotiated;
        if (old == null || agreed == null) {
            return;
        }
        Map<Nlri, @Nullable PathAttributes> heard = new LinkedHashMap<>();
        boolean hadDefault = peer.fed && old.defaultRoute != null;
        if (peer.fed) {
            old.routes().forEach(route -> heard.put(route.nlri(), route.attributes()));
        }
        boolean wasFed = peer.fed;
        peer.fed = false;
        leave(peer, family);
        UpdateGroup group = join(peer, family, agreed);
        if (!wasFed) {
            return;
        }
        fill(group);
        peer.fed = true;
        List<UpdatePacker.Change> changes = new ArrayList<>();
        for (UpdatePacker.Change route : group.routes()) {
            PathAttributes before = heard.remove(route.nlri());
            if (!java.util.Objects.equals(before, route.attributes())) {
                changes.add(route);
            }
        }
        heard.keySet().forEach(nlri -> changes.add(new UpdatePacker.Change(nlri, null)));
        if (group.defaultRoute != null) {
            sendDefault(peer, group);
        } else if (hadDefault) {
            changes.add(new UpdatePacker.Change(DefaultRoutes.nlri(family), null));
        }
        send(peer, group, changes);
    }

    /** Whether any default route of ours depends on what is in the table. */
    boolean dependsOnRoutes() {
        for (UpdateGroup group : groups.values()) {
            if (group.key.policies().containsKey(PolicyPlace.DEFAULT_ORIGINATE_MAP)) {
                return true;
            }
        }
        return false;
    }

    /** The instance's own settings changed: the rules of the peer's group are made anew and what differs is told. */
    void rebuild(Peer peer, AddressFamily family) {
        UpdateGroup group = peer.routes(family).group;
        if (group != null) {
            group.renewRules();
            restage(peer, family);
        }
    }

    /** Evaluates the default routes that depend on a route-map again; FRR does so 5 s after a best path changed. */
    void refreshDefaults() {
        for (UpdateGroup group : groups.values()) {
            if (!group.hasListeners()) {
                continue;
            }
            PathAttributes now = defaults.route(group.members.get(0), group.key.family());
            if ((now == null) != (group.defaultRoute == null)) {
                group.defaultRoute = now;
                UpdatePacker.Change change = new UpdatePacker.Change(DefaultRoutes.nlri(group.key.family()), now);
                listeners(group).forEach(peer -> send(peer, group, List.of(change)));
            }
        }
    }

    private void sendDefault(Peer peer, UpdateGroup group) {
        PathAttributes route = group.defaultRoute;
        if (route != null) {
            send(peer, group, List.of(new UpdatePacker.Change(DefaultRoutes.nlri(group.key.family()), route)));
        }
    }

    /** Sends what waits and is due. */
    void flush() {
        for (UpdateGroup group : List.copyOf(groups.values())) {
            if (group.dueNanos() <= instance.nowNanos) {
                List<UpdatePacker.Change> changes = group.drain();
                listeners(group).forEach(peer -> send(peer, group, changes));
            }
        }
    }

    private static List<Peer> listeners(UpdateGroup group) {
        return group.members.stream().filter(peer -> peer.fed).toList();
    }

    long deadlineNanos() {
        long deadline = BgpSession.NEVER;
        for (UpdateGroup group : groups.values()) {
            deadline = Math.min(deadline, group.dueNanos());
        }
        return deadline;
    }

    private void send(Peer peer, UpdateGroup group, List<UpdatePacker.Change> changes) {
        Optional<IpAddress> local = peer.localAddress();
        if (changes.isEmpty() || local.isEmpty()) {
            return;
        }
        List<UpdatePacker.Change> own = new ArrayList<>(changes.size());
        PathAttributes last = null;
        PathAttributes lastOwn = null;
        for (UpdatePacker.Change change : changes) {
            if (change.attributes() != last) {
                last = change.attributes();
                lastOwn = last == null ? null : ownNextHops.fillIn(last, peer, group, local.get());
            }
            own.add(lastOwn == last ? change : new UpdatePacker.Change(change.nlri(), lastOwn));
        }
        UpdatePacker packer = new UpdatePacker(group.key.context(), instance.profile.prefixesPerUpdate());
        PeerRoutes routes = peer.routes(group.key.family());
        boolean counted = group.isFirstListener(peer);
        for (Update update : packer.pack(own)) {
            routes.updateSentNanos = instance.nowNanos;
            group.counters.packets += counted ? 1 : 0;
            wire.transmit(peer, update);
        }
    }

    /** What a peer was told, with the next hops it was told. */
    List<Map.Entry<Nlri, PathAttributes>> advertised(Peer peer, AddressFamily family) {
        UpdateGroup group = peer.routes(family).group;
        Optional<IpAddress> local = peer.localAddress();
        if (group == null || local.isEmpty() || !peer.fed) {
            return List.of();
        }
        List<Map.Entry<Nlri, PathAttributes>> all = new ArrayList<>();
        for (UpdatePacker.Change route : group.routes()) {
            PathAttributes attributes = route.attributes();
            if (attributes != null) {
                all.add(Map.entry(route.nlri(), ownNextHops.fillIn(attributes, peer, group, local.get())));
            }
        }
        return all;
    }
}
