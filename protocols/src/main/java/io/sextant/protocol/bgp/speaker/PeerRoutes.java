package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.session.BgpSession;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A family of a peer: what came in, and the group it is fed with. */
final class PeerRoutes {

    /** {@code PfxRcd}: paths in the table. */
    int accepted;
    /** What came in before policy; kept under {@code soft-reconfiguration inbound} only (FRR 8.4 {@code bgp_adj_in_set}). */
    final NavigableMap<Nlri, PathAttributes> received = new TreeMap<>();

    /** What import does, as long as nothing is configured differently. */
    @Nullable
    ImportRules rules;

    @Nullable
    UpdateGroup group;
    /** Number of the subgroup it joined the group with; it merges into the group's own once it is fed. */
    long subgroupId;
    /** When the last UPDATE went out, and the last End-of-RIB; NEVER before. */
    long updateSentNanos = BgpSession.NEVER;

    long endOfRibSentNanos = BgpSession.NEVER;
    /** What the present session has had of End-of-RIB marks. */
    boolean endOfRibSent;

    boolean endOfRibReceived;
    /** The limit of {@code maximum-prefix} was reported. */
    boolean overLimit;
}
