package io.sextant.protocol.bgp.config;

import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.session.PeerConfig;
import io.sextant.protocol.bgp.session.PeerId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that is configured of one peer.
 *
 * @param session how the session is made; its {@code families} are the keys of {@code families}
 * @param families the activated ones
 */
public record PeerSetup(PeerConfig session, Map<AddressFamily, PeerFamily> families) {

    public PeerSetup {
        families = Collections.unmodifiableMap(new TreeMap<>(families));
        if (!session.families().stream().sorted().toList().equals(java.util.List.copyOf(families.keySet()))) {
            throw new IllegalArgumentException(
                    "peer " + session.id() + " offers " + session.families() + " but has " + families.keySet());
        }
    }

    /** The session's families with the same settings in each. */
    public static PeerSetup of(PeerConfig session, PeerFamily family) {
        TreeMap<AddressFamily, PeerFamily> families = new TreeMap<>();
        session.families().forEach(each -> families.put(each, family));
        return new PeerSetup(session, families);
    }

    public PeerId id() {
        return session.id();
    }

    public Optional<PeerFamily> family(AddressFamily family) {
        return Optional.ofNullable(families.get(family));
    }
}
