package io.sextant.protocol.bgp.session;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.BgpException;
import io.sextant.protocol.bgp.message.Capability;
import io.sextant.protocol.bgp.message.Capability.AddPath;
import io.sextant.protocol.bgp.message.CodecContext;
import io.sextant.protocol.bgp.message.Notification;
import io.sextant.protocol.bgp.message.Octets;
import io.sextant.protocol.bgp.message.Open;
import io.sextant.protocol.wire.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What two OPENs agree on.
 *
 * @param holdTimeSeconds the smaller of both; 0 means no KEEPALIVEs and no hold timer (RFC 4271 §4.2)
 * @param keepaliveSeconds the smaller of ours and a third of the hold time; 0 with hold time 0
 * @param families offered by both, in our order
 * @param context how octets read from now on
 */
public record Negotiated(
        Open local,
        Open remote,
        int holdTimeSeconds,
        int keepaliveSeconds,
        List<AddressFamily> families,
        CodecContext context) {

    /** Beyond it are vendors' own (FRR 8.4 {@code bgp_capability_parse}). */
    private static final int LAST_STANDARD_CAPABILITY = 128;

    public Negotiated {
        families = List.copyOf(families);
    }

    /** Whether the peer announced graceful restart (RFC 4724), which earns it an End-of-RIB. */
    public boolean remoteGraceful() {
        return remote.capability(Capability.GracefulRestart.class).isPresent();
    }

    /** Whether both announced graceful restart. */
    public boolean bothGraceful() {
        return remoteGraceful()
                && local.capability(Capability.GracefulRestart.class).isPresent();
    }

    /** Whether we said that we have restarted (the R bit). */
    public boolean localRestarting() {
        return isRestarting(local);
    }

    /** Whether the peer said that it has. */
    public boolean remoteRestarting() {
        return isRestarting(remote);
    }

    private static boolean isRestarting(Open open) {
        return open.capability(Capability.GracefulRestart.class)
                .map(Capability.GracefulRestart::restarting)
                .orElse(false);
    }

    /** Families whose routes are kept while the peer restarts: those its capability names, if we announced one as well. */
    public List<AddressFamily> retainedFamilies() {
        List<AddressFamily> retained = new ArrayList<>();
        if (local.capability(Capability.GracefulRestart.class).isPresent()) {
            remote.capability(Capability.GracefulRestart.class).stream()
                    .flatMap(capability -> capability.families().stream())
                    .map(Capability.GracefulRestart.FamilyState::family)
                    .filter(families::contains)
                    .forEach(retained::add);
        }
        return retained;
    }

    /** Whether the peer says that it went on forwarding a family over its restart (the F bit). */
    public boolean preserved(AddressFamily family) {
        return remote.capability(Capability.GracefulRestart.class).stream()
                .flatMap(capability -> capability.families().stream())
                .anyMatch(state -> state.family().equals(family) && state.preserved());
    }

    /** How long the peer says its restart may take; 0 where it says nothing. Seconds. */
    public int remoteRestartSeconds() {
        return remote.capability(Capability.GracefulRestart.class)
                .map(Capability.GracefulRestart::restartTimeSeconds)
                .orElse(0);
    }

    /** How long stale routes of a family may live after the restart time, by the peer's word (RFC 9494). Seconds. */
    public int remoteLongLivedSeconds(AddressFamily family) {
        return remote.capability(Capability.LongLivedGracefulRestart.class).stream()
                .flatMap(capability -> capability.families().stream())
                .filter(state -> state.family().equals(family))
                .mapToInt(Capability.LongLivedGracefulRestart.StaleFamily::staleTimeSeconds)
                .findFirst()
                .orElse(0);
    }

    /** Whether both announced graceful restart with the N bit (RFC 8538), so that a Cease may need to be a hard reset. */
    public boolean hardResets() {
        return hasNotificationBit(local) && hasNotificationBit(remote);
    }

    /** Whether the peer can be asked for its routes again (RFC 2918). */
    public boolean remoteRefreshes() {
        return remote.capability(Capability.RouteRefreshing.class).isPresent();
    }

    private static boolean hasNotificationBit(Open open) {
        return open.capability(Capability.GracefulRestart.class)
                .map(Capability.GracefulRestart::notification)
                .orElse(false);
    }

    /** Checks the peer's OPEN in FRR's order (RFC 4271 §6.2, RFC 6286, RFC 6793) and works out what both share. */
    static Negotiated of(PeerConfig config, Open local, Open remote) throws BgpException {
        checkAs(config, remote);
        boolean sameInternal =
                config.type() == PeerType.INTERNAL && remote.identifier().equals(local.identifier());
        if (remote.identifier().bits() == 0 || sameInternal) {
            throw refused(
                    Notification.BAD_IDENTIFIER, Octets.of(remote.identifier().toOctets()), "identifier");
        }
        int hold = remote.holdTimeSeconds();
        if (hold == 1 || hold == 2) {
            throw refused(Notification.UNACCEPTABLE_HOLD_TIME, u16(hold), "hold time " + hold);
        }
        if (hold < config.minimumHoldSeconds()) {
            // FRR 8.4 bgp_open_receive, bgp minimum-holdtime: a hold time of 0 is less, too.
            throw refused(Notification.UNACCEPTABLE_HOLD_TIME, u16(hold), "hold time " + hold);
        }
        for (Open.Parameter parameter : remote.parameters()) {
            if (parameter instanceof Open.Parameter.Unknown unknown) {
                throw refused(Notification.UNSUPPORTED_PARAMETER, Octets.EMPTY, "parameter " + unknown.type());
            }
        }
        List<AddressFamily> families = common(config, remote);
        if (config.has(PeerOption.STRICT_CAPABILITIES)) {
            checkStrictly(config, remote, families);
        }
        if (families.isEmpty()) {
            throw refused(Notification.UNSUPPORTED_CAPABILITY, offered(config), "no common address family");
        }
        int holdTime = Math.min(config.holdTimeSeconds(), hold);
        int third = holdTime / 3;
        int keepalive = config.keepaliveSeconds() == 0 ? third : Math.min(config.keepaliveSeconds(), third);
        return new Negotiated(local, remote, holdTime, keepalive, families, context(config, local, remote, families));
    }

    /** FRR 8.4 {@code bgp_open_receive}: where the peer names no family, or is not asked, ours are taken for granted. */
    private static List<AddressFamily> common(PeerConfig config, Open remote) {
        List<AddressFamily> families = new ArrayList<>(config.families());
        boolean named = remote.capability(Capability.Multiprotocol.class).isPresent();
        if (named && !config.has(PeerOption.OVERRIDE_CAPABILITIES)) {
            families.retainAll(remote.families());
        }
        return families;
    }

    /**
     * {@code strict-capability-match} (FRR 8.4 {@code bgp_open_option_parse}): what the peer offers and we do not have is
     * named in the data; what we have and the peer does not offer is refused without.
     */
    private static void checkStrictly(PeerConfig config, Open remote, List<AddressFamily> families)
            throws BgpException {
        ByteWriter foreign = new ByteWriter();
        for (Capability capability : remote.capabilities()) {
            if (capability instanceof Capability.Multiprotocol offered
                    && !config.families().contains(offered.family())) {
                AddressFamily family = offered.family();
                foreign.u8(1).u8(4).u16(family.afi()).u8(0).u8(family.safi());
            } else if (capability instanceof Capability.Unknown unknown && unknown.code() <= LAST_STANDARD_CAPABILITY) {
                foreign.u8(unknown.code())
                        .u8(unknown.value().length())
                        .bytes(unknown.value().toBytes());
            }
        }
        Octets named = Octets.of(foreign.toBytes());
        boolean offersAll =
                remote.capability(Capability.Multiprotocol.class).isEmpty() || families.equals(config.families());
        if (named.length() > 0 || !offersAll) {
            throw refused(Notification.UNSUPPORTED_CAPABILITY, named, "capabilities that do not match");
        }
    }

    private static void checkAs(PeerConfig config, Open remote) throws BgpException {
        Asn asn = remote.asn();
        boolean lies = remote.myAs() != Asn.TRANS.value() && remote.myAs() != asn.value();
        boolean expected =
                switch (config.remoteAsRule()) {
                    case SPECIFIED -> asn.equals(config.remoteAs());
                    case INTERNAL -> asn.equals(config.localAs());
                    case EXTERNAL -> !asn.equals(config.localAs());
                };
        if (asn.value() == 0 || remote.myAs() == 0 || lies || !expected) {
            throw refused(Notification.BAD_PEER_AS, u16(remote.myAs()), "AS " + asn + ", not " + config.remoteAs());
        }
    }

    private static CodecContext context(PeerConfig config, Open local, Open remote, List<AddressFamily> families) {
        boolean fourOctets = has(local, remote, Capability.FourOctetAs.class);
        return new CodecContext(
                fourOctets,
                config.type(remote.asn()) != PeerType.INTERNAL,
                config.type(remote.asn()) == PeerType.CONFEDERATION,
                addPath(families, remote, local),
                addPath(families, local, remote),
                has(local, remote, Capability.ExtendedMessage.class),
                config.has(PeerOption.ALLOW_MARTIAN_NEXT_HOP),
                config.profile().session().longAsPathHeader());
    }

    private static boolean has(Open local, Open remote, Class<? extends Capability> kind) {
        return local.capability(kind).isPresent() && remote.capability(kind).isPresent();
    }

    /** Families for which {@code sender} can send and {@code receiver} can receive several paths (RFC 7911 §4). */
    private static List<AddressFamily> addPath(List<AddressFamily> families, Open sender, Open receiver) {
        List<AddressFamily> agreed = new ArrayList<>();
        for (AddressFamily family : families) {
            boolean sends = sender.capability(AddPath.class).stream()
                    .flatMap(capability -> capability.abilities().stream())
                    .anyMatch(ability -> ability.family().equals(family) && ability.canSend());
            boolean receives = receiver.capability(AddPath.class).stream()
                    .flatMap(capability -> capability.abilities().stream())
                    .anyMatch(ability -> ability.family().equals(family) && ability.canReceive());
            if (sends && receives) {
                agreed.add(family);
            }
        }
        return agreed;
    }

    private static BgpException refused(int subcode, Octets data, String reason) {
        return new BgpException(Notification.of(Notification.OPEN_ERROR, subcode, data), reason);
    }

    private static Octets u16(int value) {
        return Octets.of(new ByteWriter(2).u16(value).toBytes());
    }

    /** RFC 5492 §5: the data lists the capabilities that were missed. */
    private static Octets offered(PeerConfig config) {
        ByteWriter out = new ByteWriter();
        config.families()
                .forEach(family -> out.u8(1).u8(4).u16(family.afi()).u8(0).u8(family.safi()));
        return Octets.of(out.toBytes());
    }
}
