package io.sextant.protocol.bgp.session;

import io.sextant.protocol.bgp.message.Open;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The connections a session has at a time: one dialled, one accepted, and which of two stays (RFC 4271 §6.8). */
final class Connections {

    private final List<Connection> all = new ArrayList<>();

    /** A copy, so that the connections may change while it is walked. */
    List<Connection> all() {
        return List.copyOf(all);
    }

    void add(Connection connection) {
        all.add(connection);
    }

    void remove(Connection connection) {
        all.remove(connection);
    }

    boolean contains(Connection connection) {
        return all.contains(connection);
    }

    Optional<Connection> find(ConnectionId id) {
        return all.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** The one that counts. */
    Optional<Connection> furthest() {
        Connection found = null;
        for (Connection connection : all) {
            if (found == null || connection.phase.compareTo(found.phase) > 0) {
                found = connection;
            }
        }
        return Optional.ofNullable(found);
    }

    /** The state a session is in whose connector is in this one. */
    State state(State dialling) {
        State furthest = dialling;
        for (Connection connection : all) {
            State own =
                    switch (connection.phase) {
                        case WAITING -> dialling;
                        case OPEN_SENT -> State.OPEN_SENT;
                        case OPEN_CONFIRM -> State.OPEN_CONFIRM;
                        case ESTABLISHED -> State.ESTABLISHED;
                    };
            furthest = own.compareTo(furthest) > 0 ? own : furthest;
        }
        return furthest;
    }

    long deadlineNanos() {
        long deadline = BgpSession.NEVER;
        for (Connection connection : all) {
            deadline = Math.min(deadline, connection.deadlineNanos());
        }
        return deadline;
    }

    /** Whether an accepted one has not come up yet. */
    boolean hasUnsettledCall() {
        return all.stream().anyMatch(one -> !one.id().outgoing() && !one.isEstablished());
    }

    boolean hasNothingButCalls() {
        return all.stream().allMatch(Connection::standsAlone);
    }

    /**
     * RFC 4271 §6.8 and RFC 6286 §2.3: of two connections the one dialled by the side with the larger identifier stays,
     * or with the larger AS number where identifiers are equal; an established one always stays. Like FRR we also
     * look at the other connection in OpenSent, since the identifier is known now.
     *
     * @param fresh the connection that brought the OPEN
     * @return the one to be closed, or null where there is no collision
     */
    @Nullable
    Connection loser(Connection fresh, Open remote, PeerConfig config) {
        for (Connection other : all) {
            if (other.id().equals(fresh.id()) || other.phase == Connection.Phase.WAITING) {
                continue;
            }
            int byIdentifier = config.localId().compareTo(remote.identifier());
            boolean remoteWins =
                    byIdentifier != 0 ? byIdentifier < 0 : config.localAs().compareTo(remote.asn()) < 0;
            boolean freshStays = !other.isEstablished() && fresh.id().outgoing() != remoteWins;
            return freshStays ? other : fresh;
        }
        return null;
    }
}
