package io.sextant.protocol.bgp.message;

import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Why a session ends (RFC 4271 §4.5, §6).
 *
 * <pre>
 *  0      1         2
 * | code | subcode | data ... |
 * </pre>
 */
public record Notification(int code, int subcode, Octets data) implements BgpMessage {

    public static final int HEADER_ERROR = 1;
    public static final int OPEN_ERROR = 2;
    public static final int UPDATE_ERROR = 3;
    public static final int HOLD_TIMER_EXPIRED = 4;
    public static final int FSM_ERROR = 5;
    public static final int CEASE = 6;
    public static final int ROUTE_REFRESH_ERROR = 7;

    /** Subcodes of {@link #HEADER_ERROR}. */
    public static final int NOT_SYNCHRONIZED = 1;

    public static final int BAD_LENGTH = 2;
    public static final int BAD_TYPE = 3;

    /** Subcodes of {@link #OPEN_ERROR}. */
    public static final int UNSUPPORTED_VERSION = 1;

    public static final int BAD_PEER_AS = 2;
    public static final int BAD_IDENTIFIER = 3;
    public static final int UNSUPPORTED_PARAMETER = 4;
    public static final int UNACCEPTABLE_HOLD_TIME = 6;
    public static final int UNSUPPORTED_CAPABILITY = 7;
    public static final int ROLE_MISMATCH = 11;

    /** Subcodes of {@link #UPDATE_ERROR}. */
    public static final int MALFORMED_ATTRIBUTE_LIST = 1;

    public static final int UNRECOGNIZED_WELL_KNOWN = 2;
    public static final int MISSING_WELL_KNOWN = 3;
    public static final int ATTRIBUTE_FLAGS = 4;
    public static final int ATTRIBUTE_LENGTH = 5;
    public static final int INVALID_ORIGIN = 6;
    public static final int INVALID_NEXT_HOP = 8;
    public static final int OPTIONAL_ATTRIBUTE = 9;
    public static final int INVALID_NETWORK_FIELD = 10;
    public static final int MALFORMED_AS_PATH = 11;

    /** Subcodes of {@link #CEASE} (RFC 4486, RFC 8538, RFC 9384). */
    public static final int MAXIMUM_PREFIXES = 1;

    public static final int ADMINISTRATIVE_SHUTDOWN = 2;
    public static final int PEER_DECONFIGURED = 3;
    public static final int ADMINISTRATIVE_RESET = 4;
    public static final int CONNECTION_REJECTED = 5;
    public static final int OTHER_CONFIGURATION_CHANGE = 6;
    public static final int COLLISION_RESOLUTION = 7;
    public static final int OUT_OF_RESOURCES = 8;
    public static final int HARD_RESET = 9;
    public static final int BFD_DOWN = 10;

    /** Longest shutdown communication in octets (RFC 9003 §2). */
    public static final int MAX_SHUTDOWN_MESSAGE_OCTETS = 255;

    private static final String[] CODES = {
        "Message Header Error",
        "OPEN Message Error",
        "UPDATE Message Error",
        "Hold Timer Expired",
        "Neighbor Events Error",
        "Cease",
        "ROUTE-REFRESH Message Error"
    };

    /** By code, then subcode, in the words of FRR 8.4 {@code bgpd/bgp_debug.c}; blank where no name is assigned. */
    private static final String[][] SUBCODES = {
        {"", "Connection Not Synchronized", "Bad Message Length", "Bad Message Type"},
        {
            "Unspecific",
            "Unsupported Version Number",
            "Bad Peer AS",
            "Bad BGP Identifier",
            "Unsupported Optional Parameter",
            "Authentication Failure",
            "Unacceptable Hold Time",
            "Unsupported Capability",
            "",
            "",
            "",
            "Role Mismatch"
        },
        {
            "Unspecific",
            "Malformed Attribute List",
            "Unrecognized Well-known Attribute",
            "Missing Well-known Attribute",
            "Attribute Flags Error",
            "Attribute Length Error",
            "Invalid ORIGIN Attribute",
            "AS Routing Loop",
            "Invalid NEXT_HOP Attribute",
            "Optional Attribute Error",
            "Invalid Network Field",
            "Malformed AS_PATH"
        },
        {},
        {
            "Unspecific",
            "Receive Unexpected Message in OpenSent State",
            "Receive Unexpected Message in OpenConfirm State",
            "Receive Unexpected Message in Established State"
        },
        {
            "Unspecific",
            "Maximum Number of Prefixes Reached",
            "Administrative Shutdown",
            "Peer De-configured",
            "Administrative Reset",
            "Connection Rejected",
            "Other Configuration Change",
            "Connection Collision Resolution",
            "Out of Resources",
            "Hard Reset",
            "BFD Down"
        },
        {"Unspecific", "Invalid Message Length"}
    };

    public Notification {
        if (code >>> 8 != 0 || subcode >>> 8 != 0) {
            throw new IllegalArgumentException("no NOTIFICATION code: " + code + "/" + subcode);
        }
    }

    public static Notification of(int code, int subcode) {
        return new Notification(code, subcode, Octets.EMPTY);
    }

    public static Notification of(int code, int subcode, Octets data) {
        return new Notification(code, subcode, data);
    }

    public static Notification cease(int subcode) {
        return of(CEASE, subcode);
    }

    /** Cease with words for the operator on the other side (RFC 9003); cut to 255 octets at a character's border. */
    public static Notification ceaseWithMessage(int subcode, String message) {
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, MAX_SHUTDOWN_MESSAGE_OCTETS);
        while (length < text.length && length > 0 && (text[length] & 0xC0) == 0x80) {
            length--;
        }
        ByteWriter data = new ByteWriter(1 + length);
        data.u8(length).bytes(text, 0, length);
        return of(CEASE, subcode, Octets.wrap(data.toBytes()));
    }

    /** The same reason as a hard reset, which graceful restart does not survive (RFC 8538 §3.1). */
    public Notification asHardReset() {
        ByteWriter wrapped = new ByteWriter(2 + data.length());
        wrapped.u8(code).u8(subcode).bytes(data.array());
        return of(CEASE, HARD_RESET, Octets.wrap(wrapped.toBytes()));
    }

    /** What a hard reset carries inside; nothing for any other NOTIFICATION or for a short one. */
    public Optional<Notification> insideHardReset() {
        if (code != CEASE || subcode != HARD_RESET || data.length() < 2) {
            return Optional.empty();
        }
        byte[] rest = Arrays.copyOfRange(data.array(), 2, data.length());
        return Optional.of(of(data.at(0), data.at(1), Octets.wrap(rest)));
    }

    /** The operator's words in an administrative shutdown or reset (RFC 9003), or nothing. */
    public Optional<String> shutdownMessage() {
        boolean carries = code == CEASE && (subcode == ADMINISTRATIVE_SHUTDOWN || subcode == ADMINISTRATIVE_RESET);
        if (!carries || data.length() < 2 || data.at(0) == 0 || data.at(0) > data.length() - 1) {
            return Optional.empty();
        }
        return Optional.of(new String(data.array(), 1, data.at(0), StandardCharsets.UTF_8));
    }

    /** FRR's name of the code, or {@code "unknown"}. */
    public String codeName() {
        return code >= 1 && code <= CODES.length ? CODES[code - 1] : "unknown";
    }

    /** FRR's name of the subcode; blank when the code has none or the number is not assigned. */
    public String subcodeName() {
        if (code < 1 || code > SUBCODES.length) {
            return "";
        }
        String[] names = SUBCODES[code - 1];
        return subcode < names.length ? names[subcode] : "";
    }

    static Notification decode(ByteReader in) throws MalformedException {
        return new Notification(in.u8("NOTIFICATION code"), in.u8("NOTIFICATION subcode"), Octets.wrap(in.rest()));
    }

    void encode(ByteWriter out) {
        out.u8(code).u8(subcode).bytes(data.array());
    }

    @Override
    public MessageType type() {
        return MessageType.NOTIFICATION;
    }

    /** {@code 6/2 (Cease/Administrative Shutdown)}. */
    @Override
    public String toString() {
        String name = subcodeName();
        return code + "/" + subcode + " (" + codeName() + (name.isEmpty() ? "" : "/" + name) + ")";
    }
}
