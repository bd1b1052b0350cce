package io.sextant.protocol.bgp.policy.map;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.message.Origin;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.session.PeerId;
import java.util.Locale;
import java.util.function.Predicate;

/** Statements that compare a route with a value. */
public final class Matches {

    private Matches() {}

    private static Match match(String kind, Object argument, Predicate<Evaluation> test) {
        return new Match(kind, argument.toString(), null, test);
    }

    /** {@code match metric}; a route without a MED has 0. */
    public static Match metric(long value) {
        return match("metric", value, asked -> asked.route().attributes().med().orElse(0) == value);
    }

    /** {@code match local-preference}; for a route without one see {@code PolicyContext.absentLocalPreference}. */
    public static Match localPreference(long value) {
        return match("local-preference", value, asked -> asked.localPreference() == value);
    }

    /** {@code match tag}. */
    public static Match tag(long value) {
        return match("tag", value, asked -> asked.route().notes().tag() == value);
    }

    /** {@code match origin}. */
    public static Match origin(Origin value) {
        return match(
                "origin",
                value.word().toLowerCase(Locale.ROOT),
                asked -> asked.route().attributes().origin() == value);
    }

    /** {@code match interface}: the way out of a redistributed route; others have none (FRR 8.4 {@code nh_ifindex}). */
    public static Match interfaceName(String name) {
        return match(
                "interface",
                name,
                asked -> asked.route().notes().interfaceName().equals(name));
    }

    /** {@code match ip next-hop address}, {@code match ipv6 next-hop address}. */
    public static Match nextHop(IpAddress address) {
        return match((address.lengthBits() == 32 ? "ip" : "ipv6") + " next-hop address", address, asked -> {
            PathAttributes attributes = asked.route().attributes();
            return attributes.nextHop().filter(address::equals).isPresent()
                    || attributes.linkLocalNextHop().filter(address::equals).isPresent();
        });
    }

    /** {@code match ip next-hop type blackhole} and its twin for IPv6: no next hop and no way to one. */
    public static Match nextHopBlackhole(boolean ipv4) {
        IpAddress any = ipv4 ? Ipv4Address.ANY : Ipv6Address.ANY;
        return match(
                (ipv4 ? "ip" : "ipv6") + " next-hop type",
                "blackhole",
                asked -> asked.isIpv4() == ipv4
                        && asked.route().attributes().nextHop().orElse(any).equals(any)
                        && asked.route().notes().interfaceName().isEmpty());
    }

    /** {@code match peer ADDRESS}. */
    public static Match peer(IpAddress address) {
        return match("peer", address, asked -> {
            PeerId peer = asked.context().source();
            return peer != null && peer.address().equals(address);
        });
    }

    /** {@code match peer local}: routes of the speaker's own. */
    public static Match peerLocal() {
        return match("peer", "local", asked -> asked.context().point().isLocal());
    }

    /** {@code match peer WORD}: an unnumbered peer (FRR 8.4 {@code route_match_peer}), of which there are none here. */
    public static Match peerNamed(String name) {
        return match("peer", name, asked -> false);
    }

    /**
     * {@code match probability}, by the router's own stream of chance.
     *
     * @param percent 0..100
     */
    public static Match probability(int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException(percent + " percent");
        }
        return match("probability", percent, asked -> {
            // FRR 8.4 route_match_probability draws even where the outcome is certain.
            int drawn = asked.random().nextInt() >>> 1;
            return percent == 100 || drawn < Integer.MAX_VALUE / 100 * percent;
        });
    }
}
