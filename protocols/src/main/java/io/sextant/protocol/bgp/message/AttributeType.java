package io.sextant.protocol.bgp.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The path attributes understood here: type code, the flags RFC 4271 §5 obliges to, and what a malformed one costs. */
enum AttributeType {
    ORIGIN(1, Flags.WELL_KNOWN, Cost.WITHDRAW),
    AS_PATH(2, Flags.WELL_KNOWN, Cost.WITHDRAW),
    NEXT_HOP(3, Flags.WELL_KNOWN, Cost.WITHDRAW),
    MULTI_EXIT_DISC(4, Flags.OPTIONAL, Cost.WITHDRAW),
    LOCAL_PREF(5, Flags.WELL_KNOWN, Cost.WITHDRAW),
    ATOMIC_AGGREGATE(6, Flags.WELL_KNOWN, Cost.DISCARD),
    AGGREGATOR(7, Flags.TRANSITIVE, Cost.DISCARD),
    COMMUNITIES(8, Flags.TRANSITIVE, Cost.WITHDRAW),
    ORIGINATOR_ID(9, Flags.OPTIONAL, Cost.WITHDRAW),
    CLUSTER_LIST(10, Flags.OPTIONAL, Cost.WITHDRAW),
    MP_REACH_NLRI(14, Flags.OPTIONAL, Cost.RESET),
    MP_UNREACH_NLRI(15, Flags.OPTIONAL, Cost.RESET),
    EXTENDED_COMMUNITIES(16, Flags.TRANSITIVE, Cost.WITHDRAW),
    AS4_PATH(17, Flags.TRANSITIVE, Cost.DISCARD),
    AS4_AGGREGATOR(18, Flags.TRANSITIVE, Cost.DISCARD),
    LARGE_COMMUNITIES(32, Flags.TRANSITIVE, Cost.WITHDRAW);

    /** The two flag bits that are fixed per attribute: optional 0x80, transitive 0x40. */
    static final class Flags {
        static final int OPTIONAL = 0x80;
        static final int WELL_KNOWN = 0x40;
        static final int TRANSITIVE = 0xC0;
        static final int PARTIAL = 0x20;
        static final int EXTENDED_LENGTH = 0x10;

        private Flags() {}
    }

    /** What RFC 7606 §7 asks for when the attribute is malformed. */
    enum Cost {
        DISCARD,
        WITHDRAW,
        RESET
    }

    private static final List<@Nullable AttributeType> BY_CODE = byCode();

    private final int code;
    private final int flags;
    private final Cost cost;

    AttributeType(int code, int flags, Cost cost) {
        this.code = code;
        this.flags = flags;
        this.cost = cost;
    }

    int code() {
        return code;
    }

    /** Optional and transitive bits as they must be. */
    int flags() {
        return flags;
    }

    Cost cost() {
        return cost;
    }

    /** Attributes that only count from within the AS: LOCAL_PREF and those of route reflection (RFC 7606 §7.5-7.10). */
    boolean isInternal() {
        return this == LOCAL_PREF || this == ORIGINATOR_ID || this == CLUSTER_LIST;
    }

    private static List<@Nullable AttributeType> byCode() {
        List<@Nullable AttributeType> types = new ArrayList<>(Collections.nCopies(256, null));
        for (AttributeType type : values()) {
            types.set(type.code, type);
        }
        return types;
    }

    static Optional<AttributeType> of(int code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
