package io.sextant.protocol.bgp.message;

import java.util.Optional;

/** The type octet of the message header, with the least length RFC 4271 §4.1 and §6.1 allow for it. */
public enum MessageType {
    OPEN(1, 29),
    UPDATE(2, 23),
    NOTIFICATION(3, 21),
    KEEPALIVE(4, 19),
    ROUTE_REFRESH(5, 23);

    private final int code;
    private final int minLengthOctets;

    MessageType(int code, int minLengthOctets) {
        this.code = code;
        this.minLengthOctets = minLengthOctets;
    }

    /** The type octet. */
    public int code() {
        return code;
    }

    /** Least length of the whole message in octets, header included. */
    public int minLengthOctets() {
        return minLengthOctets;
    }

    static Optional<MessageType> of(int code) {
        return switch (code) {
            case 1 -> Optional.of(OPEN);
            case 2 -> Optional.of(UPDATE);
            case 3 -> Optional.of(NOTIFICATION);
            case 4 -> Optional.of(KEEPALIVE);
            case 5 -> Optional.of(ROUTE_REFRESH);
            default -> Optional.empty();
        };
    }
}
