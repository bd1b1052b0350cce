package io.sextant.protocol.bgp.session;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.profile.GracefulRestartOptions;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is configured for one peer's session. {@link #of} fills in the profile's defaults; the {@code with…} methods change
 * one thing each, as a configuration statement would.
 *
 * @param localAs the AS this side speaks for; outside a confederation the confederation's
 * @param changedLocalAs {@code local-as}, or null
 * @param remoteAs the AS the peer must name in its OPEN; meaningless unless {@code remoteAsRule} is SPECIFIED
 * @param membership this side's place in a confederation, or null outside of any
 * @param localId this side's BGP identifier
 * @param families offered, in order
 * @param holdTimeSeconds proposed; 0 or 3..65535 (RFC 4271 §4.2)
 * @param minimumHoldSeconds {@code bgp minimum-holdtime}: an OPEN that proposes less is refused; 0 for none
 * @param keepaliveSeconds bound of the interval; 0 means a third of the hold time alone
 * @param connectRetryNanos between attempts
 * @param delayOpenNanos wait before our OPEN on a fresh connection (RFC 4271 §8.1.1); 0 for none
 * @param advertisementNanos {@code advertisement-interval} (RFC 4271 §9.2.1.1, MRAI); FRR's default is 0 for both kinds
 * @param graceful this side's part in graceful restart towards the peer
 * @param hostName said in the FQDN capability
 * @param options switches, in the order of their enum
 * @param description for people
 * @param shutdownMessage said with a {@link PeerOption#SHUTDOWN} (RFC 9003), or blank
 * @param groupName the peer group it is a member of, or blank; printouts only
 */
public record PeerConfig(
        PeerId id,
        SpeakerProfile profile,
        Asn localAs,
        @Nullable LocalAs changedLocalAs,
        Asn remoteAs,
        RemoteAsRule remoteAsRule,
        @Nullable Membership membership,
        Ipv4Address localId,
        List<AddressFamily> families,
        int holdTimeSeconds,
        int minimumHoldSeconds,
        int keepaliveSeconds,
        long connectRetryNanos,
        long delayOpenNanos,
        long advertisementNanos,
        GracefulRestartOptions graceful,
        PeerTransport transport,
        String hostName,
        Set<PeerOption> options,
        String description,
        String shutdownMessage,
        String groupName) {

    public PeerConfig {
        families = List.copyOf(families);
        options = Collections.unmodifiableSet(
                options.isEmpty() ? EnumSet.noneOf(PeerOption.class) : EnumSet.copyOf(options));
        if (holdTimeSeconds >>> 16 != 0 || holdTimeSeconds == 1 || holdTimeSeconds == 2) {
            throw new IllegalArgumentException("hold time " + holdTimeSeconds + " is not 0 or 3..65535 s");
        }
    }

    /** A peer with the profile's defaults and IPv4 unicast. */
    public static PeerConfig of(
            SpeakerProfile profile,
            IpAddress remoteAddress,
            Asn localAs,
            Asn remoteAs,
            Ipv4Address localId,
            String hostName) {
        return new PeerConfig(
                new PeerId(remoteAddress),
                profile,
                localAs,
                null,
                remoteAs,
                RemoteAsRule.SPECIFIED,
                null,
                localId,
                List.of(AddressFamily.IPV4_UNICAST),
                profile.session().holdTimeSeconds(),
                0,
                profile.session().keepaliveSeconds(),
                profile.session().connectRetryNanos(),
                0,
                0,
                GracefulRestartOptions.DEFAULT.withMode(profile.graceful()),
                PeerTransport.DEFAULT,
                hostName,
                profile.session().dials() ? EnumSet.noneOf(PeerOption.class) : EnumSet.of(PeerOption.PASSIVE),
                "",
                "",
                "");
    }

    /**
     * What the peer is as far as the configuration says. In a confederation FRR 8.4 {@code peer_calc_sort} goes by the peer's number
     * alone: one that is only called internal or external is external while it has told none.
     */
    public PeerType type() {
        return switch (remoteAsRule) {
            case SPECIFIED -> type(remoteAs);
            case INTERNAL -> membership == null ? PeerType.INTERNAL : PeerType.EXTERNAL;
            case EXTERNAL -> PeerType.EXTERNAL;
        };
    }

    /** What the peer is once it has told its AS. */
    public PeerType type(Asn told) {
        if (membership != null) {
            return membership.typeOf(told);
        }
        return localAs.equals(told) ? PeerType.INTERNAL : PeerType.EXTERNAL;
    }

    public boolean has(PeerOption option) {
        return options.contains(option);
    }

    /** Never dials: {@code passive}, or known only because it called. */
    public boolean passive() {
        return has(PeerOption.PASSIVE) || has(PeerOption.DYNAMIC);
    }

    /** The AS our OPEN names: {@code local-as} where it is set. */
    public Asn openAs() {
        return changedLocalAs != null ? changedLocalAs.asn() : localAs;
    }

    /** Time to live of packets to the peer (FRR 8.4 {@code bgp_set_socket_ttl}). */
    public int ttl() {
        return transport.ttlSecurityHops() > 0 || type() == PeerType.INTERNAL ? 255 : transport.ttl();
    }

    public PeerConfig withTimers(int newKeepaliveSeconds, int newHoldTimeSeconds) {
        return edited(edit -> {
            edit.keepaliveSeconds = newKeepaliveSeconds;
            edit.holdTimeSeconds = newHoldTimeSeconds;
        });
    }

    public PeerConfig withMinimumHold(int seconds) {
        return edited(edit -> edit.minimumHoldSeconds = seconds);
    }

    public PeerConfig withConnectRetry(long nanos) {
        return edited(edit -> edit.connectRetryNanos = nanos);
    }

    public PeerConfig withPassive(boolean passive) {
        return passive ? with(PeerOption.PASSIVE) : without(PeerOption.PASSIVE);
    }

    public PeerConfig withDelayOpen(long nanos) {
        return edited(edit -> edit.delayOpenNanos = nanos);
    }

    public PeerConfig withAdvertisementInterval(long nanos) {
        return edited(edit -> edit.advertisementNanos = nanos);
    }

    public PeerConfig withGraceful(GracefulRestartOptions options) {
        return edited(edit -> edit.graceful = options);
    }

    public PeerConfig withFamilies(List<AddressFamily> newFamilies) {
        return edited(edit -> edit.families = newFamilies);
    }

    /** The same for another address, as a peer made from a group's template. */
    public PeerConfig withAddress(IpAddress address) {
        return edited(edit -> edit.id = new PeerId(address));
    }

    public PeerConfig withLocalAs(@Nullable LocalAs changed) {
        return edited(edit -> edit.changedLocalAs = changed);
    }

    public PeerConfig withRemoteAs(RemoteAsRule rule, Asn asn) {
        return edited(edit -> {
            edit.remoteAsRule = rule;
            edit.remoteAs = asn;
        });
    }

    public PeerConfig withMembership(@Nullable Membership place) {
        return edited(edit -> edit.membership = place);
    }

    public PeerConfig withTransport(PeerTransport transport) {
        return edited(edit -> edit.transport = transport);
    }

    public PeerConfig with(PeerOption... more) {
        return edited(edit -> Collections.addAll(edit.options, more));
    }

    public PeerConfig without(PeerOption... less) {
        return edited(edit -> List.of(less).forEach(edit.options::remove));
    }

    public PeerConfig withDescription(String text) {
        return edited(edit -> edit.description = text);
    }

    /** {@code shutdown message …}. */
    public PeerConfig withShutdown(String message) {
        return edited(edit -> {
            edit.options.add(PeerOption.SHUTDOWN);
            edit.shutdownMessage = message;
        });
    }

    public PeerConfig withGroup(String name) {
        return edited(edit -> edit.groupName = name);
    }

    private PeerConfig edited(Consumer<PeerConfigEdit> change) {
        PeerConfigEdit edit = new PeerConfigEdit(this);
        change.accept(edit);
        return edit.build();
    }
}
