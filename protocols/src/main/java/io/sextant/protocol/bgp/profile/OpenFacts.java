package io.sextant.protocol.bgp.profile;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.bgp.message.AddressFamily;
import java.util.List;

/**
 * What a speaker's OPEN depends on beside its habits.
 *
 * @param families configured, in the order they are offered
 * @param justStarted the speaker itself began less than its restart time ago
 * @param graceful whether and how it takes part in graceful restart
 * @param sendsPaths several paths of a prefix are to be sent in some family (RFC 7911)
 * @param onePathFamilies families in which the peer is not to send several
 */
public record OpenFacts(
        Asn localAs,
        List<AddressFamily> families,
        String hostName,
        boolean justStarted,
        GracefulRestartOptions graceful,
        boolean sendsPaths,
        List<AddressFamily> onePathFamilies) {

    /** A speaker's part in graceful restart (RFC 4724). */
    public enum GracefulMode {
        /** No capability at all. */
        OFF,
        /** Helps others; names no families. FRR's default. */
        HELPER,
        /** Keeps forwarding over its own restart; names its families. */
        RESTARTER
    }

    public OpenFacts {
        families = List.copyOf(families);
        onePathFamilies = List.copyOf(onePathFamilies);
    }

    /** Without anything said about several paths. */
    public static OpenFacts of(
            Asn localAs,
            List<AddressFamily> families,
            String hostName,
            boolean justStarted,
            GracefulRestartOptions graceful) {
        return new OpenFacts(localAs, families, hostName, justStarted, graceful, false, List.of());
    }
}
