package io.sextant.lab.differential;

import io.sextant.lab.differential.Net.KernelRoute;
import io.sextant.lab.differential.Net.Link;
import io.sextant.lab.differential.Net.Member;
import io.sextant.lab.differential.Net.Neighbor;
import io.sextant.lab.differential.Net.Router;
import io.sextant.lab.differential.Net.Session;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Draws who is connected to whom, who speaks BGP with whom, and how their loopbacks are reached. */
final class NetworkDraw {

    private static final List<Long> ASNS = List.of(64512L, 65001L, 65002L, 65003L, 4_200_000_001L);
    private static final long CONFEDERATION = 64_600;

    private final Draw draw;
    private final Net net = new Net();
    private final Map<Router, Integer> devices = new LinkedHashMap<>();
    private final Map<Long, Integer> reflectors = new LinkedHashMap<>();

    private NetworkDraw(Draw draw) {
        this.draw = draw;
    }

    /** A network of three to {@code routersMax} routers. */
    static Net draw(Draw draw, int routersMax) {
        NetworkDraw self = new NetworkDraw(draw);
        self.net.isDual = draw.percent(35);
        self.routers(draw.between(3, routersMax));
        switch (draw.of("p2p", "p2p", "p2p", "lan", "mixed")) {
            case "lan" -> self.lan(self.net.routers);
            case "mixed" -> {
                self.lan(draw.some(self.net.routers, draw.between(2, self.net.routers.size() - 1)));
                self.cables();
            }
            default -> self.cables();
        }
        self.externalSessions();
        self.internalSessions();
        self.routesToBorders();
        return self.net;
    }

    private void routers(int count) {
        List<Long> asns = draw.some(ASNS, draw.between(1, Math.min(count, ASNS.size())));
        boolean confederation = draw.percent(15);
        for (int i = 1; i <= count; i++) {
            long asn = draw.of(asns);
            boolean member = confederation && asn != asns.get(0);
            net.routers.add(new Router("r" + i, i, asn, member ? CONFEDERATION : 0));
        }
    }

    private void lan(List<Router> members) {
        List<Member> ends = new ArrayList<>();
        for (Router router : members) {
            ends.add(end(router, "10.0.0." + (10 + router.number()), "2001:db8::" + (10 + router.number())));
        }
        net.links.add(new Link("lan1", true, "10.0.0.0", 24, ends));
    }

    /** Whatever is not connected yet is connected by a tree, and then there are a few more. */
    private void cables() {
        List<Router> reached = new ArrayList<>();
        net.links.forEach(link -> link.members().forEach(member -> reached.add(member.router())));
        if (reached.isEmpty()) {
            reached.add(net.routers.get(0));
        }
        for (Router router : net.routers) {
            if (!reached.contains(router)) {
                cable(draw.of(reached), router);
                reached.add(router);
            }
        }
        for (int more = draw.between(0, net.routers.size()); more > 0; more--) {
            List<Router> ends = draw.some(net.routers, 2);
            cable(ends.get(0), ends.get(1));
        }
    }

    private void cable(Router one, Router other) {
        int number = net.links.size() + 1;
        String subnet = "10.1." + number + ".";
        String subnet6 = "2001:db8:" + number + "::";
        Member first = end(one, subnet + 1, subnet6 + 1);
        Member second = end(other, subnet + 2, subnet6 + 2);
        net.links.add(new Link("p" + number, false, subnet + 0, 30, List.of(first, second)));
    }

    private Member end(Router router, String address, String address6) {
        int device = devices.merge(router, 1, Integer::sum) - 1;
        return new Member(router, "eth" + device, address, address6);
    }

    private void externalSessions() {
        for (Link link : net.links) {
            for (int i = 0; i < link.members().size(); i++) {
                for (int k = i + 1; k < link.members().size(); k++) {
                    Member one = link.members().get(i);
                    Member other = link.members().get(k);
                    if (one.router().asn() != other.router().asn() && draw.percent(85)) {
                        session(one.router(), one.address(), other.router(), other.address(), false);
                        if (net.isDual && draw.percent(60)) {
                            session(one.router(), one.address6(), other.router(), other.address6(), false);
                        }
                    }
                }
            }
        }
        if (draw.percent(15)) {
            List<Router> ends = draw.some(net.routers, 2);
            if (ends.get(0).asn() != ends.get(1).asn()) {
                overLoopbacks(ends.get(0), ends.get(1));
            }
        }
    }

    /** A full mesh, or all with one, who then reflects. */
    private void internalSessions() {
        for (Router one : net.routers) {
            for (Router other : net.routers) {
                boolean meshed = one.number() < other.number() && one.asn() == other.asn();
                if (meshed && (isReflector(one) || isReflector(other) || !isReflected(one.asn()))) {
                    overLoopbacks(one, other);
                    List.of(one, other).stream().filter(this::isReflector).forEach(net.reflectors::add);
                }
            }
        }
    }

    private boolean isReflected(long asn) {
        return reflectors.computeIfAbsent(asn, each -> {
                    List<Router> inside = net.routers.stream()
                            .filter(router -> router.asn() == asn)
                            .toList();
                    return inside.size() > 2 && draw.percent(50)
                            ? draw.of(inside).number()
                            : 0;
                })
                > 0;
    }

    private boolean isReflector(Router router) {
        return isReflected(router.asn()) && reflectors.getOrDefault(router.asn(), 0) == router.number();
    }

    private void overLoopbacks(Router one, Router other) {
        session(one, one.loopback(), other, other.loopback(), true);
        route(one, other, other.loopback() + "/32", null);
        route(other, one, one.loopback() + "/32", null);
        if (net.isDual && draw.percent(50)) {
            session(one, one.loopback6(), other, other.loopback6(), true);
            route(one, other, other.loopback6() + "/128", null);
            route(other, one, one.loopback6() + "/128", null);
        }
    }

    private void session(Router one, String address, Router other, String otherAddress, boolean overLoopback) {
        net.sessions.add(new Session(
                new Neighbor(one, other, otherAddress, overLoopback), new Neighbor(other, one, address, overLoopback)));
    }

    /** Some inside an AS reach the networks between it and others, so that next hops need not be rewritten. */
    private void routesToBorders() {
        for (Link link : net.links) {
            List<Long> asns = link.members().stream()
                    .map(member -> member.router().asn())
                    .distinct()
                    .toList();
            for (Session session : asns.size() > 1 ? net.sessions : List.<Session>of()) {
                Router one = session.one().self();
                Router other = session.other().self();
                if (one.asn() == other.asn() && isOn(link, other) && !isOn(link, one) && draw.percent(60)) {
                    route(one, other, link.subnet() + "/" + link.length(), link);
                }
            }
        }
    }

    private static boolean isOn(@Nullable Link link, Router router) {
        return link != null
                && link.members().stream().anyMatch(member -> member.router().equals(router));
    }

    /** Kernel routes on the way of fewest hops, up to the router itself or to one on a link; the metric stands for the IGP's. */
    private void route(Router from, Router to, String destination, @Nullable Link until) {
        Map<Router, KernelRoute> next = towards(to, destination);
        for (Router at = from; !at.equals(to) && !isOn(until, at); ) {
            KernelRoute route = next.get(at);
            if (route == null) {
                throw new IllegalStateException(at.name() + " does not reach " + to.name());
            }
            int metric = draw.percent(60) ? 10 * draw.between(1, 5) : 0; // IPv6 has no 0: it becomes 1024
            KernelRoute fresh = new KernelRoute(at, destination, route.via(), route.device(), metric);
            KernelRoute known = net.kernelRoutes.putIfAbsent(at.name() + destination, fresh);
            at = ownerOf((known == null ? fresh : known).via());
        }
    }

    private Map<Router, KernelRoute> towards(Router to, String destination) {
        Map<Router, KernelRoute> next = new LinkedHashMap<>();
        Deque<Router> open = new ArrayDeque<>(List.of(to));
        while (!open.isEmpty()) {
            Router near = open.remove();
            for (Link link : net.links) {
                List<Member> ends = link.members();
                ends.stream().filter(end -> end.router().equals(near)).forEach(there -> ends.stream()
                        .filter(here -> !here.router().equals(to) && !next.containsKey(here.router()))
                        .forEach(here -> {
                            next.put(
                                    here.router(),
                                    new KernelRoute(
                                            here.router(),
                                            destination,
                                            destination.contains(":") ? there.address6() : there.address(),
                                            here.device(),
                                            0));
                            open.add(here.router());
                        }));
            }
        }
        return next;
    }

    private Router ownerOf(String address) {
        return net.links.stream()
                .flatMap(link -> link.members().stream())
                .filter(member ->
                        member.address().equals(address) || member.address6().equals(address))
                .findFirst()
                .orElseThrow()
                .router();
    }
}
