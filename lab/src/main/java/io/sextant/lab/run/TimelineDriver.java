package io.sextant.lab.run;

import io.sextant.cluster.kubernetes.ControlPlane;
import io.sextant.cluster.kubernetes.ObjectName;
import io.sextant.cluster.node.Cluster;
import io.sextant.lab.report.Happening;
import io.sextant.lab.scenario.timeline.TimedAction;
import io.sextant.lab.scenario.timeline.Verb;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.bgp.profile.StopReason;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.topology.host.Host;
import io.sextant.topology.link.Link;
import io.sextant.topology.link.LinkModel;
import io.sextant.topology.routing.BgpDaemon;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Does what the timeline says, when it says so, and undoes what lasts only for a while. */
final class TimelineDriver {

    /** How long a restarted speaker or daemon is away when the scenario does not say: the time a process takes to load. */
    private static final long RESTART_NANOS = 1_000_000_000L;

    private final Lab lab;
    private final FaultBook faults;
    private final BiConsumer<String, String> exec;
    private final Map<String, LinkModel> formerModels = new LinkedHashMap<>();

    /**
     * A driver for a lab that has not started.
     *
     * @param exec runs a command (second) on a node (first) and files what it prints
     */
    TimelineDriver(Lab lab, FaultBook faults, BiConsumer<String, String> exec) {
        this.lab = lab;
        this.faults = faults;
        this.exec = exec;
    }

    void schedule() {
        for (TimedAction action : lab.scenario().timeline()) {
            lab.simulator().at(action.atNanos(), action.verb().word() + " " + action.name(), () -> act(action));
        }
    }

    private void act(TimedAction action) {
        long now = lab.simulator().nanos();
        Happening.Kind kind = action.verb().isFault() ? Happening.Kind.FAULT : Happening.Kind.ACTION;
        if (action.verb() == Verb.NOTE) {
            lab.journal().happened(now, kind, "", action.text());
            return;
        }
        if (action.verb() == Verb.EXEC) {
            action.targets().forEach(node -> exec.accept(node, action.text()));
            return;
        }
        faults.begin(action, now);
        lab.trace().text("timeline " + action.verb().word() + " " + String.join(" ", action.targets()));
        for (String target : action.targets()) {
            lab.journal().happened(now, kind, target, action.verb().word());
            act(action, target);
            if (undoAfter(action) > 0) {
                lab.simulator().after(undoAfter(action), "end of " + action.name(), () -> undo(action, target));
            }
        }
    }

    private static long undoAfter(TimedAction action) {
        boolean restart = action.verb() == Verb.SPEAKER_RESTART || action.verb() == Verb.DAEMON_RESTART;
        return restart && action.durationNanos() == 0 ? RESTART_NANOS : action.durationNanos();
    }

    private void act(TimedAction action, String target) {
        switch (action.verb()) {
            case NODE_POWER_OFF -> powerOff(target);
            case NODE_POWER_ON -> powerOn(target);
            case LINK_DOWN -> cable(target).setUp(false);
            case LINK_UP -> cable(target).setUp(true);
            case LINK_LOSS -> {
                Link cable = cable(target);
                formerModels.putIfAbsent(target, cable.model());
                cable.setModel(cable.model().withLoss(action.lossProbability()));
            }
            case SPEAKER_KILL -> lab.speaker(target).ifPresent(NodeSpeaker::kill);
            case SPEAKER_STOP, SPEAKER_RESTART -> lab.speaker(target).ifPresent(NodeSpeaker::stop);
            case SPEAKER_START -> lab.speaker(target).ifPresent(NodeSpeaker::start);
            case DAEMON_KILL -> lab.router(target).ifPresent(router -> router.kill(action.daemon()));
            case DAEMON_RESTART, DAEMON_STOP -> lab.router(target).ifPresent(router -> router.stop(action.daemon()));
            case DAEMON_START -> lab.router(target).ifPresent(router -> router.start(action.daemon()));
            case SESSION_DOWN -> shutdown(action, target, true);
            case SESSION_UP -> shutdown(action, target, false);
            case VTYSH -> exec.accept(target, VtyshLine.of(List.of(action.text().split("\n"))));
            case WITHDRAW -> lab.speaker(target).ifPresent(speaker -> speaker.withdraw(action));
            case ANNOUNCE -> lab.speaker(target).ifPresent(speaker -> speaker.announce(action));
            case CORDON -> plane().cordon(target);
            case UNCORDON -> plane().uncordon(target);
            case DRAIN -> plane().drain(target);
            case SCALE -> plane().scale(name(target), action.replicas());
            case DELETE_POD -> plane().deletePod(name(target));
            case POD_KILL -> plane().killPod(name(target));
            case SET_GATEWAY -> setGateway(target, action.gateway());
            case EXEC, NOTE -> throw new IllegalStateException(action.verb() + " is no change");
        }
    }

    private void undo(TimedAction action, String target) {
        lab.journal()
                .happened(
                        lab.simulator().nanos(),
                        Happening.Kind.ACTION,
                        target,
                        "end of " + action.verb().word());
        switch (action.verb()) {
            case NODE_POWER_OFF -> powerOn(target);
            case LINK_DOWN -> cable(target).setUp(true);
            case LINK_LOSS -> {
                LinkModel former = formerModels.remove(target);
                if (former != null) {
                    cable(target).setModel(former);
                }
            }
            case SPEAKER_KILL, SPEAKER_RESTART -> lab.speaker(target).ifPresent(NodeSpeaker::start);
            case DAEMON_KILL, DAEMON_RESTART -> lab.router(target).ifPresent(router -> router.start(action.daemon()));
            case SESSION_DOWN -> shutdown(action, target, false);
            case WITHDRAW -> lab.speaker(target).ifPresent(speaker -> speaker.announce(action));
            default -> throw new IllegalStateException(action.verb() + " does not end");
        }
    }

    private void shutdown(TimedAction action, String node, boolean down) {
        String neighbor = action.neighbor();
        IpAddress peer = lab.host(neighbor)
                .flatMap(far -> sharedAddresses(lab.requireHost(node), neighbor).stream()
                        .findFirst())
                .or(() -> IpAddress.tryParse(neighbor))
                .orElseThrow(() -> new IllegalStateException("no neighbour is called " + neighbor));
        Optional<NodeSpeaker> speaker = lab.speaker(node);
        if (speaker.isPresent()) {
            BgpDaemon bgpd = speaker.get().bgpd();
            if (down) {
                bgpd.stopSession(new PeerId(peer), StopReason.ADMINISTRATIVE_SHUTDOWN, "");
            } else {
                bgpd.startSession(new PeerId(peer));
            }
        } else {
            // what an operator types
            String statement = (down ? "" : "no ") + "neighbor " + peer + " shutdown";
            exec.accept(node, VtyshLine.of(List.of("configure terminal", "router bgp", statement)));
        }
    }

    /** {@code ip route replace default via}: the default route goes another way from now on. */
    private void setGateway(String node, String gateway) {
        Host host = lab.requireHost(node);
        List<IpAddress> gateways =
                IpAddress.tryParse(gateway).map(List::of).orElseGet(() -> sharedAddresses(host, gateway));
        for (IpAddress address : gateways) {
            host.fib(address.version()).replace(NetworkBuilder.defaultVia(host, address));
        }
    }

    /** The gateway's first address of each version on a prefix it shares with the host. */
    private List<IpAddress> sharedAddresses(Host host, String gateway) {
        List<IpAddress> shared = new ArrayList<>();
        for (IpVersion version : List.of(IpVersion.IPV4, IpVersion.IPV6)) {
            addresses(lab.requireHost(gateway), version)
                    .filter(address ->
                            host.interfaces().stream().anyMatch(own -> NetworkBuilder.isOnLink(own, address)))
                    .findFirst()
                    .ifPresent(shared::add);
        }
        if (shared.isEmpty()) {
            throw new IllegalStateException(host.name() + " shares no network with " + gateway);
        }
        return shared;
    }

    private static Stream<IpAddress> addresses(Host host, IpVersion version) {
        Stream<IpAddress> all = host.interfaces().stream()
                .filter(device -> device != host.loopback())
                .flatMap(device -> version == IpVersion.IPV4
                        ? device.addresses().stream().map(each -> each.address())
                        : device.ipv6Addresses().stream().map(each -> each.address()));
        return all.filter(address -> !(address instanceof Ipv6Address ipv6 && ipv6.isLinkLocal()));
    }

    private void powerOff(String node) {
        lab.speaker(node).ifPresent(NodeSpeaker::vanish);
        lab.router(node).ifPresent(Router::vanish);
        lab.requireHost(node).powerOff();
    }

    private void powerOn(String node) {
        Host host = lab.requireHost(node);
        host.powerOn();
        lab.router(node).ifPresent(Router::boot);
        long boot = lab.cluster()
                .map(cluster -> cluster.settings().kubernetes().bootNanos())
                .orElse(0L);
        lab.speaker(node).ifPresent(speaker -> lab.simulator().after(boot, "speaker starts " + node, () -> {
            if (host.isPowered()) {
                speaker.start();
            }
        }));
    }

    private Link cable(String name) {
        return lab.cables().named(name).orElseThrow(() -> new IllegalStateException("no cable is called " + name));
    }

    private ControlPlane plane() {
        return lab.cluster()
                .map(Cluster::controlPlane)
                .orElseThrow(() -> new IllegalStateException("the scenario has no cluster"));
    }

    private static ObjectName name(String namespaceAndName) {
        int slash = namespaceAndName.indexOf('/');
        return new ObjectName(namespaceAndName.substring(0, slash), namespaceAndName.substring(slash + 1));
    }
}
