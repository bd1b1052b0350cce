package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.Capability;
import io.sextant.protocol.bgp.message.Capability.AddPath.Ability;
import io.sextant.protocol.bgp.message.Open;
import io.sextant.protocol.bgp.session.Negotiated;
import java.util.Optional;

/** {@code neighborCapabilities} of {@code show bgp neighbors json} ({@code bgp_show_peer} of FRR 8.4). */
final class NeighborCapabilityJson {

    private final ObjectNode out;
    private final Open local;
    private final Open remote;

    private NeighborCapabilityJson(ObjectNode out, Negotiated both) {
        this.out = out;
        this.local = both.local();
        this.remote = both.remote();
    }

    static void fill(ObjectNode out, Negotiated both) {
        NeighborCapabilityJson capabilities = new NeighborCapabilityJson(out, both);
        capabilities.exchange("4byteAs", Capability.FourOctetAs.class);
        capabilities.exchange("extendedMessage", Capability.ExtendedMessage.class);
        capabilities.addPath();
        capabilities.exchange("role", Capability.Role.class);
        capabilities.nextHops();
        capabilities.refresh();
        capabilities.families();
        capabilities.hostName();
        capabilities.graceful();
    }

    private void addPath() {
        Optional<Capability.AddPath> sent = local.capability(Capability.AddPath.class);
        Optional<Capability.AddPath> received = remote.capability(Capability.AddPath.class);
        if (sent.isEmpty() && received.isEmpty()) {
            return;
        }
        ObjectNode all = out.putObject("addPath");
        for (AddressFamily family : Frr.FAMILIES) {
            String tx = way(
                    "tx",
                    NeighborCapabilities.able(sent, family, Ability::canSend),
                    NeighborCapabilities.able(received, family, Ability::canSend));
            String rx = way(
                    "rx",
                    NeighborCapabilities.able(sent, family, Ability::canReceive),
                    NeighborCapabilities.able(received, family, Ability::canReceive));
            if (!tx.isEmpty() || !rx.isEmpty()) {
                ObjectNode one = all.putObject(Frr.familyKey(family));
                putIf(one, tx);
                putIf(one, rx);
            }
        }
    }

    private static String way(String way, boolean sent, boolean received) {
        String how = exchanged(sent, received);
        return how.isEmpty() ? "" : way + how.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + how.substring(1);
    }

    private static void putIf(ObjectNode out, String key) {
        if (!key.isEmpty()) {
            out.put(key, true);
        }
    }

    private void nextHops() {
        exchange("extendedNexthop", Capability.ExtendedNextHop.class);
        Optional<Capability.ExtendedNextHop> extended = remote.capability(Capability.ExtendedNextHop.class);
        extended.ifPresent(capability -> {
            // FRR 8.4 spells both words so.
            ObjectNode families = out.putObject("extendedNexthopFamililesByPeer");
            capability.rules().stream()
                    .filter(rule -> rule.family().afi() == AddressFamily.AFI_IPV4)
                    .forEach(rule -> families.put(Frr.familyKey(rule.family()), "recieved"));
        });
        exchange("longLivedGracefulRestart", Capability.LongLivedGracefulRestart.class);
        if (remote.capability(Capability.LongLivedGracefulRestart.class).isPresent()) {
            // FRR 8.4 looks at the families of extended next hops here.
            ObjectNode families = out.putObject("longLivedGracefulRestartByPeer");
            extended.ifPresent(capability -> capability.rules().stream()
                    .filter(rule -> rule.family().afi() == AddressFamily.AFI_IPV4)
                    .forEach(rule -> families.put(Frr.familyKey(rule.family()), "received")));
        }
    }

    private void refresh() {
        boolean sent = local.capability(Capability.RouteRefreshing.class).isPresent();
        String kinds = NeighborCapabilities.refreshKinds(remote, "OldNew", "Old", "New");
        String how = exchanged(sent, !kinds.isEmpty());
        if (!how.isEmpty()) {
            out.put("routeRefresh", sent && !kinds.isEmpty() ? how + kinds : how);
        }
        exchange("enhancedRouteRefresh", Capability.EnhancedRouteRefresh.class);
    }

    private void families() {
        ObjectNode all = out.putObject("multiprotocolExtensions");
        for (AddressFamily family : Frr.FAMILIES) {
            String how = exchanged(Frr.namesFamily(local, family), Frr.namesFamily(remote, family));
            if (!how.isEmpty()) {
                all.putObject(Frr.familyKey(family)).put(how, true);
            }
        }
    }

    private void hostName() {
        ObjectNode names = out.putObject("hostName");
        Frr.hostName(local).ifPresent(name -> names.put("advHostName", name).put("advDomainName", "n/a"));
        Frr.hostName(remote).ifPresent(name -> names.put("rcvHostName", name).put("rcvDomainName", "n/a"));
    }

    private void graceful() {
        boolean sent = local.capability(Capability.GracefulRestart.class).isPresent();
        Optional<Capability.GracefulRestart> received = remote.capability(Capability.GracefulRestart.class);
        String how = exchanged(sent, received.isPresent());
        if (!how.isEmpty()) {
            out.put(sent && received.isPresent() ? "gracefulRestart" : "gracefulRestartCapability", how);
        }
        received.ifPresent(restart -> {
            out.put("gracefulRestartRemoteTimerMsecs", restart.restartTimeSeconds() * 1000);
            if (restart.families().isEmpty()) {
                out.put("addressFamiliesByPeer", "none");
                return;
            }
            ObjectNode families = out.putObject("addressFamiliesByPeer");
            restart.families().forEach(state -> {
                ObjectNode one = families.putObject(Frr.familyKey(state.family()));
                putIf(one, state.preserved() ? "preserved" : "");
            });
        });
    }

    private void exchange(String key, Class<? extends Capability> kind) {
        String how = exchanged(
                local.capability(kind).isPresent(), remote.capability(kind).isPresent());
        if (!how.isEmpty()) {
            out.put(key, how);
        }
    }

    private static String exchanged(boolean sent, boolean received) {
        return sent && received ? "advertisedAndReceived" : sent ? "advertised" : received ? "received" : "";
    }
}
