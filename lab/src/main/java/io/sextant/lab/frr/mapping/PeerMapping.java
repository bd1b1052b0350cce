package io.sextant.lab.frr.mapping;

import io.sextant.lab.frr.mapping.BgpMapping.Instance;
import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Entry;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.config.Confederation;
import io.sextant.protocol.bgp.config.FamilyOption;
import io.sextant.protocol.bgp.config.PeerFamily;
import io.sextant.protocol.bgp.config.PeerSetup;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.profile.OpenFacts.GracefulMode;
import io.sextant.protocol.bgp.session.LocalAs;
import io.sextant.protocol.bgp.session.Membership;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.protocol.bgp.session.PeerTransport;
import io.sextant.protocol.bgp.session.RemoteAsRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A neighbour's session. */
final class PeerMapping {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    /** FRR 8.4 BGP_CONNECT_RETRY of the datacenter profile. */
    private static final int DATACENTER_CONNECT_SECONDS = 10;

    private static final int DATACENTER_KEEPALIVE_SECONDS = 3;
    private static final int DATACENTER_HOLD_SECONDS = 9;

    private static final List<String> OWN_GRACEFUL_MODES =
            List.of("graceful-restart", "graceful-restart-helper", "graceful-restart-disable");
    private static final Map<String, PeerOption> SWITCHES = new TreeMap<>();

    static {
        SWITCHES.put("passive", PeerOption.PASSIVE);
        SWITCHES.put("disable-connected-check", PeerOption.DISABLE_CONNECTED_CHECK);
        SWITCHES.put("dont-capability-negotiate", PeerOption.NO_CAPABILITIES);
        SWITCHES.put("override-capability", PeerOption.OVERRIDE_CAPABILITIES);
        SWITCHES.put("strict-capability-match", PeerOption.STRICT_CAPABILITIES);
        SWITCHES.put("sender-as-path-loop-detection", PeerOption.SENDER_LOOP_DETECTION);
        SWITCHES.put("solo", PeerOption.SOLO);
        SWITCHES.put("bfd", PeerOption.BFD);
        SWITCHES.put("bfd profile", PeerOption.BFD);
        SWITCHES.put("enforce-first-as", PeerOption.ENFORCE_FIRST_AS);
        SWITCHES.put("disable-link-bw-encoding-ieee", PeerOption.INTEGER_LINK_BANDWIDTH);
    }

    private PeerMapping() {}

    static PeerSetup setup(Neighbor neighbor) {
        return setup(neighbor, Neighbor.address(neighbor.own()).orElseThrow());
    }

    /** What peers of a listen range are made after. */
    static PeerSetup template(Neighbor group, IpAddress stand) {
        return setup(group, stand);
    }

    private static PeerSetup setup(Neighbor neighbor, IpAddress address) {
        TreeMap<AddressFamily, PeerFamily> families = new TreeMap<>();
        for (AddressFamily family : List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST)) {
            Context context = InstanceMapping.context(family);
            if (neighbor.has(context, "activate")) {
                families.put(family, PeerFamilyMapping.of(neighbor, family));
            }
        }
        PeerConfig session = session(neighbor, address).withFamilies(List.copyOf(families.keySet()));
        return new PeerSetup(severalPaths(session, families), families);
    }

    /** What the OPEN says of several paths (RFC 7911) stands under the families. */
    private static PeerConfig severalPaths(PeerConfig session, Map<AddressFamily, PeerFamily> families) {
        PeerConfig config = session;
        for (Map.Entry<AddressFamily, PeerFamily> each : families.entrySet()) {
            PeerFamily family = each.getValue();
            if (family.has(FamilyOption.ADD_PATH_TX_ALL) || family.has(FamilyOption.ADD_PATH_TX_BEST_PER_AS)) {
                config = config.with(PeerOption.ADD_PATH_TX);
            }
            if (family.has(FamilyOption.DISABLE_ADD_PATH_RX)) {
                boolean ipv4 = each.getKey().equals(AddressFamily.IPV4_UNICAST);
                config = config.with(ipv4 ? PeerOption.ONE_PATH_IPV4 : PeerOption.ONE_PATH_IPV6);
            }
        }
        return config;
    }

    private static PeerConfig session(Neighbor neighbor, IpAddress address) {
        Instance instance = neighbor.instance();
        PeerConfig config = PeerConfig.of(
                instance.profile(),
                address,
                spokenAs(neighbor),
                instance.localAs(),
                instance.routerId(),
                instance.hostName());
        config = remoteAs(
                neighbor,
                config.withMembership(InstanceMapping.confederation(instance.bgp())
                        .map(found -> new Membership(instance.localAs(), found.members()))
                        .orElse(null)));
        config = timers(neighbor, config);
        if (instance.bgp().flag("bgp disable-ebgp-connected-route-check", false)) {
            // FRR 8.4 asks for the instance's flag wherever it asks for the peer's.
            config = config.with(PeerOption.DISABLE_CONNECTED_CHECK);
        }
        if (instance.bgp().flag("bgp allow-martian-nexthop", false)) {
            config = config.with(PeerOption.ALLOW_MARTIAN_NEXT_HOP);
        }
        config = config.withTransport(transport(neighbor))
                .withGraceful(
                        InstanceMapping.gracefulRestart(neighbor.instance()).withMode(graceful(neighbor)))
                .withLocalAs(neighbor.find("local-as")
                        .map(entry -> localAs(neighbor, entry))
                        .orElse(null))
                .withDescription(neighbor.find("description")
                        .map(entry -> entry.value("text"))
                        .orElse(""))
                .withGroup(neighbor.groupName().orElse(""));
        for (Map.Entry<String, PeerOption> each : SWITCHES.entrySet()) {
            config = neighbor.has(each.getKey()) ? config.with(each.getValue()) : config;
        }
        boolean ownPart = OWN_GRACEFUL_MODES.stream().anyMatch(neighbor::has);
        config = ownPart ? config.with(PeerOption.OWN_GRACEFUL_MODE) : config;
        Optional<Entry> shutdown = neighbor.find("shutdown");
        return shutdown.isPresent()
                ? config.withShutdown(shutdown.get().find("text").orElse(""))
                : config;
    }

    /**
     * A confederation speaks as one to those outside, whose AS is neither ours nor a member's. FRR 8.4 {@code
     * peer_remote_as} knows them by a number only: to a neighbour that is {@code external} we say our own.
     */
    private static Asn spokenAs(Neighbor neighbor) {
        Asn own = neighbor.instance().localAs();
        Optional<Asn> remote = neighbor.find("remote-as")
                .filter(entry -> !entry.has("internal") && !entry.has("external"))
                .map(entry -> Asn.parse(entry.value("as")));
        return InstanceMapping.confederation(neighbor.instance().bgp())
                .filter(found -> remote.isPresent()
                        && !remote.get().equals(own)
                        && !found.members().contains(remote.get()))
                .map(Confederation::identifier)
                .orElse(own);
    }

    private static PeerConfig remoteAs(Neighbor neighbor, PeerConfig config) {
        Entry entry = neighbor.find("remote-as").orElseThrow();
        if (entry.has("internal")) {
            return config.withRemoteAs(RemoteAsRule.INTERNAL, config.localAs());
        } else if (entry.has("external")) {
            return config.withRemoteAs(RemoteAsRule.EXTERNAL, config.localAs());
        }
        return config.withRemoteAs(RemoteAsRule.SPECIFIED, Asn.parse(entry.value("as")));
    }

    private static PeerConfig timers(Neighbor neighbor, PeerConfig config) {
        boolean datacenter = neighbor.instance().datacenter();
        PeerConfig timed = datacenter
                ? config.withTimers(DATACENTER_KEEPALIVE_SECONDS, DATACENTER_HOLD_SECONDS)
                        .withConnectRetry(DATACENTER_CONNECT_SECONDS * NANOS_PER_SECOND)
                : config;
        Optional<Entry> timers =
                neighbor.find("timers").or(() -> neighbor.instance().bgp().find("timers bgp"));
        if (timers.isPresent()) {
            timed = timed.withTimers(
                    (int) timers.get().number("keepalive"), (int) timers.get().number("hold"));
        }
        Optional<Long> connect = neighbor.find("timers connect").map(entry -> entry.number("seconds"));
        Optional<Long> delay = neighbor.find("timers delayopen").map(entry -> entry.number("seconds"));
        Optional<Long> advertisement = neighbor.find("advertisement-interval").map(entry -> entry.number("seconds"));
        timed = connect.isPresent() ? timed.withConnectRetry(connect.get() * NANOS_PER_SECOND) : timed;
        timed = delay.isPresent() ? timed.withDelayOpen(delay.get() * NANOS_PER_SECOND) : timed;
        timed = timed.withMinimumHold(neighbor.instance()
                .bgp()
                .find("bgp minimum-holdtime")
                .map(entry -> (int) entry.number("seconds"))
                .orElse(0));
        return advertisement.isPresent()
                ? timed.withAdvertisementInterval(advertisement.get() * NANOS_PER_SECOND)
                : timed;
    }

    private static PeerTransport transport(Neighbor neighbor) {
        PeerTransport transport = PeerTransport.DEFAULT
                .withTtl(neighbor.find("ebgp-multihop")
                        .map(entry -> (int) entry.number("hops"))
                        .orElse(1))
                .withTtlSecurityHops(neighbor.find("ttl-security hops")
                        .map(entry -> (int) entry.number("hops"))
                        .orElse(0))
                .withPassword(neighbor.find("password")
                        .map(entry -> entry.value("text"))
                        .orElse(""));
        Optional<Long> port =
                neighbor.find("port").map(entry -> entry.number("port")).filter(number -> number > 0);
        transport = port.isPresent() ? transport.withPort(port.get().intValue()) : transport;
        Optional<String> source = neighbor.find("update-source").map(entry -> entry.value("source"));
        if (source.isEmpty()) {
            return transport;
        }
        Optional<IpAddress> address = Ipv4Address.tryParse(source.get())
                .<IpAddress>map(found -> found)
                .or(() -> Ipv6Address.tryParse(source.get()));
        return address.isPresent() ? transport.withSource(address.get(), "") : transport.withSource(null, source.get());
    }

    /** A member's own words add to its group's: FRR 8.4 peer_flag_modify takes a flag unset for the group's. */
    private static LocalAs localAs(Neighbor neighbor, Entry entry) {
        Optional<Entry> ofGroup = neighbor.findInGroup("local-as");
        boolean noPrepend = entry.has("no-prepend")
                || ofGroup.filter(each -> each.has("no-prepend")).isPresent();
        boolean replaces = entry.has("replace-as")
                || ofGroup.filter(each -> each.has("replace-as")).isPresent();
        return new LocalAs(Asn.parse(entry.value("as")), noPrepend, replaces, false);
    }

    private static GracefulMode graceful(Neighbor neighbor) {
        if (neighbor.has("graceful-restart")) {
            return GracefulMode.RESTARTER;
        } else if (neighbor.has("graceful-restart-disable")) {
            return GracefulMode.OFF;
        }
        return neighbor.has("graceful-restart-helper")
                ? GracefulMode.HELPER
                : InstanceMapping.gracefulMode(neighbor.instance().bgp());
    }
}
