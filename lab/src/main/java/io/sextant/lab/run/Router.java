package io.sextant.lab.run;

import io.sextant.engine.Scheduler;
import io.sextant.lab.console.command.ConfigTerminal;
import io.sextant.lab.console.command.FrrRouter;
import io.sextant.lab.frr.FrrConfig;
import io.sextant.lab.frr.mapping.BfdMapping;
import io.sextant.lab.frr.mapping.BgpMapping;
import io.sextant.lab.scenario.timeline.RouterDaemon;
import io.sextant.lab.scenario.topology.NodeSpec;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bfd.BfdState;
import io.sextant.protocol.bgp.config.PeerSetup;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.policy.map.PolicyBook;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.profile.StopReason;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.PeerOption;
import io.sextant.topology.bfd.BfdDaemon;
import io.sextant.topology.bfd.BfdPeer;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.host.Host;
import io.sextant.topology.routing.BgpDaemon;
import io.sextant.topology.routing.BgpListener;
import io.sextant.topology.routing.StaticRoute;
import io.sextant.topology.routing.StaticRoutes;
import io.sextant.topology.routing.Zebra;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An FRR router of the lab: its configuration, and the daemons that do what it says on a host. */
public final class Router implements FrrRouter {

    private static final SpeakerProfile PROFILE = SpeakerProfile.FRR_8_4;
    private static final long FASTEST_NANOS = 200_000;
    private static final long SLOWEST_NANOS = 1_000_000;

    private final Host host;
    private final InterfaceStatements interfaces;
    private final Zebra zebra;
    private final StaticRoutes statics;
    private final BfdDaemon bfdd;
    private final BgpListener listener;
    private FrrConfig config;
    private RouterPolicies policies;
    private @Nullable BgpDaemon bgpd;
    private List<PeerSetup> peers = List.of();
    private boolean booted;

    /**
     * A router whose daemons wait for {@link #boot}.
     *
     * @param listener hears of BGP
     */
    Router(NodeSpec node, FrrConfig config, Host host, BgpListener listener) {
        this.host = host;
        this.config = config;
        this.listener = listener;
        interfaces = new InterfaceStatements(host);
        interfaces.apply(config, config);
        zebra = new Zebra(host, PROFILE.routes().delays(), node.kernel().nexthopObjects());
        statics = new StaticRoutes(zebra);
        bfdd = new BfdDaemon(host);
        bfdd.addListener((now, daemon, peer, from, to, why) -> onBfd(peer, from, to));
        policies = read(config);
        apply();
    }

    /** FRR 8.4 {@code bfd_session_status_update}: a session that was up and is down takes BGP's with it. */
    private void onBfd(IpAddress peer, BfdState from, BfdState to) {
        if (from == BfdState.UP && to == BfdState.DOWN) {
            PeerId id = new PeerId(peer);
            bgpd().filter(running -> peers.stream()
                            .anyMatch(each ->
                                    each.id().equals(id) && each.session().has(PeerOption.BFD)))
                    .ifPresent(running -> running.stopSession(id, StopReason.BFD_DOWN, ""));
        }
    }

    public Host host() {
        return host;
    }

    public Zebra zebra() {
        return zebra;
    }

    /** bgpd, once {@code router bgp} is configured. */
    public Optional<BgpDaemon> bgpd() {
        return Optional.ofNullable(bgpd);
    }

    @Override
    public BfdDaemon bfdd() {
        return bfdd;
    }

    @Override
    public FrrConfig config() {
        return config;
    }

    @Override
    public PolicyBook policies() {
        return policies.book();
    }

    // ----- configuration

    @Override
    public ConfigTerminal configureTerminal() {
        return new RouterTerminal(config, this::reconfigure);
    }

    private void reconfigure(FrrConfig changed) {
        FrrConfig before = config;
        config = changed;
        if (!policies.isOf(config)) {
            policies = read(config);
        }
        interfaces.apply(before, config);
        apply();
    }

    private RouterPolicies read(FrrConfig from) {
        return new RouterPolicies(from, new PolicyBook(host.network().random("route-map " + host.name())));
    }

    private void apply() {
        config.root().find("ip forwarding").ifPresent(entry -> host.sysctl().setIpForward(!entry.negative()));
        config.root()
                .find("ipv6 forwarding")
                .ifPresent(entry -> host.ipv6().sysctl().setForwarding(!entry.negative()));
        zebra.setResolveViaDefault(32, config.root().flag("ip nht resolve-via-default", false));
        zebra.setResolveViaDefault(128, config.root().flag("ipv6 nht resolve-via-default", false));
        List<StaticRoute> wanted = StaticStatements.of(config);
        statics.all().stream().filter(route -> !wanted.contains(route)).forEach(statics::remove);
        wanted.forEach(statics::add);
        BgpMapping.of(config, routerId(), host.name(), PROFILE, policies).ifPresentOrElse(this::apply, this::endBgp);
        applyBfd();
    }

    /** bfdd is enabled where a session is asked for, as an operator does in {@code /etc/frr/daemons}. */
    private void applyBfd() {
        boolean hadNone = bfdd.peers().isEmpty();
        Map<IpAddress, BfdPeer> before = new TreeMap<>();
        bfdd.peers().forEach(peer -> before.put(peer.address(), peer));
        for (BfdPeer peer : BfdMapping.of(config, peers, this::isOnLink)) {
            if (!peer.equals(before.remove(peer.address()))) {
                bfdd.configure(peer);
            }
        }
        before.keySet().forEach(bfdd::remove);
        if (booted && hadNone) {
            startBfd();
        }
    }

    private void startBfd() {
        if (!bfdd.peers().isEmpty()) {
            bfdd.start();
        }
    }

    private boolean isOnLink(IpAddress address) {
        return host.interfaces().stream()
                .anyMatch(device ->
                        device.addresses().stream().anyMatch(own -> own.subnet().contains(address))
                                || device.ipv6Addresses().stream()
                                        .anyMatch(own -> own.subnet().contains(address)));
    }

    private void apply(BgpMapping mapping) {
        SpeakerConfig instance = mapping.speaker().withNextHops(zebra);
        BgpDaemon known = bgpd;
        if (known != null) {
            known.reconfigure(instance);
            change(known, mapping.peers());
        } else {
            BgpDaemon made = new BgpDaemon(host, instance, zebra);
            made.addListener(listener);
            mapping.peers().forEach(made::addPeer);
            bgpd = made;
            zebra.serve(made);
        }
        peers = mapping.peers();
    }

    /** What is new comes, what is left out goes, what is different changes. */
    private void change(BgpDaemon running, List<PeerSetup> wanted) {
        Map<PeerId, PeerSetup> before = new TreeMap<>();
        peers.forEach(peer -> before.put(peer.id(), peer));
        for (PeerSetup setup : wanted) {
            PeerSetup known = before.remove(setup.id());
            if (known == null) {
                running.addPeer(setup);
            } else if (!known.equals(setup)) {
                running.updatePeer(setup);
            }
        }
        before.keySet().forEach(running::removePeer);
    }

    private void endBgp() {
        BgpDaemon known = bgpd;
        if (known != null) {
            known.stop();
            bgpd = null;
            peers = List.of();
        }
    }

    /** FRR 8.4 {@code router_id_get}: the highest of lo's addresses, or else of all. */
    private Ipv4Address routerId() {
        return highest(Stream.of(host.loopback()))
                .or(() -> highest(host.interfaces().stream()))
                .orElse(Ipv4Address.ANY);
    }

    private static Optional<Ipv4Address> highest(Stream<NetworkInterface> devices) {
        return devices.flatMap(device -> device.addresses().stream())
                .map(InterfaceAddress::address)
                .filter(address -> !address.isLoopback())
                .max(Comparator.naturalOrder());
    }

    // ----- daemons

    /** The machine has booted: every daemon starts. */
    void boot() {
        booted = true;
        start(RouterDaemon.ZEBRA);
        start(RouterDaemon.BGPD);
        startBfd();
    }

    /** Starts a daemon; harmless when it runs. */
    void start(RouterDaemon daemon) {
        switch (daemon) {
            case ZEBRA -> zebra.start();
            case BGPD -> {
                bgpd().ifPresent(BgpDaemon::start);
                bfdd.clientBack();
            }
            case BFDD -> bfdd.start();
        }
    }

    /** SIGTERM. */
    void stop(RouterDaemon daemon) {
        switch (daemon) {
            case ZEBRA -> zebra.stop();
            case BGPD -> endBgpd(BgpDaemon::stop);
            case BFDD -> bfdd.stop();
        }
    }

    /** SIGKILL. */
    void kill(RouterDaemon daemon) {
        switch (daemon) {
            case ZEBRA -> zebra.kill();
            case BGPD -> endBgpd(BgpDaemon::kill);
            case BFDD -> bfdd.kill();
        }
    }

    /**
     * bgpd's end reaches others on two ways at once: the kernel closes its connections, and zebra tells bfdd, which tells its
     * peers. The first is faster but for one time in six (FRR 8.4.4: 1 of 19 runs on an idle machine; under load, in three runs, both happened).
     */
    private void endBgpd(Consumer<BgpDaemon> how) {
        BgpDaemon ending = bgpd;
        if (ending == null
                || bfdd.sessions().stream().noneMatch(each -> each.peer().asked())) {
            bgpd().ifPresent(how);
            return;
        }
        long lead = host.network().random("end of bgpd " + host.name()).nextLong(-FASTEST_NANOS, SLOWEST_NANOS);
        Scheduler scheduler = host.network().scheduler();
        scheduler.after(Math.max(0, -lead), "bgpd ends " + host.name(), () -> how.accept(ending));
        scheduler.after(Math.max(0, lead), "bfdd loses bgpd " + host.name(), () -> {
            if (!ending.isRunning() || lead < 0) {
                bfdd.clientGone();
            }
        });
    }

    /** The host has lost power. */
    void vanish() {
        bgpd().ifPresent(BgpDaemon::vanish);
        bfdd.vanish();
        zebra.vanish();
    }
}
