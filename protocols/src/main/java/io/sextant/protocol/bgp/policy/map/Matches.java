package io.sextant.protocol.bgp.policy.map;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.bgp.message.Origin;
import io.sextant.protocol.bgp.session.PeerId;
import java.util.Locale;

/** Statements that compare one value of a route. */
public final class Matches {

    private Matches() {}

    /** {@code match metric}; a route without a MED has 0. */
    public record Metric(long value) implements Match.Plain {
        @Override
        public String kind() {
            return "metric";
        }

        @Override
        public String argument() {
            return Long.toString(value);
        }

        @Override
        public boolean matches(Evaluation asked) {
            return asked.route().attributes().med().orElse(0) == value;
        }
    }

    /** {@code match local-preference}; for a route without one see {@code PolicyContext.absentLocalPreference}. */
    public record LocalPreference(long value) implements Match.Plain {
        @Override
        public String kind() {
            return "local-preference";
        }

        @Override
        public String argument() {
            return Long.toString(value);
        }

        @Override
        public boolean matches(Evaluation asked) {
            return asked.localPreference() == value;
        }
    }

    /** {@code match tag}. */
    public record Tag(long value) implements Match.Plain {
        @Override
        public String kind() {
            return "tag";
        }

        @Override
        public String argument() {
            return Long.toString(value);
        }

        @Override
        public boolean matches(Evaluation asked) {
            return asked.route().tag() == value;
        }
    }

    /** {@code match origin}. */
    public record OriginIs(Origin value) implements Match.Plain {
        @Override
        public String kind() {
            return "origin";
        }

        @Override
        public String argument() {
            return value.word().toLowerCase(Locale.ROOT);
        }

        @Override
        public boolean matches(Evaluation asked) {
            return asked.route().attributes().origin() == value;
        }
    }

    /** {@code match interface}: the way to the next hop. */
    public record Interface(String name) implements Match.Plain {
        @Override
        public String kind() {
            return "interface";
        }

        @Override
        public String argument() {
            return name;
        }

        @Override
        public boolean matches(Evaluation asked) {
            return asked.route().facts().interfaceName().equals(name);
        }
    }

    /** {@code match peer ADDRESS}. */
    public record Peer(IpAddress address) implements Match.Plain {
        @Override
        public String kind() {
            return "peer";
        }

        @Override
        public String argument() {
            return address.toString();
        }

        @Override
        public boolean matches(Evaluation asked) {
            PeerId peer = asked.context().peer();
            return peer != null && peer.address().equals(address);
        }
    }

    /** {@code match peer local}: routes of the speaker's own. */
    public record PeerLocal() implements Match.Plain {
        @Override
        public String kind() {
            return "peer";
        }

        @Override
        public String argument() {
            return "local";
        }

        @Override
        public boolean matches(Evaluation asked) {
            return asked.context().point().isLocal();
        }
    }

    /** {@code match peer WORD}: an unnumbered peer by its interface or group (FRR 8.4 {@code route_match_peer}). */
    public record PeerNamed(String name) implements Match.Plain {
        @Override
        public String kind() {
            return "peer";
        }

        @Override
        public String argument() {
            return name;
        }

        @Override
        public boolean matches(Evaluation asked) {
            boolean unnumbered = !asked.context().peerInterface().isEmpty()
                    && !asked.context().group().isEmpty();
            return unnumbered
                    && (asked.context().peerInterface().equals(name)
                            || asked.context().group().equals(name));
        }
    }

    /** {@code match probability}, 0..100 percent, by the router's own stream of chance. */
    public record Probability(int percent) implements Match.Plain {

        public Probability {
            if (percent < 0 || percent > 100) {
                throw new IllegalArgumentException(percent + " percent");
            }
        }

        @Override
        public String kind() {
            return "probability";
        }

        @Override
        public String argument() {
            return Integer.toString(percent);
        }

        @Override
        public boolean matches(Evaluation asked) {
            // FRR 8.4 route_match_probability draws even where the outcome is certain.
            int drawn = asked.random().nextInt() >>> 1;
            return percent == 100 || drawn < Integer.MAX_VALUE / 100 * percent;
        }
    }
}
