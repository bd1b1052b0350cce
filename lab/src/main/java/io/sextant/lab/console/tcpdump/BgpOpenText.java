package io.sextant.lab.console.tcpdump;

import io.sextant.protocol.wire.Octets;

/** An OPEN message's own lines: its head and its capabilities. */
final class BgpOpenText {

    private static final String FIELD = "\n\t\t";
    private static final int HEAD_OCTETS = 10;
    private static final int CAPABILITIES = 2;
    private static final int MULTIPROTOCOL = 1;
    private static final int GRACEFUL_RESTART = 64;
    private static final int FOUR_OCTET_AS = 65;
    private static final int ADD_PATH = 69;

    private BgpOpenText() {}

    /** @param at behind the message's header */
    static void print(byte[] octets, int at, int end, StringBuilder out) {
        out.append("\n\t  Version ").append(Octets.u8(octets, at));
        out.append(", my AS ").append(Octets.u16(octets, at + 1));
        out.append(", Holdtime ").append(Octets.u16(octets, at + 3));
        out.append("s, ID ").append(FrameText.address(Octets.s32(octets, at + 5)));
        int length = Octets.u8(octets, at + HEAD_OCTETS - 1);
        out.append("\n\t  Optional parameters, length: ").append(length);
        int option = at + HEAD_OCTETS;
        int last = Math.min(end, option + length);
        while (last - option >= 2) {
            int octetCount = Octets.u8(octets, option + 1);
            int next = option + 2 + octetCount;
            boolean capabilities = Octets.u8(octets, option) == CAPABILITIES;
            out.append("\n\t    Option ").append(capabilities ? "Capabilities Advertisement" : "Unknown");
            out.append(" (")
                    .append(Octets.u8(octets, option))
                    .append("), length: ")
                    .append(octetCount);
            if (next > last) {
                return;
            }
            if (capabilities) {
                capabilities(octets, option + 2, next, out);
            }
            option = next;
        }
    }

    private static void capabilities(byte[] octets, int from, int end, StringBuilder out) {
        int at = from;
        while (end - at >= 2) {
            int code = Octets.u8(octets, at);
            int length = Octets.u8(octets, at + 1);
            out.append("\n\t      ")
                    .append(name(code))
                    .append(" (")
                    .append(code)
                    .append("), length: ")
                    .append(length);
            at += 2;
            if (length > end - at) {
                return;
            }
            capability(octets, code, at, at + length, out);
            at += length;
        }
    }

    private static String name(int code) {
        return switch (code) {
            case MULTIPROTOCOL -> "Multiprotocol Extensions";
            case 2 -> "Route Refresh";
            case 3 -> "Cooperative Route Filtering";
            case 5 -> "Extended Next Hop Encoding";
            case GRACEFUL_RESTART -> "Graceful Restart";
            case FOUR_OCTET_AS -> "32-Bit AS Number";
            case 67 -> "Dynamic Capability";
            case 68 -> "Multi BGP session";
            case ADD_PATH -> "Multiple Paths";
            case 70 -> "Enhanced Route Refresh";
            case 71 -> "Long-lived Graceful Restart";
            case 128 -> "Route Refresh (Cisco)";
            default -> "Unknown";
        };
    }

    private static void capability(byte[] octets, int code, int at, int end, StringBuilder out) {
        int length = end - at;
        switch (code) {
            case MULTIPROTOCOL -> {
                if (length >= 4) {
                    out.append(FIELD).append(BgpText.family(octets, at, at + 3));
                }
            }
            case GRACEFUL_RESTART -> restart(octets, at, end, out);
            case FOUR_OCTET_AS -> {
                if (length >= 4) {
                    out.append(FIELD).append(" 4 Byte AS ").append(Integer.toUnsignedString(Octets.s32(octets, at)));
                }
            }
            case ADD_PATH -> {
                for (int each = at; end - each >= 4; each += 4) {
                    out.append(FIELD)
                            .append(BgpText.family(octets, each, each + 2))
                            .append(", Send/Receive: ");
                    out.append(
                            switch (Octets.u8(octets, each + 3)) {
                                case 1 -> "Receive";
                                case 2 -> "Send";
                                case 3 -> "Both";
                                default -> "Bogus (0x0" + Octets.u8(octets, each + 3) + ")";
                            });
                }
            }
            case 2, 71, 128 -> {}
            default -> {
                out.append(FIELD).append("no decoder for Capability ").append(code);
                BgpText.hex(octets, at, end, FIELD, out);
            }
        }
    }

    private static void restart(byte[] octets, int at, int end, StringBuilder out) {
        if (end - at < 2) {
            return;
        }
        int head = Octets.u16(octets, at);
        out.append(FIELD).append("Restart Flags: [").append((head & 0x8000) != 0 ? "R" : "none");
        out.append("], Restart Time ").append(head & 0xFFF).append('s');
        for (int each = at + 2; end - each >= 4; each += 4) {
            out.append(FIELD).append("  ").append(BgpText.family(octets, each, each + 2));
            out.append(", Forwarding state preserved: ").append((octets[each + 3] & 0x80) != 0 ? "yes" : "no");
        }
    }
}
