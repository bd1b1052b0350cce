package io.sextant.lab.console.frr;

import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.PeerType;
import java.util.Optional;

/**
 * What a summary is to show (FRR 8.4 {@code show_ip_bgp_summary}).
 *
 * @param only one neighbour
 * @param type of the neighbours: internal or external
 * @param asn of the neighbours; 0 for any
 * @param terse without figures of memory
 * @param wide with our AS, and more of the description
 */
record SummaryWish(Kind kind, Optional<PeerId> only, Optional<PeerType> type, long asn, boolean terse, boolean wide) {

    enum Kind {
        ALL,
        ESTABLISHED,
        FAILED
    }

    /** Whether a neighbour is among those asked for; their sessions aside. */
    boolean passes(Neighbor neighbor) {
        if (only.isPresent() && !only.get().equals(neighbor.config().id())) {
            return false;
        }
        if (type.isPresent()) {
            return neighbor.isInternal() == (type.get() == PeerType.INTERNAL);
        }
        return asn == 0 || Frr.remoteAs(neighbor.view()) == asn;
    }

    /** Whether some are left out by name or by kind, so that the number of those shown is said. */
    boolean chooses() {
        return kind == Kind.ESTABLISHED || only.isPresent() || type.isPresent() || asn != 0;
    }

    static SummaryWish take(VtyWords words) throws VtyException {
        Kind kind = words.take("established") ? Kind.ESTABLISHED : words.take("failed") ? Kind.FAILED : Kind.ALL;
        Optional<PeerId> only = Optional.empty();
        Optional<PeerType> type = Optional.empty();
        long asn = 0;
        if (kind == Kind.ALL && words.take("neighbor")) {
            only = Optional.of(new PeerId(words.takeAnyAddress().orElseThrow(words::unknown)));
        } else if (kind == Kind.ALL && words.take("remote-as")) {
            if (words.take("internal")) {
                type = Optional.of(PeerType.INTERNAL);
            } else if (words.take("external")) {
                type = Optional.of(PeerType.EXTERNAL);
            } else {
                asn = words.takeNumber(1, 0xFFFF_FFFFL);
            }
        }
        boolean terse = words.take("terse");
        boolean wide = words.take("wide");
        return new SummaryWish(kind, only, type, asn, terse, wide);
    }
}
