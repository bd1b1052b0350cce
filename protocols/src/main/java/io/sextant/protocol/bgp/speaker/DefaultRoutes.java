package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.config.NamedPolicy;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.config.PolicyPlace;
import io.sextant.protocol.bgp.config.SpeakerOption;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.Origin;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.message.PathNotes;
import io.sextant.protocol.bgp.policy.PolicyContext;
import io.sextant.protocol.bgp.policy.PolicyPoint;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.rib.Destination;
import io.sextant.protocol.bgp.rib.Path;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code default-originate}: a default route that is in no table of ours (FRR 8.4 {@code subgroup_default_originate}). */
final class DefaultRoutes {

    private final Instance instance;

    DefaultRoutes(Instance instance) {
        this.instance = instance;
    }

    static Nlri nlri(AddressFamily family) {
        return Nlri.of(
                family.afi() == AddressFamily.AFI_IPV4
                        ? IpPrefix.of(Ipv4Address.ANY, 0)
                        : IpPrefix.of(new Ipv6Address(0, 0), 0));
    }

    /** What the peer is to be told, or null. */
    @Nullable
    PathAttributes route(Peer peer, AddressFamily family) {
        PeerFamily settings = peer.family(family);
        if (!settings.has(FamilyOption.DEFAULT_ORIGINATE)) {
            return null;
        }
        PathAttributes bare = PathAttributes.builder()
                .origin(Origin.IGP)
                .med(OptionalLong.of(0))
                .build();
        NamedPolicy map = settings.policies().get(PolicyPlace.DEFAULT_ORIGINATE_MAP);
        PathAttributes passed = map == null ? bare : ask(map, family, bare);
        if (passed == null) {
            return null;
        }
        boolean draining = instance.config.has(SpeakerOption.GRACEFUL_SHUTDOWN);
        return dress(peer, family, draining ? GracefulShutdown.mark(passed) : passed);
    }

    /** The map is asked about every route we have; the first it permits makes the default, with what the map sets. */
    private @Nullable PathAttributes ask(NamedPolicy map, AddressFamily family, PathAttributes bare) {
        PolicyContext context = PolicyContext.local(PolicyPoint.DEFAULT_ORIGINATE, instance.config.localAs())
                .withAbsentLocalPreference(instance.config.decision().defaultLocalPreference());
        for (Destination destination : instance.rib.table(family).destinations()) {
            for (Path path : destination.paths()) {
                PolicyRoute asked = PolicyRoute.of(path.nlri(), path.attributes());
                PolicyRoute set = map.policy().applyTo(asked, PolicyRoute.of(path.nlri(), bare), context);
                if (set != null) {
                    return set.attributes();
                }
            }
        }
        return null;
    }

    private PathAttributes dress(Peer peer, AddressFamily family, PathAttributes attributes) {
        Audience to = new Audience(instance, peer, peer.config().remoteAs(), List.of(peer), family);
        PathAttributes.Builder out = attributes.withNotes(PathNotes.NONE).toBuilder()
                .nextHop(null)
                .linkLocalNextHop(to.sharesIpv6Link() ? OwnNextHops.OWN_LINK_LOCAL : null)
                .asPath(to.lengthened(attributes.asPath()));
        boolean near =
                instance.config.nextHops().connectedNetwork(peer.id().address()).isPresent();
        if (family.afi() == AddressFamily.AFI_IPV6 && near) {
            out.linkLocalNextHop(OwnNextHops.OWN_LINK_LOCAL);
        }
        if (!to.isExternal()) {
            long preference = instance.config.decision().defaultLocalPreference();
            out.localPreference(OptionalLong.of(attributes.localPreferenceOr(preference)));
        }
        return out.build();
    }
}
