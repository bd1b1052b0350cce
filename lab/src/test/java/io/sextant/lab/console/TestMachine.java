package io.sextant.lab.console;

import io.sextant.cluster.LabEpoch;
import io.sextant.engine.RunLimits;
import io.sextant.engine.Simulator;
import io.sextant.engine.Trace;
import io.sextant.engine.random.RandomStreams;
import io.sextant.lab.console.command.ClusterView;
import io.sextant.lab.console.command.FrrRouter;
import io.sextant.lab.console.command.Machine;
import io.sextant.lab.console.command.Outcome;
import io.sextant.lab.console.command.Outcome.Printed;
import io.sextant.lab.console.command.Outcome.Running;
import io.sextant.lab.console.command.Role;
import io.sextant.protocol.address.MacAddress;
import io.sextant.topology.Network;
import io.sextant.topology.device.InterfaceAddress;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.host.Host;
import io.sextant.topology.host.HostProfile;
import io.sextant.topology.link.Link;
import io.sextant.topology.link.LinkModel;
import io.sextant.topology.routing.BgpDaemon;
import io.sextant.topology.routing.Zebra;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One machine of a small lab, with its shell. */
public final class TestMachine implements Machine {

    public static final long SECOND = 1_000_000_000L;

    public final Simulator simulator;
    public final Host host;
    private final Role role;
    private @Nullable ClusterView cluster;
    private @Nullable BgpDaemon bgpd;
    private @Nullable Zebra zebra;
    private @Nullable FrrRouter router;
    private int macs;

    private TestMachine(Simulator simulator, Network network, String name, Role role) {
        this.simulator = simulator;
        this.role = role;
        this.host = new Host(network, name, HostProfile.LINUX_6_18);
    }

    public static TestMachine of(String name, Role role) {
        Simulator simulator = new Simulator(RunLimits.GENEROUS);
        Network network = new Network(simulator, new RandomStreams(1), new Trace(simulator));
        return new TestMachine(simulator, network, name, role);
    }

    /** Another machine of the same lab. */
    public TestMachine beside(String name, Role otherRole) {
        return new TestMachine(simulator, host.network(), name, otherRole);
    }

    public TestMachine with(ClusterView view) {
        cluster = view;
        return this;
    }

    public TestMachine with(BgpDaemon daemon, Zebra routes) {
        bgpd = daemon;
        zebra = routes;
        return this;
    }

    public TestMachine with(FrrRouter configured) {
        router = configured;
        return this;
    }

    public NetworkInterface nic(String name, String... addresses) {
        MacAddress mac =
                new MacAddress(0x0200_0000_0000L + Math.floorMod(host.name().hashCode(), 97) * 256L + ++macs);
        NetworkInterface nic = host.addInterface(name, mac, 1500);
        for (String address : addresses) {
            nic.addAddress(InterfaceAddress.parse(address));
        }
        return nic;
    }

    public Link cable(String near, TestMachine far, String farName) {
        return new Link(
                host.network(),
                host.name() + "-" + far.name(),
                LinkModel.GIGABIT,
                host.interfaceNamed(near).orElseThrow(),
                far.host.interfaceNamed(farName).orElseThrow());
    }

    /** What a command prints at once. */
    public Printed run(String line) {
        Outcome outcome = new Shell().run(this, line);
        if (outcome instanceof Printed printed) {
            return printed;
        }
        throw new AssertionError(line + " goes on");
    }

    public String text(String line) {
        return run(line).text();
    }

    /** What a command printed that ended within so many seconds, or was interrupted then. */
    public Printed run(String line, double seconds) {
        Outcome outcome = new Shell().run(this, line);
        if (!(outcome instanceof Running running)) {
            return (Printed) outcome;
        }
        List<Printed> ended = new ArrayList<>();
        running.program().start(ended::add);
        simulator.runUntil(simulator.nanos() + Math.round(seconds * SECOND));
        return ended.isEmpty() ? running.program().interrupt() : ended.get(0);
    }

    @Override
    public String name() {
        return host.name();
    }

    @Override
    public Role role() {
        return role;
    }

    @Override
    public Host host() {
        return host;
    }

    @Override
    public LabEpoch epoch() {
        return LabEpoch.ARTICLE;
    }

    @Override
    public Optional<BgpDaemon> bgpd() {
        return Optional.ofNullable(bgpd);
    }

    @Override
    public Optional<Zebra> zebra() {
        return Optional.ofNullable(zebra);
    }

    @Override
    public Optional<FrrRouter> router() {
        return Optional.ofNullable(router);
    }

    @Override
    public Optional<ClusterView> cluster() {
        return Optional.ofNullable(cluster);
    }
}
