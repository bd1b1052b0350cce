package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.session.LocalAs;
import io.sextant.protocol.bgp.session.PeerId;
import java.util.List;
import java.util.Optional;

/**
 * An update group with its subgroup, for {@code show bgp update-groups}.
 *
 * @param routeMap the outgoing route-map's name
 * @param advertisementNanos least time between two runs
 * @param joins how often a peer came in
 * @param prunes how often one left
 * @param merges how often a subgroup of later peers became part of it
 * @param mergeChecks how often it had nothing to tell a new peer
 * @param coalesceNanos how long a first feed waits for others
 * @param tableVersion of the table it has told
 * @param packets UPDATEs written for it
 * @param adjOut routes it has told
 * @param maximumMessageOctets 4096, or 65535 with extended messages (RFC 8654)
 */
public record UpdateGroupView(
        AddressFamily family,
        long id,
        long subgroupId,
        long createdNanos,
        Optional<String> routeMap,
        long advertisementNanos,
        Optional<LocalAs> localAs,
        long joins,
        long prunes,
        long merges,
        long mergeChecks,
        long coalesceNanos,
        long tableVersion,
        long packets,
        int adjOut,
        int maximumMessageOctets,
        List<PeerId> members) {

    public UpdateGroupView {
        members = List.copyOf(members);
    }
}
