package io.sextant.lab.run;

import io.sextant.cluster.kubernetes.ObjectName;
import io.sextant.lab.run.Judge.Finding;
import io.sextant.lab.scenario.expect.Check;
import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.rib.Path;
import io.sextant.protocol.bgp.session.State;
import io.sextant.protocol.bgp.speaker.BgpSpeaker;
import io.sextant.protocol.bgp.speaker.PeerView;
import io.sextant.topology.forwarding.NextHop;
import io.sextant.topology.forwarding.Route;
import io.sextant.topology.host.IcmpError;
import io.sextant.topology.routing.BgpDaemon;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at a running lab and says what is there. */
final class LabWitness implements Judge.Witness, Check.Handler<Finding> {

    private final Lab lab;
    private final FaultBook faults;
    private final Map<String, TrafficBook> traffic;
    private final Consoles consoles;
    private final NotificationBook notifications;
    private final Map<Check.Captured, CaptureBook.Counter> counters = new LinkedHashMap<>();

    LabWitness(Lab lab, FaultBook faults, Map<String, TrafficBook> traffic, Consoles consoles) {
        this.lab = lab;
        this.faults = faults;
        this.traffic = traffic;
        this.consoles = consoles;
        this.notifications = new NotificationBook(lab.names());
    }

    /** The count behind a claim about a capture; made before the run so that it misses nothing. */
    void count(Check.Captured check, CaptureBook.Counter counter) {
        counters.put(check, counter);
    }

    /** Watches the sender of a claim about NOTIFICATIONs, from before the run. */
    void watch(Check.Notifications check) {
        notifications.watch(lab.requireHost(check.from()));
    }

    @Override
    public Finding look(Check check) {
        return check.dispatchTo(this);
    }

    @Override
    public Finding onBgpSession(Check.BgpSession check) {
        List<String> others = new ArrayList<>();
        for (String peer : check.peers()) {
            List<PeerView> sessions = sessions(check.router(), peer);
            List<State> states = sessions.isEmpty()
                    ? List.of(State.IDLE)
                    : sessions.stream().map(PeerView::state).toList();
            states.stream()
                    .filter(state -> !isState(state, check.state()))
                    .forEach(state -> others.add(peer + " is " + state));
        }
        return new Finding(others.isEmpty(), others.isEmpty() ? "all are" : String.join(", ", others));
    }

    private static boolean isState(State state, Check.SessionState wanted) {
        return wanted == Check.SessionState.DOWN
                ? state != State.ESTABLISHED
                : state.name().equals(wanted.name());
    }

    @Override
    public Finding onBgpPrefix(Check.BgpPrefix check) {
        Optional<IpPrefix> prefix = prefix(check.prefix());
        List<String> have = new ArrayList<>();
        for (String peer : check.peers()) {
            boolean has = prefix.isPresent()
                    && speaker(check.router()).stream()
                            .flatMap(speaker -> speaker.locRib().paths(prefix.get()).stream())
                            .anyMatch(path -> isFrom(path, peer));
            if (has) {
                have.add(peer);
            }
        }
        boolean holds = check.present() ? have.size() == check.peers().size() : have.isEmpty();
        return new Finding(holds, have.isEmpty() ? "from none of them" : "from " + String.join(", ", have));
    }

    private boolean isFrom(Path path, String peer) {
        return path.source()
                .peer()
                .map(id -> lab.names().of(id.address()).equals(peer))
                .orElse(false);
    }

    @Override
    public Finding onRoute(Check.Route check) {
        Optional<Route> route = route(check.node(), check.prefix());
        List<String> via = route.map(this::gateways).orElse(List.of());
        boolean same = check.via().isEmpty()
                || via.stream()
                        .sorted()
                        .toList()
                        .equals(check.via().stream().sorted().toList());
        boolean holds = check.present() ? route.isPresent() && same : !(route.isPresent() && same);
        return new Finding(holds, route.isEmpty() ? "no route" : "via " + String.join(", ", via));
    }

    private List<String> gateways(Route route) {
        List<String> names = new ArrayList<>();
        for (NextHop hop : route.nextHops()) {
            IpAddress gateway = hop.gateway();
            names.add(gateway == null ? hop.device().name() : lab.names().of(gateway));
        }
        return names;
    }

    @Override
    public Finding onEcmpWidth(Check.EcmpWidth check) {
        int width = route(check.node(), check.prefix())
                .map(route -> route.nextHops().size())
                .orElse(0);
        return new Finding(check.is().holds(width, width), Journal.count(width, "next hop"));
    }

    @Override
    public Finding onFlowNode(Check.FlowNode check) {
        List<TrackedConnection> ours = connections(check.traffic()).stream()
                .filter(each -> !each.node().isEmpty())
                .toList();
        boolean holds = !ours.isEmpty();
        List<String> found = new ArrayList<>();
        for (TrackedConnection each : ours) {
            boolean in = check.ingress().isEmpty()
                    || each.passages().stream().allMatch(one -> check.ingress().contains(one.node()));
            String node = backendNode(each.backend());
            holds &= in && (check.backend().isEmpty() || check.backend().contains(node));
            String words = "in by " + each.node() + ", served on " + (node.isEmpty() ? "no node" : node);
            if (!found.contains(words)) {
                found.add(words);
            }
        }
        return new Finding(holds, found.isEmpty() ? "no connection reached a node" : String.join("; ", found));
    }

    private String backendNode(String pod) {
        int slash = pod.indexOf('/');
        if (slash < 0) {
            return "";
        }
        ObjectName name = new ObjectName(pod.substring(0, slash), pod.substring(slash + 1));
        return lab.cluster()
                .flatMap(cluster -> cluster.controlPlane().store().pods().find(name))
                .map(found -> found.nodeName())
                .orElse("");
    }

    @Override
    public Finding onHttp(Check.Http check) {
        TrafficBook book = book(check.traffic());
        long matching = book.answerList().stream()
                .filter(answer -> check.status() == null || answer.status() == check.status())
                .filter(answer -> check.octets() == null || answer.bodyOctets() == check.octets())
                .count();
        return new Finding(
                check.is().holds(matching, book.requests()),
                matching + " such answers of " + book.answers() + " to " + book.requests() + " requests");
    }

    @Override
    public Finding onPing(Check.Ping check) {
        TrafficBook book = book(check.traffic());
        long sent = book.requests();
        long lost = sent - book.answers();
        List<Check.IcmpError> errors = book.pings().stream()
                .flatMap(ping -> ping.errors().stream())
                .map(LabWitness::error)
                .distinct()
                .toList();
        boolean lossHolds = check.loss() == null || check.loss().holds(lost, sent);
        boolean errorHolds = check.error() == null
                || (check.error() == Check.IcmpError.NONE ? errors.isEmpty() : errors.contains(check.error()));
        String words = errors.isEmpty()
                ? "no ICMP error"
                : "errors " + errors.stream().map(Check.IcmpError::word).toList();
        return new Finding(sent > 0 && lossHolds && errorHolds, lost + " of " + sent + " lost, " + words);
    }

    @Override
    public Finding onUdp(Check.Udp check) {
        TrafficBook book = book(check.traffic());
        long sent = book.requests();
        long lost = book.datagramsLost();
        return new Finding(sent > 0 && check.loss().holds(lost, sent), lost + " of " + sent + " lost");
    }

    private static Check.IcmpError error(IcmpError error) {
        if (error.type() == 11) {
            return Check.IcmpError.TIME_EXCEEDED;
        }
        return switch (error.code()) {
            case 0 -> Check.IcmpError.NET_UNREACHABLE;
            case 3 -> Check.IcmpError.PORT_UNREACHABLE;
            default -> Check.IcmpError.HOST_UNREACHABLE;
        };
    }

    @Override
    public Finding onConnections(Check.Connections check) {
        List<TrackedConnection> ours = connections(check.traffic());
        long number = Tallies.count(Tallies.counts(ours, 0, now()), check.outcome());
        return new Finding(check.is().holds(number, ours.size()), number + " of " + ours.size());
    }

    @Override
    public Finding onPacketsLost(Check.PacketsLost check) {
        String node = check.node();
        String reason = check.reason();
        long lost = lab.losses().losses().stream()
                .filter(loss -> node == null || isAt(loss.node(), node))
                .filter(loss -> reason == null || loss.reason().equals(reason))
                .mapToLong(loss -> loss.packets())
                .sum();
        return new Finding(check.is().holds(lost, lab.network().arrivals()), lost + " packets");
    }

    /** A cable is called by the interface it starts from, which is the node's. */
    private static boolean isAt(String place, String node) {
        return place.equals(node) || place.startsWith(node + ":");
    }

    @Override
    public Finding onOutage(Check.Outage check) {
        String event = check.event();
        long since = event == null ? 0 : faults.atNanos(event).orElse(now());
        long longest = Outages.longest(
                book(check.traffic()),
                connections(check.traffic()),
                lab.connections().stalls(),
                since,
                now());
        return new Finding(check.is().holds(longest), Seconds.text(longest));
    }

    @Override
    public Finding onDetection(Check.Detection check) {
        Optional<Long> began = faults.atNanos(check.event());
        Optional<Journal.SessionLoss> loss = faults.detection(check.event());
        if (began.isEmpty() || loss.isEmpty()) {
            return new Finding(false, began.isEmpty() ? "it has not happened yet" : "it has not been detected");
        }
        long after = loss.get().atNanos() - began.get();
        boolean holds = check.is().holds(after)
                && (check.by() == null || check.by() == loss.get().by())
                && (check.reason() == null || check.reason().equals(loss.get().reason()));
        return new Finding(
                holds,
                loss.get().router() + " after " + Seconds.text(after) + ": "
                        + loss.get().words());
    }

    @Override
    public Finding onFibChanged(Check.FibChanged check) {
        Optional<Long> began = faults.atNanos(check.event());
        Optional<Journal.FibChange> change = faults.fibChange(check.event(), check.router());
        if (began.isEmpty() || change.isEmpty()) {
            return new Finding(false, began.isEmpty() ? "it has not happened yet" : "no FIB has changed");
        }
        Optional<Long> detected = faults.detection(check.event()).map(Journal.SessionLoss::atNanos);
        if (check.from() == Check.Origin.DETECTION && detected.isEmpty()) {
            return new Finding(false, "it has not been detected");
        }
        long origin = check.from() == Check.Origin.DETECTION ? detected.get() : began.get();
        long after = change.get().atNanos() - origin;
        return new Finding(
                check.is().holds(after),
                change.get().router() + " after " + Seconds.text(after) + ": "
                        + Journal.count(change.get().width(), "next hop"));
    }

    @Override
    public Finding onNotifications(Check.Notifications check) {
        String event = check.event();
        Optional<Long> since = event == null ? Optional.of(0L) : faults.atNanos(event);
        if (since.isEmpty()) {
            return new Finding(false, "it has not happened yet");
        }
        List<String> codes = notifications.codes(check.from(), check.to(), since.get());
        return new Finding(codes.equals(check.codes()), codes.isEmpty() ? "none" : String.join(", ", codes));
    }

    @Override
    public Finding onHubble(Check.Hubble check) {
        String node = check.node() != null ? check.node() : consoles.controlNode();
        String output = consoles.print(node, "hubble observe " + check.filters());
        long lines = output.lines()
                .filter(line -> check.contains().isEmpty() || line.contains(check.contains()))
                .count();
        return new Finding(check.is().holds(lines, output.lines().count()), Journal.count((int) lines, "line"));
    }

    @Override
    public Finding onPrintout(Check.Printout check) {
        String output = consoles.print(check.node(), check.command());
        String equal = check.equal();
        if (equal != null && !trimmed(output).equals(trimmed(equal))) {
            return new Finding(false, "it prints:\n" + output);
        }
        for (String wanted : check.contains()) {
            if (!output.contains(wanted)) {
                return new Finding(false, "'" + wanted + "' is missing in:\n" + output);
            }
        }
        for (String unwanted : check.lacks()) {
            if (output.contains(unwanted)) {
                return new Finding(false, "'" + unwanted + "' is in:\n" + output);
            }
        }
        return new Finding(true, "it does");
    }

    private static String trimmed(String text) {
        return String.join("\n", text.lines().map(String::stripTrailing).toList())
                .strip();
    }

    @Override
    public Finding onCaptured(Check.Captured check) {
        CaptureBook.Counter counter = counters.get(check);
        long packets = counter == null ? 0 : counter.packets();
        return new Finding(check.is().holds(packets, packets), packets + " packets");
    }

    private Optional<BgpSpeaker> speaker(String router) {
        return lab.router(router).flatMap(Router::bgpd).flatMap(BgpDaemon::speaker);
    }

    /** All there are with that node: there may be one over each version of IP. */
    private List<PeerView> sessions(String router, String peer) {
        return speaker(router).stream()
                .flatMap(speaker -> speaker.peers().stream())
                .filter(view -> lab.names().of(view.config().id().address()).equals(peer))
                .toList();
    }

    private Optional<Route> route(String node, Check.PrefixTarget target) {
        return prefix(target)
                .flatMap(prefix -> lab.requireHost(node).fib(prefix.address().version()).routes().stream()
                        .filter(route -> route.prefix().equals(prefix))
                        .findFirst());
    }

    private Optional<IpPrefix> prefix(Check.PrefixTarget target) {
        return target.service() == null
                ? Optional.ofNullable(target.prefix())
                : lab.serviceAddress(target.service()).map(IpAddress::toHostPrefix);
    }

    private TrafficBook book(String name) {
        TrafficBook book = traffic.get(name);
        if (book == null) {
            throw new IllegalStateException("the scenario promised traffic " + name);
        }
        return book;
    }

    private List<TrackedConnection> connections(String trafficName) {
        return lab.connections().connections().stream()
                .filter(each -> each.traffic().equals(trafficName))
                .toList();
    }

    private long now() {
        return lab.simulator().nanos();
    }
}
