package io.sextant.protocol.bgp.speaker;

import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.PathAttributes;
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
    /** A default route of our own is announced to it. */
    boolean defaultSent;
    /** The limit of {@code maximum-prefix} was reported. */
    boolean overLimit;
}
