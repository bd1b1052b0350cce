package io.sextant.protocol.bgp.session;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.profile.GracefulRestartOptions;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a {@link PeerConfig}, for changing some of them. */
final class PeerConfigEdit {

    private final PeerConfig from;
    final EnumSet<PeerOption> options = EnumSet.noneOf(PeerOption.class);
    PeerId id;

    @Nullable
    LocalAs changedLocalAs;

    Asn remoteAs;
    RemoteAsRule remoteAsRule;

    @Nullable
    Membership membership;

    List<AddressFamily> families;
    int holdTimeSeconds;
    int minimumHoldSeconds;
    int keepaliveSeconds;
    long connectRetryNanos;
    long delayOpenNanos;
    long advertisementNanos;
    GracefulRestartOptions graceful;
    PeerTransport transport;
    String description;
    String shutdownMessage;
    String groupName;

    PeerConfigEdit(PeerConfig from) {
        this.from = from;
        options.addAll(from.options());
        id = from.id();
        changedLocalAs = from.changedLocalAs();
        remoteAs = from.remoteAs();
        remoteAsRule = from.remoteAsRule();
        membership = from.membership();
        families = from.families();
        holdTimeSeconds = from.holdTimeSeconds();
        minimumHoldSeconds = from.minimumHoldSeconds();
        keepaliveSeconds = from.keepaliveSeconds();
        connectRetryNanos = from.connectRetryNanos();
        delayOpenNanos = from.delayOpenNanos();
        advertisementNanos = from.advertisementNanos();
        graceful = from.graceful();
        transport = from.transport();
        description = from.description();
        shutdownMessage = from.shutdownMessage();
        groupName = from.groupName();
    }

    PeerConfig build() {
        return new PeerConfig(
                id,
                from.profile(),
                from.localAs(),
                changedLocalAs,
                remoteAs,
                remoteAsRule,
                membership,
                from.localId(),
                families,
                holdTimeSeconds,
                minimumHoldSeconds,
                keepaliveSeconds,
                connectRetryNanos,
                delayOpenNanos,
                advertisementNanos,
                graceful,
                transport,
                from.hostName(),
                options,
                description,
                shutdownMessage,
                groupName);
    }
}
