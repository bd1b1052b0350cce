package io.sextant.lab.console.tcpdump;

import io.sextant.protocol.wire.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The BGP messages that begin in a segment, as {@code -v} spells them out. */
final class BgpText {

    private static final int HEADER_OCTETS = 19;
    private static final int MARKER_OCTETS = 16;
    private static final int OPEN_OCTETS = 29;
    private static final int NOTIFICATION_OCTETS = 21;
    private static final int REFRESH_OCTETS = 23;
    private static final int MAX_PREFIXES_OCTETS = 7;
    private static final int OPEN = 1;
    private static final int UPDATE = 2;
    private static final int NOTIFICATION = 3;
    private static final int ROUTE_REFRESH = 5;
    private static final int CEASE = 6;

    private static final String[] MESSAGES = {"Unknown", "Open", "Update", "Notification", "Keepalive", "Route Refresh"
    };
    private static final String[] ERRORS = {
        "Unknown Error",
        "Message Header Error",
        "OPEN Message Error",
        "UPDATE Message Error",
        "Hold Timer Expired",
        "Finite State Machine Error",
        "Cease",
        "Capability Message Error"
    };
    private static final String[][] SUBCODES = {
        {},
        {"", "Connection Not Synchronized", "Bad Message Length", "Bad Message Type"},
        {
            "",
            "Unsupported Version Number",
            "Bad Peer AS",
            "Bad BGP Identifier",
            "Unsupported Optional Parameter",
            "Authentication Failure",
            "Unacceptable Hold Time",
            "Capability Message Error"
        },
        {
            "",
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
        {"Unspecified Error", "In OpenSent State", "In OpenConfirm State", "In Established State"},
        {
            "",
            "Maximum Number of Prefixes Reached",
            "Administrative Shutdown",
            "Peer Unconfigured",
            "Administrative Reset",
            "Connection Rejected",
            "Other Configuration Change",
            "Connection Collision Resolution"
        },
        {"", "Invalid Action Value", "Invalid Capability Length", "Malformed Capability Value", "Unsupported Capability"
        },
    };

    private BgpText() {}

    /** Lines for the messages found from {@code start} on; what belongs to a message begun earlier is passed over. */
    static String text(byte[] octets, int start, int end) {
        StringBuilder out = new StringBuilder();
        int at = start;
        int read = start;
        while (end - at >= HEADER_OCTETS) {
            if (!isMarker(octets, at)) {
                at++;
                continue;
            }
            out.append(at > read ? " [|bgp]" : "");
            int length = Octets.u16(octets, at + MARKER_OCTETS);
            int type = Octets.u8(octets, at + MARKER_OCTETS + 2);
            if (length < HEADER_OCTETS) {
                return out.append(" [|bgp]").toString();
            }
            if (length > end - at) {
                return out.append("\n[|BGP ")
                        .append(word(MESSAGES, type, "Unknown"))
                        .append("]")
                        .toString();
            }
            message(octets, at, length, type, out);
            at += length;
            read = at;
        }
        return out.toString();
    }

    private static boolean isMarker(byte[] octets, int from) {
        for (int at = from; at < from + MARKER_OCTETS; at++) {
            if (octets[at] != (byte) 0xFF) {
                return false;
            }
        }
        return true;
    }

    private static void message(byte[] octets, int at, int length, int type, StringBuilder out) {
        out.append("\n\t")
                .append(word(MESSAGES, type, "Unknown"))
                .append(" Message (")
                .append(type);
        out.append("), length: ").append(length);
        int end = at + length;
        if (type == OPEN && length >= OPEN_OCTETS) {
            BgpOpenText.print(octets, at + HEADER_OCTETS, end, out);
        } else if (type == UPDATE) {
            BgpUpdateText.print(octets, at + HEADER_OCTETS, end, out);
        } else if (type == NOTIFICATION && length >= NOTIFICATION_OCTETS) {
            notification(octets, at + HEADER_OCTETS, end, out);
        } else if (type == ROUTE_REFRESH && length >= REFRESH_OCTETS) {
            out.append("\n\t  ").append(family(octets, at + HEADER_OCTETS, at + REFRESH_OCTETS - 1));
        }
    }

    private static void notification(byte[] octets, int at, int end, StringBuilder out) {
        int code = Octets.u8(octets, at);
        int subcode = Octets.u8(octets, at + 1);
        out.append(", ")
                .append(word(ERRORS, code, "Unknown Error"))
                .append(" (")
                .append(code)
                .append(')');
        String[] subcodes = code < SUBCODES.length ? SUBCODES[code] : new String[0];
        if (subcodes.length > 0) {
            // These two stand without a comma in tcpdump 4.99.
            out.append(code == 5 || code == 7 ? " subcode " : ", subcode ");
            out.append(word(subcodes, subcode, "Unknown"))
                    .append(" (")
                    .append(subcode)
                    .append(')');
        }
        int data = at + 2;
        if (code == CEASE && subcode == 1 && end - data >= MAX_PREFIXES_OCTETS) {
            out.append(", ").append(family(octets, data, data + 2)).append(", Max Prefixes: ");
            out.append(Integer.toUnsignedString(Octets.s32(octets, data + 3)));
        }
        if (code == CEASE && (subcode == 2 || subcode == 4) && end > data) {
            int told = Math.min(Octets.u8(octets, data), end - data - 1);
            out.append(", Shutdown Communication (length: ").append(told).append("): \"");
            out.append(new String(octets, data + 1, told, StandardCharsets.UTF_8))
                    .append('"');
        }
    }

    /** An address family and its subsequent one, whose octets may stand apart. */
    static String family(byte[] octets, int family, int subsequent) {
        return "AFI " + familyName(Octets.u16(octets, family)) + ", SAFI "
                + subsequentName(Octets.u8(octets, subsequent));
    }

    static String familyName(int family) {
        return (family == 1 ? "IPv4" : family == 2 ? "IPv6" : "Unknown AFI") + " (" + family + ")";
    }

    static String subsequentName(int subsequent) {
        return (subsequent == 1 ? "Unicast" : subsequent == 2 ? "Multicast" : "Unknown SAFI") + " (" + subsequent + ")";
    }

    private static String word(String[] words, int at, String otherwise) {
        return at < words.length && !words[at].isEmpty() ? words[at] : otherwise;
    }

    /** Octets as numbered lines of hexadecimal pairs, each behind a line end and an indent. */
    static void hex(byte[] octets, int start, int end, String indent, StringBuilder out) {
        for (int at = start; at < end; at++) {
            int column = (at - start) % 16;
            if (column == 0) {
                out.append(indent).append(String.format(Locale.ROOT, "0x%04x: ", at - start));
            }
            out.append(column % 2 == 0 ? " " : "").append(String.format(Locale.ROOT, "%02x", octets[at]));
        }
    }
}
