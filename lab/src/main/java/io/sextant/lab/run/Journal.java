package io.sextant.lab.run;

import io.sextant.lab.report.Happening;
import io.sextant.lab.report.WidthStep;
import io.sextant.lab.scenario.expect.Check;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.IpVersion;
import io.sextant.protocol.bgp.message.Notification;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.rib.RibDelta;
import io.sextant.protocol.bgp.rib.Selection;
import io.sextant.protocol.bgp.session.LastReset;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.ResetReason;
import io.sextant.protocol.bgp.session.State;
import io.sextant.topology.forwarding.FibDelta;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.forwarding.RouteProtocol;
import io.sextant.topology.host.Host;
import io.sextant.topology.routing.BgpDaemon;
import io.sextant.topology.routing.BgpListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The run's story as it happens: sessions, routes, forwarding tables, and what the timeline did. */
public final class Journal implements BgpListener {

    /** Lines kept; a run that writes more is told in summary. */
    static final int HAPPENINGS_MAX = 100_000;

    /**
     * A router's session ended.
     *
     * @param reason in the words of FRR's log
     * @param words what found out, and what was said
     */
    record SessionLoss(long atNanos, String router, String peer, Check.Detector by, String reason, String words) {}

    /** A router's Loc-RIB lost the ways through some nodes. */
    record RouteLoss(long atNanos, String router, IpPrefix prefix, List<String> through) {}

    /** A router's forwarding table changed. */
    record FibChange(long atNanos, String router, IpPrefix prefix, int width) {}

    private final Names names;
    private final Unrest unrest = new Unrest();
    private final List<ConnectionLedger.ChangeListener> listeners = new ArrayList<>();
    private final List<Happening> happenings = new ArrayList<>();
    private final List<SessionLoss> sessionLosses = new ArrayList<>();
    private final List<RouteLoss> routeLosses = new ArrayList<>();
    private final List<FibChange> fibChanges = new ArrayList<>();
    private final List<WidthStep> widths = new ArrayList<>();
    private long leftOut;

    Journal(Names names) {
        this.names = names;
    }

    void onChange(ConnectionLedger.ChangeListener listener) {
        listeners.add(listener);
    }

    void watchFib(Host host) {
        for (IpVersion version : List.of(IpVersion.IPV4, IpVersion.IPV6)) {
            host.fib(version).addListener((now, delta) -> fibChanged(now, host.name(), delta));
        }
    }

    void happened(long nowNanos, Happening.Kind kind, String node, String text) {
        if (happenings.size() < HAPPENINGS_MAX) {
            happenings.add(new Happening(nowNanos, kind, node, text));
        } else {
            leftOut++;
        }
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).changed();
        }
    }

    @Override
    public void onSession(long nowNanos, BgpDaemon daemon, PeerId peer, State from, State to, String reason) {
        String node = daemon.host().name();
        if (to == State.ESTABLISHED) {
            happened(nowNanos, Happening.Kind.SESSION, node, "session with " + names.of(peer.address()) + " up");
        } else if (from != State.ESTABLISHED) {
            listeners.forEach(ConnectionLedger.ChangeListener::changed);
        }
    }

    @Override
    public void onSessionDown(long nowNanos, BgpDaemon daemon, PeerId peer, LastReset reset) {
        String node = daemon.host().name();
        String words = words(reset);
        sessionLosses.add(new SessionLoss(
                nowNanos,
                node,
                names.of(peer.address()),
                detector(reset),
                reset.reason().words(),
                words));
        happened(
                nowNanos, Happening.Kind.SESSION, node, "session with " + names.of(peer.address()) + " down: " + words);
    }

    @Override
    public void onRoutes(long nowNanos, BgpDaemon daemon, RibDelta delta) {
        String node = daemon.host().name();
        for (RibDelta.Change change : delta.changes()) {
            Selection before = before(change);
            Selection now = change.current().orElse(null);
            List<String> lost = missing(before, now);
            List<String> won = missing(now, before);
            if (!lost.isEmpty()) {
                routeLosses.add(new RouteLoss(nowNanos, node, change.prefix(), lost));
            }
            String text = change.prefix() + " has " + ways(now) + (lost.isEmpty() ? "" : ", without " + join(lost))
                    + (won.isEmpty() ? "" : ", new " + join(won));
            happened(nowNanos, Happening.Kind.ROUTE, node, text);
            unrest.changed(nowNanos, node, change.prefix(), way(now));
        }
    }

    /** The best path in words: by whom, and which AS path. */
    private String way(@Nullable Selection selection) {
        if (selection == null) {
            return "no path";
        }
        Path best = selection.best();
        String by = best.source()
                .peer()
                .map(peer -> "by " + names.of(peer.address()))
                .orElse("its own");
        String path = best.attributes().asPath().toString();
        return by + (path.isEmpty() ? "" : " (" + path + ")");
    }

    /** Prefixes that never settled, a sentence each. */
    List<String> unrest() {
        return unrest.sentences();
    }

    private void fibChanged(long now, String node, FibDelta delta) {
        Route route = delta.route();
        if (route.protocol() != RouteProtocol.BGP) {
            return;
        }
        int width = delta.after() == null ? 0 : delta.after().nextHops().size();
        fibChanges.add(new FibChange(now, node, route.prefix(), width));
        widths.add(new WidthStep(now, node, route.prefix().toString(), width));
        happened(
                now,
                Happening.Kind.FIB,
                node,
                width == 0
                        ? "route to " + route.prefix() + " removed from the kernel"
                        : "kernel route to " + route.prefix() + " has " + count(width, "next hop"));
    }

    List<Happening> happenings() {
        return Collections.unmodifiableList(happenings);
    }

    long leftOut() {
        return leftOut;
    }

    List<SessionLoss> sessionLosses() {
        return Collections.unmodifiableList(sessionLosses);
    }

    List<RouteLoss> routeLosses() {
        return Collections.unmodifiableList(routeLosses);
    }

    List<FibChange> fibChanges() {
        return Collections.unmodifiableList(fibChanges);
    }

    List<WidthStep> widths() {
        return Collections.unmodifiableList(widths);
    }

    private static @Nullable Selection before(RibDelta.Change change) {
        if (change instanceof RibDelta.Replace replace) {
            return replace.before();
        }
        return change instanceof RibDelta.Withdraw withdraw ? withdraw.before() : null;
    }

    /** Who is a way in the first and not in the second. */
    private List<String> missing(@Nullable Selection first, @Nullable Selection second) {
        TreeSet<IpAddress> ways = new TreeSet<>(gateways(first));
        ways.removeAll(gateways(second));
        return ways.stream().map(names::of).toList();
    }

    private static List<IpAddress> gateways(@Nullable Selection selection) {
        if (selection == null) {
            return List.of();
        }
        List<IpAddress> gateways = new ArrayList<>();
        for (Path path : selection.multipath()) {
            path.attributes().nextHop().ifPresent(gateways::add);
        }
        return gateways;
    }

    private static String ways(@Nullable Selection selection) {
        return selection == null ? "no path" : count(selection.multipath().size(), "path");
    }

    static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    static String join(List<String> names) {
        return String.join(", ", names);
    }

    private static String words(LastReset reset) {
        Notification notification = reset.notification();
        if (notification == null) {
            return reset.reason().words();
        }
        return detector(reset) == Check.Detector.HOLD_TIMER
                ? "hold timer expired"
                : reset.reason().words() + " " + notification.code() + "/" + notification.subcode();
    }

    private static Check.Detector detector(LastReset reset) {
        Notification notification = reset.notification();
        if (reset.reason() == ResetReason.NOTIFICATION_SENT
                && notification != null
                && notification.code() == Notification.HOLD_TIMER_EXPIRED) {
            return Check.Detector.HOLD_TIMER;
        }
        if (reset.reason() == ResetReason.BFD_DOWN || isBfdDown(reset)) {
            return Check.Detector.BFD;
        }
        return switch (reset.reason()) {
            case INTERFACE_DOWN -> Check.Detector.LINK;
            case PEER_CLOSED, GRACEFUL_PEER_CLOSED, SOCKET_ERROR, WAITING_FOR_OPEN -> Check.Detector.CONNECTION_CLOSED;
            default -> Check.Detector.NOTIFICATION;
        };
    }

    /** A Cease/BFD Down of ours (RFC 9384), maybe inside a hard reset. */
    private static boolean isBfdDown(LastReset reset) {
        Notification said = reset.notification();
        return reset.reason() == ResetReason.NOTIFICATION_SENT
                && said != null
                && said.code() == Notification.CEASE
                && said.insideHardReset().orElse(said).subcode() == Notification.BFD_DOWN;
    }
}
