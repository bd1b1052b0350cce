package io.sextant.lab.console.iproute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.protocol.address.IpVersion;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.NexthopObjects;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.host.Host;
import io.sextant.topology.routing.NexthopObject;
import io.sextant.topology.routing.RibNextHop;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A next-hop object as iproute2 6.1 prints it, whoever made it.
 *
 * @param via gateway and device of a single next hop, each empty where there is none
 * @param onlink the gateway counts as a neighbour whatever the networks say
 * @param members of a group; empty for a single next hop
 * @param timers of a resilient group, as printed; null for others
 * @param protocol its keyword; empty for unspec, which is printed with details only
 */
record ShownNexthop(
        int id,
        Via via,
        boolean blackhole,
        boolean onlink,
        List<NexthopObjects.Member> members,
        @Nullable Timers timers,
        String protocol) {

    private static final String UNSPEC = "unspec";
    private static final long NANOS_PER_TICK = 10_000_000L;
    private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

    /** The way out and its scope. */
    record Via(String gateway, String device, String scope) {
        private static final Via NOWHERE = new Via("", "", "global");
    }

    /** What stands behind {@code type resilient}. */
    record Timers(int buckets, BigDecimal idle, BigDecimal unbalanced, BigDecimal unbalancedFor) {}

    ShownNexthop {
        members = List.copyOf(members);
    }

    /** One of zebra's. */
    static ShownNexthop of(NexthopObject object) {
        RibNextHop hop = object.hop();
        List<NexthopObjects.Member> members = object.members().stream()
                .map(member -> new NexthopObjects.Member(member, 1))
                .toList();
        if (hop == null || hop.dead() != null) {
            // The kernel's objects know one way of dropping; zebra makes blackholes of all (Linux 5.3 nexthop.c).
            return new ShownNexthop(object.id(), Via.NOWHERE, hop != null, false, members, null, "zebra");
        }
        String device = hop.device() == null ? "" : hop.device().name();
        String gateway = hop.gateway() == null ? "" : hop.gateway().toString();
        return new ShownNexthop(
                object.id(),
                new Via(gateway, device, scope(gateway, object.lengthBits() == 32)),
                false,
                hop.onlink(),
                members,
                null,
                "zebra");
    }

    /** One that the administrator made on a host. */
    static ShownNexthop of(Host host, NexthopObjects.Nexthop object) {
        RouteProtocol by = object.protocol();
        String protocol = by == null ? "" : by.keyword();
        if (object instanceof NexthopObjects.Group group) {
            return new ShownNexthop(
                    object.id(), Via.NOWHERE, false, false, group.members(), timers(host, group), protocol);
        }
        NextHop hop = object instanceof NexthopObjects.Single single ? single.hop() : null;
        if (hop == null) {
            return new ShownNexthop(object.id(), Via.NOWHERE, true, false, List.of(), null, protocol);
        }
        boolean ipv4 = object instanceof NexthopObjects.Single single && single.version() == IpVersion.IPV4;
        String gateway = hop.gateway() == null ? "" : hop.gateway().toString();
        Via via = new Via(gateway, hop.device().name(), scope(gateway, ipv4));
        return new ShownNexthop(object.id(), via, false, false, List.of(), null, protocol);
    }

    private static @Nullable Timers timers(Host host, NexthopObjects.Group group) {
        NexthopObjects.Resilience given = group.resilience();
        if (given == null) {
            return null;
        }
        long now = host.network().nowNanos();
        long unbalanced = host.nexthops()
                .table(group.id())
                .map(table -> table.unbalancedNanos(now))
                .orElse(0L);
        return new Timers(
                given.buckets(), seconds(given.idleNanos()), seconds(given.unbalancedNanos()), seconds(unbalanced));
    }

    /** A gateway is on the link; a device alone leads to this host's own networks, which IPv6 says of no device. */
    private static String scope(String gateway, boolean ipv4) {
        return gateway.isEmpty() && ipv4 ? "host" : "link";
    }

    /** The kernel counts in hundredths, iproute2 prints by %g. */
    static BigDecimal seconds(long nanos) {
        BigDecimal value =
                BigDecimal.valueOf(nanos / NANOS_PER_TICK, 2).round(SIX_DIGITS).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    boolean isGroup() {
        return !members.isEmpty();
    }

    /** One line, ended. */
    String text(boolean details) {
        StringBuilder out = new StringBuilder("id " + id + " ");
        if (isGroup()) {
            out.append("group ")
                    .append(members.stream().map(ShownNexthop::text).collect(Collectors.joining("/")))
                    .append(' ');
        }
        if (timers != null) {
            out.append("type resilient buckets ").append(timers.buckets);
            out.append(" idle_timer ").append(timers.idle.toPlainString());
            out.append(" unbalanced_timer ").append(timers.unbalanced.toPlainString());
            out.append(" unbalanced_time ")
                    .append(timers.unbalancedFor.toPlainString())
                    .append(' ');
        }
        out.append(via.gateway.isEmpty() ? "" : "via " + via.gateway + " ");
        out.append(via.device.isEmpty() ? "" : "dev " + via.device + " ");
        out.append(!via.scope.equals("global") || details ? "scope " + via.scope + " " : "");
        out.append(blackhole ? "blackhole " : "");
        if (!protocol.isEmpty() || details) {
            out.append("proto ").append(protocol.isEmpty() ? UNSPEC : protocol).append(' ');
        }
        return out.append(onlink ? "onlink \n" : "\n").toString();
    }

    private static String text(NexthopObjects.Member member) {
        return member.weight() == 1 ? "" + member.id() : member.id() + "," + member.weight();
    }

    void json(ObjectNode out, boolean details) {
        out.put("id", id);
        if (isGroup()) {
            ArrayNode group = out.putArray("group");
            for (NexthopObjects.Member member : members) {
                ObjectNode one = group.addObject().put("id", member.id());
                if (member.weight() != 1) {
                    one.put("weight", member.weight());
                }
            }
        }
        if (timers != null) {
            out.put("type", "resilient")
                    .putObject("resilient_args")
                    .put("buckets", timers.buckets)
                    .put("idle_timer", timers.idle)
                    .put("unbalanced_timer", timers.unbalanced)
                    .put("unbalanced_time", timers.unbalancedFor);
        }
        if (!via.gateway.isEmpty()) {
            out.put("gateway", via.gateway);
        }
        if (!via.device.isEmpty()) {
            out.put("dev", via.device);
        }
        if (!via.scope.equals("global") || details) {
            out.put("scope", via.scope);
        }
        if (blackhole) {
            out.putNull("blackhole");
        }
        if (!protocol.isEmpty() || details) {
            out.put("protocol", protocol.isEmpty() ? UNSPEC : protocol);
        }
        ArrayNode flags = out.putArray("flags");
        if (onlink) {
            flags.add("onlink");
        }
    }
}
