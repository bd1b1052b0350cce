package io.sextant.lab.frr.mapping;

import io.sextant.lab.frr.FrrConfig;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Section;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.address.Ipv6Prefix;
import io.sextant.protocol.bgp.config.ListenRange;
import io.sextant.protocol.bgp.config.PeerSetup;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import java.util.List;
import java.util.Optional;

/**
 * {@code router bgp} as the speaker takes it.
 *
 * @param peers in FRR's order, which is that of their addresses
 */
public record BgpMapping(SpeakerConfig speaker, List<PeerSetup> peers) {

    public BgpMapping {
        peers = List.copyOf(peers);
    }

    /** The identifier the configuration gives: {@code bgp router-id} before {@code router-id}; else zebra finds one. */
    public static Optional<Ipv4Address> routerId(FrrConfig config) {
        return config.bgp()
                .flatMap(bgp -> bgp.find("bgp router-id"))
                .or(() -> config.root().find("ip router-id"))
                .or(() -> config.root().find("router-id"))
                .map(entry -> Ipv4Address.parse(entry.value("id")));
    }

    /**
     * The instance and its peers; nothing without {@code router bgp}.
     *
     * @param routerId where {@link #routerId(FrrConfig)} gives none
     * @param hostName for the FQDN capability where the configuration gives none
     */
    public static Optional<BgpMapping> of(
            FrrConfig config, Ipv4Address routerId, String hostName, SpeakerProfile profile, PolicyNames policies) {
        return config.bgp().map(bgp -> {
            Instance instance = new Instance(
                    config,
                    bgp,
                    Asn.parse(bgp.find("router bgp").orElseThrow().value("as")),
                    routerId(config).orElse(routerId),
                    config.hostname().orElse(hostName),
                    profile,
                    policies);
            return new BgpMapping(speaker(instance), peers(instance));
        });
    }

    private static SpeakerConfig speaker(Instance instance) {
        SpeakerConfig plain = InstanceMapping.speaker(instance);
        List<ListenRange> ranges = instance.bgp().all("bgp listen range peer-group").stream()
                .map(entry -> listenRange(instance, entry.value("prefix"), entry.value("group")))
                .flatMap(Optional::stream)
                .toList();
        int limit = instance.bgp()
                .find("bgp listen limit")
                .map(entry -> (int) entry.number("count"))
                .orElse(SpeakerConfig.DEFAULT_LISTEN_LIMIT);
        return plain.withListening(ranges, limit);
    }

    private static Optional<ListenRange> listenRange(Instance instance, String prefix, String group) {
        IpPrefix range = prefix.indexOf(':') >= 0 ? Ipv6Prefix.parse(prefix) : Ipv4Prefix.parse(prefix);
        return instance.bgp()
                .child(Context.NEIGHBOR, group)
                .map(section -> new Neighbor(instance, section))
                .filter(Neighbor::hasRemoteAs)
                .map(neighbor -> new ListenRange(range, group, PeerMapping.template(neighbor, range.address())));
    }

    private static List<PeerSetup> peers(Instance instance) {
        return instance.bgp().children(Context.NEIGHBOR).stream()
                .filter(section -> Neighbor.address(section).isPresent())
                .map(section -> new Neighbor(instance, section))
                .filter(Neighbor::hasRemoteAs)
                .map(PeerMapping::setup)
                .sorted((first, second) ->
                        first.id().address().compareTo(second.id().address()))
                .toList();
    }

    /** What everything below {@code router bgp} is read with. */
    record Instance(
            FrrConfig config,
            Section bgp,
            Asn localAs,
            Ipv4Address routerId,
            String hostName,
            SpeakerProfile profile,
            PolicyNames policies) {

        boolean datacenter() {
            return config.profile() == FrrConfig.Profile.DATACENTER;
        }

        /** Whether {@code frr version} names a version before this one; a configuration without one is 8.4's. */
        boolean before(int major, int minor) {
            return config.root()
                    .find("frr version")
                    .map(entry -> FrrVersion.isBefore(entry.value("version"), major, minor))
                    .orElse(false);
        }
    }
}
