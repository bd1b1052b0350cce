package io.sextant.lab.console.frr;

import io.sextant.lab.console.command.Machine;
import io.sextant.lab.console.text.Pad;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.address.Ipv6Prefix;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.Capability;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.rib.LocRib;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.session.Negotiated;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.RemoteAsRule;
import io.sextant.protocol.bgp.speaker.BgpSpeaker;
import io.sextant.protocol.bgp.speaker.PeerView;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** bgpd as a printout sees it: its tables and what time it is. */
record Frr(Machine machine, BgpSpeaker speaker) {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("EEE MMM", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss yyyy", Locale.ENGLISH);

    long nowNanos() {
        return machine.nowNanos();
    }

    LocRib table() {
        return speaker.locRib();
    }

    /** FRR's {@code BGP table version} of a family. */
    long version(AddressFamily family) {
        return table().table(family).version();
    }

    /** Calendar seconds since 1970 of a virtual time. */
    long epochSeconds(long nanos) {
        return Math.floorDiv(machine.epoch().unixNanosAt(nanos), NANOS_PER_SECOND);
    }

    /** C's ctime without its line end: {@code Sun Nov 22 13:29:05 2026}. */
    String calendar(long nanos) {
        ZonedDateTime at = Instant.ofEpochSecond(epochSeconds(nanos)).atZone(ZoneOffset.UTC);
        return MONTH.format(at) + " " + Pad.left(at.getDayOfMonth(), 2) + " " + TIME.format(at);
    }

    /** The host name the teller of a route announced (draft-walton-bgp-hostname-capability). */
    Optional<String> hostName(Path path) {
        return path.source().isLocal()
                ? Optional.of(machine.name())
                : path.source().peer().flatMap(this::hostName);
    }

    /** The host name a peer announced. */
    Optional<String> hostName(PeerId peer) {
        return speaker.peer(peer).flatMap(view -> view.negotiated().flatMap(Frr::hostName));
    }

    static Optional<String> hostName(Negotiated negotiated) {
        return negotiated.remote().capability(Capability.Fqdn.class).map(Capability.Fqdn::hostName);
    }

    /** What the peer's families say, of the family of a path. */
    private Optional<PeerFamily> settings(Path path) {
        return path.source()
                .peer()
                .flatMap(speaker::peer)
                .flatMap(peer -> Optional.ofNullable(
                        peer.families().get(AddressFamily.of(path.nlri().prefix()))));
    }

    boolean isFrom(Path path, FamilyOption option) {
        return settings(path).filter(family -> family.has(option)).isPresent();
    }

    /**
     * Whether the next hop is printed as IPv6: aggregates have none, and FRR 8.4 prints them so ({@code
     * bgp_attr_aggregate_intern} sets the length of an IPv6 next hop).
     */
    static boolean hasIpv6NextHop(Path path) {
        return path.attributes().nextHop().filter(Ipv6Address.class::isInstance).isPresent()
                || path.nlri().prefix() instanceof Ipv6Prefix
                || (path.source().kind() == RouteSource.Kind.AGGREGATE
                        && path.attributes().nextHop().isEmpty());
    }

    /** What is printed as a path's next hop: 0.0.0.0 or :: for routes of our own. */
    static String nextHop(Path path) {
        return path.attributes().nextHop().map(Object::toString).orElse(hasIpv6NextHop(path) ? "::" : "0.0.0.0");
    }

    /** The peer a path came from, or what FRR prints for none. */
    static String peerId(Path path) {
        return path.source().peer().map(Object::toString).orElse(hasIpv6NextHop(path) ? "::" : "0.0.0.0");
    }

    boolean isBest(Path path) {
        return table().selection(path.nlri().prefix())
                .map(selection -> selection.best().equals(path))
                .orElse(false);
    }

    /** The best path where others are used beside it, and those others. */
    boolean isMultipath(Path path) {
        return table().selection(path.nlri().prefix())
                .map(selection -> selection.isMultipath(path))
                .orElse(false);
    }

    /** As far as it stands in the attributes; FRR gives its own routes none until it sends them. */
    static Optional<Long> localPreference(Path path) {
        return localPreference(path.attributes());
    }

    static Optional<Long> localPreference(PathAttributes attributes) {
        OptionalLong preference = attributes.localPreference();
        return preference.isPresent() ? Optional.of(preference.getAsLong()) : Optional.empty();
    }

    /** The AS a peer has named, or is to name. */
    static Asn remoteAs(PeerView peer) {
        return peer.negotiated()
                .map(negotiated -> negotiated.remote().asn())
                .filter(asn -> peer.config().remoteAsRule() != RemoteAsRule.SPECIFIED)
                .orElse(peer.config().remoteAs());
    }
}
