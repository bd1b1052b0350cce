package io.sextant.lab.console.frr;

import io.sextant.lab.console.command.Machine;
import io.sextant.lab.console.text.Pad;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Section;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.address.Ipv6Prefix;
import io.sextant.protocol.bgp.config.Confederation;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.config.PolicyPlace;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.Capability;
import io.sextant.protocol.bgp.message.MessageType;
import io.sextant.protocol.bgp.message.Open;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.message.RouteMark;
import io.sextant.protocol.bgp.rib.LocRib;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RouteSource;
import io.sextant.protocol.bgp.session.Negotiated;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.PeerType;
import io.sextant.protocol.bgp.session.RemoteAsRule;
import io.sextant.protocol.bgp.session.SessionCounters;
import io.sextant.protocol.bgp.speaker.BgpSpeaker;
import io.sextant.protocol.bgp.speaker.PeerView;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** bgpd as a printout sees it: its tables and what time it is. */
record Frr(Machine machine, BgpSpeaker speaker) {

    /** In FRR's order. */
    static final List<AddressFamily> FAMILIES = List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);

    static final List<PolicyPlace> INBOUND = List.of(
            PolicyPlace.ROUTE_MAP_IN,
            PolicyPlace.PREFIX_LIST_IN,
            PolicyPlace.FILTER_LIST_IN,
            PolicyPlace.DISTRIBUTE_LIST_IN);
    static final List<PolicyPlace> OUTBOUND = List.of(
            PolicyPlace.ROUTE_MAP_OUT,
            PolicyPlace.PREFIX_LIST_OUT,
            PolicyPlace.FILTER_LIST_OUT,
            PolicyPlace.DISTRIBUTE_LIST_OUT);

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
        return hostName(negotiated.remote());
    }

    static Optional<String> hostName(Open open) {
        return open.capability(Capability.Fqdn.class).map(Capability.Fqdn::hostName);
    }

    /** {@code IPv4 Unicast}. */
    static String familyName(AddressFamily family) {
        return family.afi() == AddressFamily.AFI_IPV4 ? "IPv4 Unicast" : "IPv6 Unicast";
    }

    /** {@code ipv4Unicast}. */
    static String familyKey(AddressFamily family) {
        return family.afi() == AddressFamily.AFI_IPV4 ? "ipv4Unicast" : "ipv6Unicast";
    }

    /** Whether an OPEN has the multiprotocol capability of a family. */
    static boolean namesFamily(Open open, AddressFamily family) {
        return open.capabilities().contains(new Capability.Multiprotocol(family));
    }

    /** All neighbours in FRR 8.4's order ({@code peer_cmp}): members of groups first, by group, then by address. */
    List<PeerView> peers() {
        return speaker.peers().stream()
                .sorted(Comparator.comparing(Frr::isAlone)
                        .thenComparing(peer -> peer.config().groupName())
                        .thenComparing(peer -> peer.config().id()))
                .toList();
    }

    /**
     * Whether a prefix's details say path by path who was told. FRR 8.4 {@code bgp_show_path_info} asks that of IPv4, whatever
     * the prefix.
     */
    boolean isToldByPath() {
        return speaker.sendsSeveralPaths(AddressFamily.IPV4_UNICAST);
    }

    /** Peers that were told of a prefix, in the same order. */
    List<PeerId> advertisedTo(IpPrefix prefix) {
        List<PeerId> told = speaker.advertisedTo(prefix);
        return peers().stream()
                .map(peer -> peer.config().id())
                .filter(told::contains)
                .toList();
    }

    /** Names of the peer groups, in order. */
    List<String> groups() {
        return machine
                .router()
                .flatMap(router -> router.config().bgp())
                .map(bgp -> bgp.children(Context.NEIGHBOR))
                .orElse(List.of())
                .stream()
                .filter(PeerGroups::isGroup)
                .map(Section::name)
                .sorted()
                .toList();
    }

    private static boolean isAlone(PeerView peer) {
        return peer.config().groupName().isEmpty();
    }

    /** What the peer says of IPv4, whatever the family of the path: FRR 8.4 {@code bgp_show_path_info} asks so. */
    private Optional<PeerFamily> settings(Path path) {
        return path.source()
                .peer()
                .flatMap(speaker::peer)
                .flatMap(peer -> Optional.ofNullable(peer.families().get(AddressFamily.IPV4_UNICAST)));
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

    /** Where a path has two next hops, whether a map has chosen the global one. */
    static boolean prefersGlobal(Path path) {
        return path.attributes().notes().has(RouteMark.IPV6_PREFER_GLOBAL);
    }

    /** What is printed as a path's next hop: 0.0.0.0 or :: for routes of our own. */
    static String nextHop(Path path) {
        return path.attributes().nextHop().map(Object::toString).orElse(hasIpv6NextHop(path) ? "::" : "0.0.0.0");
    }

    /** As {@link #nextHop}; where a link-local one came along, that one, which packets are sent to (FRR 8.4 {@code route_vty_out}). */
    static String usedNextHop(Path path) {
        return path.attributes().linkLocalNextHop().map(Object::toString).orElseGet(() -> nextHop(path));
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

    /**
     * What the peer behind a path is called. FRR 8.4 {@code route_vty_out} goes by its AS: one that is named as our whole
     * confederation is has ours.
     */
    PeerType kind(RouteSource source) {
        Confederation confederation = speaker().config().confederation();
        boolean isOurs = confederation != null && confederation.identifier().equals(source.asn());
        return isOurs && source.peerType() == PeerType.EXTERNAL ? PeerType.INTERNAL : source.peerType();
    }

    /** Whether {@code bgp ebgp-requires-policy} stops what comes in (FRR 8.4 {@code bgp_inbound_policy_exists}). */
    static boolean lacksInbound(Neighbor neighbor, PeerFamily settings) {
        return lacks(neighbor, settings, INBOUND);
    }

    /** Whether {@code bgp ebgp-requires-policy} stops what goes out (FRR 8.4 {@code bgp_outbound_policy_exists}). */
    static boolean lacksOutbound(Neighbor neighbor, PeerFamily settings) {
        return lacks(neighbor, settings, OUTBOUND);
    }

    private static boolean lacks(Neighbor neighbor, PeerFamily settings, List<PolicyPlace> places) {
        boolean needed = neighbor.frr().speaker().config().has(SpeakerOption.EBGP_REQUIRES_POLICY);
        boolean any = places.stream().anyMatch(place -> settings.policy(place).isPresent());
        return needed
                && switch (neighbor.config().type()) {
                    case INTERNAL -> false;
                    case EXTERNAL -> !any;
                    case CONFEDERATION -> true;
                };
    }

    /** FRR 8.4 counts each NOTIFICATION that comes in twice ({@code bgp_process_packet}, {@code bgp_notify_receive}). */
    static long received(SessionCounters counters, MessageType type) {
        return counters.received(type) * (type == MessageType.NOTIFICATION ? 2 : 1);
    }

    /** {@code MsgRcvd}: all of them so counted. */
    static long totalReceived(SessionCounters counters) {
        return counters.totalReceived() + counters.received(MessageType.NOTIFICATION);
    }

    /** The AS a peer is to name; 0 while it is only called internal or external and has named none. */
    static long remoteAs(PeerView peer) {
        return peer.config().remoteAsRule() == RemoteAsRule.SPECIFIED
                ? peer.config().remoteAs().value()
                : peer.lastOpen().map(open -> open.asn().value()).orElse(0L);
    }
}
