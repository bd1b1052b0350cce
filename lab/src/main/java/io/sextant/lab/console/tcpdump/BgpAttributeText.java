package io.sextant.lab.console.tcpdump;

import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.wire.Octets;
import java.util.Locale;
import java.util.StringJoiner;

/** One path attribute: a line with its name, length and flags, and what it says. */
final class BgpAttributeText {

    private static final String FIELD = "\n\t    ";
    private static final int ORIGIN = 1;
    private static final int AS_PATH = 2;
    private static final int NEXT_HOP = 3;
    private static final int MED = 4;
    private static final int LOCAL_PREFERENCE = 5;
    private static final int ATOMIC_AGGREGATE = 6;
    private static final int AGGREGATOR = 7;
    private static final int COMMUNITY = 8;
    private static final int ORIGINATOR = 9;
    private static final int CLUSTER_LIST = 10;
    private static final int MP_REACH = 14;
    private static final int MP_UNREACH = 15;
    private static final int EXTENDED_COMMUNITY = 16;
    private static final int AS4_PATH = 17;
    private static final int AS4_AGGREGATOR = 18;
    private static final int LARGE_COMMUNITY = 32;
    private static final int FLAG_PARTIAL = 0x20;
    private static final int IPV6 = 2;

    private BgpAttributeText() {}

    /** @param at where its value begins */
    static void print(byte[] octets, int flags, int type, int at, int end, StringBuilder out) {
        out.append("\n\t  ")
                .append(name(type))
                .append(" (")
                .append(type)
                .append("), length: ")
                .append(end - at);
        out.append(", Flags [").append((flags & 0x80) != 0 ? "O" : "").append((flags & 0x40) != 0 ? "T" : "");
        out.append((flags & FLAG_PARTIAL) != 0 ? "P" : "")
                .append((flags & 0x10) != 0 ? "E" : "")
                .append("]: ");
        if (!isWhole(type, end - at)) {
            out.append("invalid len");
            return;
        }
        switch (type) {
            case MP_REACH -> reach(octets, at, end, out);
            case MP_UNREACH -> unreach(octets, at, end, out);
            case EXTENDED_COMMUNITY -> extended(octets, at, end, out);
            case LARGE_COMMUNITY -> out.append(FIELD).append(triples(octets, at, end));
            case AS_PATH, AS4_PATH -> path(octets, at, end, out);
            case ATOMIC_AGGREGATE -> {}
            default -> out.append(plain(octets, type, at, end));
        }
        if (name(type).equals("Unknown Attribute")) {
            BgpText.hex(octets, at, end, FIELD, out);
        }
    }

    private static String name(int type) {
        return switch (type) {
            case ORIGIN -> "Origin";
            case AS_PATH -> "AS Path";
            case NEXT_HOP -> "Next Hop";
            case MED -> "Multi Exit Discriminator";
            case LOCAL_PREFERENCE -> "Local Preference";
            case ATOMIC_AGGREGATE -> "Atomic Aggregate";
            case AGGREGATOR -> "Aggregator";
            case COMMUNITY -> "Community";
            case ORIGINATOR -> "Originator ID";
            case CLUSTER_LIST -> "Cluster List";
            case MP_REACH -> "Multi-Protocol Reach NLRI";
            case MP_UNREACH -> "Multi-Protocol Unreach NLRI";
            case EXTENDED_COMMUNITY -> "Extended Community";
            case AS4_PATH -> "AS4 Path";
            case AS4_AGGREGATOR -> "Aggregator4";
            case LARGE_COMMUNITY -> "Large Community";
            default -> "Unknown Attribute";
        };
    }

    private static boolean isWhole(int type, int length) {
        return switch (type) {
            case ORIGIN -> length == 1;
            case NEXT_HOP, MED, LOCAL_PREFERENCE, ORIGINATOR -> length == 4;
            case AGGREGATOR -> length == 6 || length == 8;
            case AS4_AGGREGATOR -> length == 8;
            case COMMUNITY, CLUSTER_LIST -> length % 4 == 0;
            case EXTENDED_COMMUNITY -> length % 8 == 0;
            case LARGE_COMMUNITY -> length % 12 == 0;
            case MP_REACH -> length >= 5;
            case MP_UNREACH -> length >= 3;
            default -> true;
        };
    }

    private static String plain(byte[] octets, int type, int at, int end) {
        return switch (type) {
            case ORIGIN ->
                switch (octets[at]) {
                    case 0 -> "IGP";
                    case 1 -> "EGP";
                    case 2 -> "Incomplete";
                    default -> "Unknown Origin Typecode (" + octets[at] + ")";
                };
            case NEXT_HOP, ORIGINATOR -> FrameText.address(Octets.s32(octets, at));
            case MED, LOCAL_PREFERENCE -> number(octets, at);
            case AGGREGATOR, AS4_AGGREGATOR ->
                " AS #" + (end - at == 8 ? number(octets, at) : Octets.u16(octets, at)) + ", origin "
                        + FrameText.address(Octets.s32(octets, end - 4));
            case COMMUNITY -> communities(octets, at, end);
            case CLUSTER_LIST -> addresses(octets, at, end);
            default -> FIELD + "no Attribute " + type + " decoder";
        };
    }

    private static String number(byte[] octets, int at) {
        return Integer.toUnsignedString(Octets.s32(octets, at));
    }

    private static String addresses(byte[] octets, int from, int end) {
        StringJoiner out = new StringJoiner(", ");
        for (int at = from; end - at >= 4; at += 4) {
            out.add(FrameText.address(Octets.s32(octets, at)));
        }
        return out.toString();
    }

    private static String triples(byte[] octets, int from, int end) {
        StringJoiner out = new StringJoiner(", ");
        for (int at = from; end - at >= 12; at += 12) {
            out.add(number(octets, at) + ":" + number(octets, at + 4) + ":" + number(octets, at + 8));
        }
        return out.toString();
    }

    /** A name is followed by nothing and a number by a comma, as 4.99 prints them. */
    private static String communities(byte[] octets, int from, int end) {
        StringBuilder out = new StringBuilder();
        for (int at = from; end - at >= 4; at += 4) {
            String last = end - at == 4 ? "" : ", ";
            out.append(
                    switch (Octets.s32(octets, at)) {
                        case 0xFFFF_FF01 -> " NO_EXPORT";
                        case 0xFFFF_FF02 -> " NO_ADVERTISE";
                        case 0xFFFF_FF03 -> " NO_EXPORT_SUBCONFED";
                        default -> Octets.u16(octets, at) + ":" + Octets.u16(octets, at + 2) + last;
                    });
        }
        return out.toString();
    }

    /** Segments of two- or four-octet numbers, told apart by which fits to the end, as tcpdump guesses. */
    private static void path(byte[] octets, int from, int end, StringBuilder out) {
        if (from == end) {
            out.append("empty");
            return;
        }
        int size = fits(octets, from, end, 2) ? 2 : 4;
        int at = from;
        while (end - at >= 2) {
            int type = Octets.u8(octets, at);
            int count = Octets.u8(octets, at + 1);
            out.append(opening(type));
            for (int i = 0; i < count && end - at >= 2 + (i + 1) * size; i++) {
                int number = at + 2 + i * size;
                out.append(size == 2 ? String.valueOf(Octets.u16(octets, number)) : number(octets, number))
                        .append(' ');
            }
            out.append(closing(type));
            at += 2 + count * size;
        }
    }

    private static boolean fits(byte[] octets, int from, int end, int size) {
        int at = from;
        while (end - at >= 2) {
            int type = Octets.u8(octets, at);
            if (type < 1 || type > 4 || octets[at + 1] == 0) {
                return false;
            }
            at += 2 + Octets.u8(octets, at + 1) * size;
        }
        return at == end;
    }

    private static String opening(int type) {
        return type == 1 ? "{ " : type == 2 ? "" : type == 3 ? "( " : type == 4 ? "({ " : "?";
    }

    private static String closing(int type) {
        return type == 1 ? "}" : type == 2 ? "" : type == 3 ? ")" : type == 4 ? "})" : "?";
    }

    private static void extended(byte[] octets, int from, int end, StringBuilder out) {
        for (int at = from; end - at >= 8; at += 8) {
            int type = Octets.u16(octets, at);
            String kind =
                    switch (type) {
                        case 0x0002, 0x0102, 0x0202 -> "target";
                        case 0x0003, 0x0103, 0x0203 -> "origin";
                        case 0x4004 -> "link-BW";
                        default -> "unknown extd community typecode";
                    };
            out.append(FIELD).append(kind).append(String.format(Locale.ROOT, " (0x%04x), Flags [", type));
            out.append((type & 0x4000) != 0 ? "non-transitive" : "none").append("]");
            if (type == 0x4004) {
                float bandwidth = Float.intBitsToFloat(Octets.s32(octets, at + 4));
                out.append(String.format(Locale.ROOT, ": bandwidth: %.3f Mbps", bandwidth * 8 / 1_000_000));
            } else if (type >>> 8 == 0) {
                out.append(": ").append(Octets.u16(octets, at + 2)).append(':').append(number(octets, at + 4));
                out.append(" (= ")
                        .append(FrameText.address(Octets.s32(octets, at + 4)))
                        .append(')');
            } else if (type >>> 8 == 1) {
                out.append(": ")
                        .append(FrameText.address(Octets.s32(octets, at + 2)))
                        .append(':');
                out.append(Octets.u16(octets, at + 6));
            } else if (type >>> 8 == 2) {
                out.append(": ").append(number(octets, at + 2)).append(':').append(Octets.u16(octets, at + 6));
            }
        }
    }

    private static void reach(byte[] octets, int at, int end, StringBuilder out) {
        boolean ipv6 = Octets.u16(octets, at) == IPV6;
        int length = Octets.u8(octets, at + 3);
        int hops = at + 4;
        out.append(FIELD).append(family(octets, at));
        if (length + 1 > end - hops) {
            return;
        }
        StringJoiner nextHops = new StringJoiner(", ");
        int size = ipv6 ? 16 : 4;
        for (int each = hops; hops + length - each >= size; each += size) {
            nextHops.add(ipv6 ? Ipv6Address.of(octets, each).toString() : FrameText.address(Octets.s32(octets, each)));
        }
        out.append(FIELD)
                .append("nexthop: ")
                .append(nextHops)
                .append(", nh-length: ")
                .append(length);
        out.append(", no SNPA");
        BgpPrefixText.print(octets, hops + length + 1, end, ipv6, "\n\t      ", out);
    }

    private static void unreach(byte[] octets, int at, int end, StringBuilder out) {
        out.append(FIELD).append(family(octets, at));
        if (end - at == 3) {
            out.append("\n\t      End-of-Rib Marker (empty NLRI)");
        }
        BgpPrefixText.print(octets, at + 3, end, Octets.u16(octets, at) == IPV6, "\n\t      ", out);
    }

    private static String family(byte[] octets, int at) {
        return "AFI: " + BgpText.familyName(Octets.u16(octets, at)) + ", SAFI: "
                + BgpText.subsequentName(Octets.u8(octets, at + 2));
    }
}
