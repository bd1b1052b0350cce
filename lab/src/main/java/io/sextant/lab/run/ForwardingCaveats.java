package io.sextant.lab.run;

import io.sextant.lab.scenario.topology.NodeSpec;
import io.sextant.lab.scenario.topology.SharingModel;
import io.sextant.topology.ecmp.Predictability;
import io.sextant.topology.ecmp.Predictability.PacketOrigin;
import io.sextant.topology.host.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What of a router's choices a real machine would not be held to, in sentences for people. */
final class ForwardingCaveats {

    private ForwardingCaveats() {}

    /** For the report: each begins with the place in the scenario file where the router stands. */
    static List<String> of(NodeSpec node, Host host) {
        List<String> caveats = new ArrayList<>();
        String place =
                node.position().file().getFileName() + ":" + node.position().line() + ": " + node.name() + ": ";
        SharingModel model = node.kernel().sharing().model();
        if (model == SharingModel.RESILIENT_ROUTER_GROUPS) {
            caveats.add(place + "what if its groups were resilient and edited in place: FRR 8.4's zebra makes"
                    + " hash-threshold groups, and a new one for each set of next hops");
        } else if (model != SharingModel.LINUX) {
            caveats.add(place + "flows are shared by the model " + model.word()
                    + ": which flows move is right, which next hop a flow gets is no product's");
        }
        whyUnpredictable(host, node.kernel().hashSeed(), PacketOrigin.FORWARDED, false)
                .ifPresent(why -> caveats.add(
                        place + "which next hop a flow takes is not what a real machine would choose: " + why));
        return caveats;
    }

    /**
     * Why a real machine with these settings might choose another next hop; empty when it would not.
     *
     * @param seed what the scenario sets; null when it sets none
     */
    static Optional<String> whyUnpredictable(Host host, @Nullable Long seed, PacketOrigin origin, boolean ipv6) {
        Predictability predictability = Predictability.of(
                host.profile().kernel(),
                host.sysctl().hashPolicy(),
                host.sysctl().hashFields(),
                seed == null ? 0 : seed.intValue(),
                origin,
                ipv6);
        return predictability instanceof Predictability.Unpredictable unpredictable
                ? Optional.of(unpredictable.reason().sentence())
                : Optional.empty();
    }
}
