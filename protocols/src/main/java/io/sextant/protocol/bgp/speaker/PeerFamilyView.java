package io.sextant.protocol.bgp.speaker;

/**
 * Where a family of a peer stands, for printouts.
 *
 * @param acceptedPrefixes {@code PfxRcd}: routes from the peer that passed import
 * @param sentPrefixes {@code PfxSnt}: what its update group was told, a default route of our own counted in
 * @param updateGroup number of the group it is fed with, from 1; 0 for none
 * @param subgroup number of the subgroup inside it, from 1; 0 for none
 * @param defaultSent a default route of our own is announced to it
 * @param endOfRibSent this session has had our End-of-RIB mark (RFC 4724 §2)
 * @param endOfRibReceived the peer's mark came in
 * @param markedLast whether no UPDATE followed our last mark, in whole seconds as FRR 8.4 keeps the times
 */
public record PeerFamilyView(
        int acceptedPrefixes,
        int sentPrefixes,
        long updateGroup,
        long subgroup,
        boolean defaultSent,
        boolean endOfRibSent,
        boolean endOfRibReceived,
        boolean markedLast) {

    private static final long SECOND_NANOS = 1_000_000_000L;

    static PeerFamilyView of(Peer peer, PeerRoutes routes) {
        UpdateGroup group = routes.group;
        return new PeerFamilyView(
                routes.accepted,
                group != null && peer.fed ? group.sentCount() : 0,
                group == null ? 0 : group.counters.id,
                routes.subgroupId,
                group != null && peer.fed && group.defaultRoute != null,
                routes.endOfRibSent,
                routes.endOfRibReceived,
                seconds(routes.endOfRibSentNanos) >= seconds(routes.updateSentNanos));
    }

    private static long seconds(long nanos) {
        return nanos == BgpSpeaker.NEVER ? -1 : nanos / SECOND_NANOS;
    }
}
