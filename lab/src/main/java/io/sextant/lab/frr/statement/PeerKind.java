package io.sextant.lab.frr.statement;

import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Draft;
import io.sextant.lab.frr.model.Entry;
import java.util.Optional;

/** What is known of a neighbour while its statements are read (FRR 8.4 {@code peer_calc_sort}). */
final class PeerKind {

    private final Scope scope;
    private final String peer;

    PeerKind(Scope scope, String peer) {
        this.scope = scope;
        this.peer = peer;
    }

    /** What stands behind {@code remote-as}, of the neighbour or its group. */
    private Optional<Entry> remoteAs() {
        Optional<Draft> own = scope.router().child(Context.NEIGHBOR, peer);
        Optional<Draft> group = own.flatMap(draft -> draft.find(NeighborStatements.GROUP))
                .flatMap(entry -> entry.find("group"))
                .flatMap(name -> scope.router().child(Context.NEIGHBOR, name));
        return own.flatMap(draft -> draft.find(NeighborStatements.REMOTE_AS))
                .or(() -> group.flatMap(draft -> draft.find(NeighborStatements.REMOTE_AS)));
    }

    /** The number behind {@code router bgp}. */
    String ownAs() {
        return scope.router()
                .find("router bgp")
                .flatMap(entry -> entry.find("as"))
                .orElse("");
    }

    /** The neighbour's number, where it is given. */
    Optional<String> as() {
        return remoteAs().flatMap(entry -> entry.find("as"));
    }

    /** An address whose AS is known to be ours. */
    boolean isInternal() {
        return NeighborStatements.isAddress(peer)
                && remoteAs()
                        .filter(entry ->
                                entry.has("internal") || entry.find("as").equals(Optional.of(ownAs())))
                        .isPresent();
    }

    /** An address whose AS is known to be another, and none of the confederation. */
    boolean isExternal() {
        boolean confederation =
                scope.router().find("bgp confederation identifier").isPresent();
        return NeighborStatements.isAddress(peer)
                && !confederation
                && remoteAs()
                        .filter(entry -> entry.has("external")
                                || entry.find("as")
                                        .filter(as -> !as.equals(ownAs()))
                                        .isPresent())
                        .isPresent();
    }
}
