package io.sextant.lab.run;

import io.sextant.lab.scenario.timeline.TimedAction;
import io.sextant.lab.scenario.topology.BgpTimers;
import io.sextant.lab.scenario.topology.HostSpeakerSpec;
import io.sextant.lab.scenario.topology.NeighborSpec;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.bgp.config.SpeakerConfig;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.profile.GracefulRestartOptions;
import io.sextant.protocol.bgp.profile.OpenFacts.GracefulMode;
import io.sextant.protocol.bgp.profile.SpeakerProfile;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.speaker.Policies;
import io.sextant.topology.host.Host;
import io.sextant.topology.routing.BgpDaemon;
import io.sextant.topology.routing.RibConsumer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A BGP speaker other than FRR on a host: what its configuration lets it announce, and the daemon that says it. */
final class HostSpeaker implements NodeSpeaker {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final HostSpeakerSpec spec;
    private final BgpDaemon bgpd;
    private final Set<IpPrefix> withheld = new TreeSet<>();

    HostSpeaker(HostSpeakerSpec spec, Host host) {
        this.spec = spec;
        SpeakerProfile profile = spec.program().profile();
        bgpd = new BgpDaemon(
                host,
                SpeakerConfig.of(profile, spec.asn(), spec.routerId()).withNextHops(new SpeakerNextHops(host)),
                RibConsumer.NONE);
        for (NeighborSpec neighbor : spec.neighbors()) {
            BgpTimers timers = neighbor.timers();
            PeerConfig peer = PeerConfig.of(
                            profile, neighbor.address(), spec.asn(), neighbor.asn(), spec.routerId(), host.name())
                    .withTimers(seconds(timers.keepaliveNanos()), seconds(timers.holdNanos()))
                    .withConnectRetry(timers.connectRetryNanos())
                    .withPassive(neighbor.passive())
                    .withFamilies(families(neighbor.families()))
                    .withGraceful(graceful(profile));
            bgpd.addPeer(peer, Policies.PERMIT);
        }
    }

    /**
     * BIRD 2.0 and GoBGP 3.10 keep the kernel's routes while they restart, and announce no N bit (RFC 8538). What they
     * announce here is their own and waits for nobody's routes.
     */
    private GracefulRestartOptions graceful(SpeakerProfile profile) {
        int seconds = spec.gracefulRestartSeconds();
        GracefulRestartOptions usual = GracefulRestartOptions.DEFAULT.withMode(profile.graceful());
        return seconds == 0
                ? usual
                : new GracefulRestartOptions(
                        GracefulMode.RESTARTER,
                        seconds,
                        usual.stalePathSeconds(),
                        0,
                        usual.ribStaleSeconds(),
                        false,
                        true,
                        0);
    }

    static List<AddressFamily> families(List<IpVersion> versions) {
        return versions.stream()
                .map(version -> version == IpVersion.IPV4 ? AddressFamily.IPV4_UNICAST : AddressFamily.IPV6_UNICAST)
                .toList();
    }

    private static int seconds(long nanos) {
        return (int) (nanos / NANOS_PER_SECOND);
    }

    @Override
    public BgpDaemon bgpd() {
        return bgpd;
    }

    @Override
    public void start() {
        bgpd.start();
        spec.announce().stream().filter(prefix -> !withheld.contains(prefix)).forEach(bgpd::originate);
    }

    @Override
    public void kill() {
        bgpd.kill();
    }

    @Override
    public void stop() {
        bgpd.stop();
    }

    @Override
    public void vanish() {
        bgpd.vanish();
    }

    @Override
    public void withdraw(TimedAction action) {
        spec.announce().stream()
                .filter(prefix -> isMeant(action, prefix) && withheld.add(prefix))
                .forEach(bgpd::withdraw);
    }

    @Override
    public void announce(TimedAction action) {
        spec.announce().stream()
                .filter(prefix -> isMeant(action, prefix) && withheld.remove(prefix))
                .forEach(bgpd::originate);
    }

    private static boolean isMeant(TimedAction action, IpPrefix prefix) {
        IpPrefix wanted = action.prefix();
        return wanted == null || wanted.equals(prefix);
    }
}
