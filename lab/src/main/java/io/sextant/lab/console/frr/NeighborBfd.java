package io.sextant.lab.console.frr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.console.command.FrrRouter;
import io.sextant.lab.console.text.Pad;
import io.sextant.protocol.bfd.BfdConfig;
import io.sextant.topology.bfd.BfdDaemon;
import java.util.Optional;

/** The BFD session of a BGP neighbour (FRR 8.4 {@code bfd_sess_show}). */
final class NeighborBfd {

    private final Neighbor neighbor;

    NeighborBfd(Neighbor neighbor) {
        this.neighbor = neighbor;
    }

    void text(Lines out) {
        session().ifPresent(view -> {
            BfdConfig config = view.session().config();
            out.line("  BFD: Type: ", type(view));
            out.line(
                    "  Detect Multiplier: ",
                    config.detectMultiplier(),
                    ", Min Rx interval: ",
                    config.requiredMinRxMicros() / 1000,
                    ", Min Tx interval: ",
                    config.desiredMinTxMicros() / 1000);
            out.line("  Status: ", status(view), ", Last update: ", lastUpdate(view), "\n");
        });
    }

    void json(ObjectNode out) {
        session().ifPresent(view -> {
            BfdConfig config = view.session().config();
            out.putObject("peerBfdInfo")
                    .put("type", type(view))
                    .put("detectMultiplier", config.detectMultiplier())
                    .put("rxMinInterval", config.requiredMinRxMicros() / 1000)
                    .put("txMinInterval", config.desiredMinTxMicros() / 1000)
                    .put("status", status(view))
                    .put("lastUpdate", lastUpdate(view));
        });
    }

    private Optional<BfdDaemon.View> session() {
        return neighbor.frr().machine().router().map(FrrRouter::bfdd).stream()
                .flatMap(bfdd -> bfdd.sessions().stream())
                .filter(view ->
                        view.peer().address().equals(neighbor.config().id().address()))
                .findFirst();
    }

    private static String type(BfdDaemon.View view) {
        return view.peer().multihop() ? "multi hop" : "single hop";
    }

    private static String status(BfdDaemon.View view) {
        return switch (view.session().state()) {
            case UP -> "Up";
            case DOWN, INIT -> "Down";
            case ADMIN_DOWN -> "Admin Down";
        };
    }

    private String lastUpdate(BfdDaemon.View view) {
        long ago = (neighbor.frr().nowNanos() - view.session().changedAtNanos()) / 1_000_000_000L;
        return ago / 86_400 + ":" + Pad.zeros(ago / 3_600 % 24, 2) + ":" + Pad.zeros(ago / 60 % 60, 2) + ":"
                + Pad.zeros(ago % 60, 2);
    }
}
