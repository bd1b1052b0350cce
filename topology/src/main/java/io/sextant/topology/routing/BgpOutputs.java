package io.sextant.topology.routing;

import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.rib.RibDelta;
import io.sextant.protocol.bgp.session.ConnectionId;
import io.sextant.protocol.bgp.session.LastReset;
import io.sextant.protocol.bgp.session.Output;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.speaker.PeerOutput;
import io.sextant.protocol.bgp.speaker.RouteUpdate;
import io.sextant.protocol.bgp.speaker.RoutesChanged;
import io.sextant.protocol.bgp.speaker.SpeakerOutput;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Does what a speaker's outputs say, in their order: octets to sockets, the rest to whoever wants to know. */
final class BgpOutputs {

    /** Hears what is no octets. */
    interface Audience {

        void onRoutes(RibDelta delta);

        void onRouteUpdate(AddressFamily family, boolean complete);

        void onSession(PeerId peer, Output.StateChanged changed);

        void onSessionDown(PeerId peer, LastReset reset);
    }

    private final BgpSockets sockets;
    private final Audience audience;

    BgpOutputs(BgpSockets sockets, Audience audience) {
        this.sockets = sockets;
        this.audience = audience;
    }

    void carryOut(List<SpeakerOutput> outputs) {
        for (int i = 0; i < outputs.size(); i++) {
            SpeakerOutput output = outputs.get(i);
            if (output instanceof RoutesChanged changed) {
                audience.onRoutes(changed.delta());
            } else if (output instanceof RouteUpdate update) {
                audience.onRouteUpdate(update.family(), update.complete());
            } else if (output instanceof PeerOutput told) {
                if (told.output() instanceof Output.Send send) {
                    i = send(outputs, i, told.peer(), send.connection());
                } else {
                    carryOut(told.peer(), told.output());
                }
            }
        }
    }

    /** Messages for one connection that follow each other share a segment, as the speakers' output buffers make them. */
    private int send(List<SpeakerOutput> outputs, int from, PeerId peer, ConnectionId connection) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        int last = from;
        for (int i = from; i < outputs.size(); i++) {
            if (!(outputs.get(i) instanceof PeerOutput next)
                    || !next.peer().equals(peer)
                    || !(next.output() instanceof Output.Send send)
                    || !send.connection().equals(connection)) {
                break;
            }
            octets.writeBytes(send.octets().toBytes());
            last = i;
        }
        sockets.send(peer, connection, octets.toByteArray());
        return last;
    }

    private void carryOut(PeerId peer, Output output) {
        if (output instanceof Output.Dial dial) {
            sockets.dial(peer, dial.connection());
        } else if (output instanceof Output.HangUp hangUp) {
            sockets.hangUp(peer, hangUp.connection());
        } else if (output instanceof Output.StateChanged changed) {
            audience.onSession(peer, changed);
        } else if (output instanceof Output.SessionDown down) {
            audience.onSessionDown(peer, down.reset());
        }
    }
}
