package io.sextant.lab.console.tcpdump;

import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.tcp.Tcp;
import io.sextant.protocol.tcp.TcpFlags;
import io.sextant.protocol.wire.Checksum;
import io.sextant.protocol.wire.Octets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** TCP's part of a line, with sequence numbers counted from where a connection began ({@code print-tcp.c}). */
final class TcpText {

    /** Connections remembered; beyond that the oldest is forgotten. */
    private static final int MAX_CONNECTIONS = 100_000;

    private static final int PORTS_OCTETS = 4;
    private static final int CHECKSUM_OFFSET = 16;
    private static final int BGP_PORT = 179;
    private static final List<Integer> HTTP_PORTS = List.of(80, 8080, 3128);
    private static final String FLAG_LETTERS = "FSRP.UEW";
    private static final int OPTION_END = 0;
    private static final int OPTION_NOP = 1;

    /** Both ends, address and port as they are printed. */
    private record Connection(String low, String high) {}

    /** First sequence numbers, by the end that is printed first and the other. */
    private record Start(int low, int high) {}

    private final Map<Connection, Start> starts = new LinkedHashMap<>();
    private final boolean verbose;

    TcpText(boolean verbose) {
        this.verbose = verbose;
    }

    /**
     * @param addressSum the sum of the packet's addresses; -1 where its checksum cannot be told
     * @param at where the TCP header begins
     * @param end behind the last octet of the IP packet
     */
    String text(byte[] octets, String sourceAddress, String targetAddress, long addressSum, int at, int end) {
        if (end - at < PORTS_OCTETS) {
            return sourceAddress + " > " + targetAddress + ": [|tcp]";
        }
        String source = sourceAddress + "." + Tcp.sourcePort(octets, at);
        String target = targetAddress + "." + Tcp.destinationPort(octets, at);
        if (end - at < Tcp.HEADER_OCTETS || Tcp.headerLength(octets, at) > end - at) {
            return source + " > " + target + ":  [|tcp]";
        }
        int flags = Tcp.flags(octets, at);
        int length = end - at - Tcp.headerLength(octets, at);
        int[] numbers = relative(octets, source, target, at, flags);
        StringBuilder out = new StringBuilder();
        out.append(source).append(" > ").append(target);
        out.append(": Flags [").append(letters(flags)).append(']');
        if (verbose && addressSum >= 0) {
            out.append(checksum(octets, at, end, addressSum));
        }
        if (length > 0 || (flags & (TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST)) != 0) {
            out.append(", seq ").append(Integer.toUnsignedString(numbers[0]));
            if (length > 0) {
                out.append(':').append(Integer.toUnsignedString(numbers[0] + length));
            }
        }
        if ((flags & TcpFlags.ACK) != 0) {
            out.append(", ack ").append(Integer.toUnsignedString(numbers[1]));
        }
        out.append(", win ").append(Tcp.window(octets, at));
        if ((flags & TcpFlags.URG) != 0) {
            out.append(", urg ").append(Tcp.urgentPointer(octets, at));
        }
        if (Tcp.headerLength(octets, at) > Tcp.HEADER_OCTETS) {
            out.append(", options [").append(options(octets, at)).append(']');
        }
        return out.append(", length ")
                .append(length)
                .append(payload(octets, at, end, length))
                .toString();
    }

    private static String letters(int flags) {
        StringBuilder letters = new StringBuilder();
        for (int bit = 0; bit < FLAG_LETTERS.length(); bit++) {
            if ((flags >> bit & 1) != 0) {
                letters.append(FLAG_LETTERS.charAt(bit));
            }
        }
        return letters.isEmpty() ? "none" : letters.toString();
    }

    /** A segment with ACK that opens a connection, or is the first seen of one, keeps its numbers and sets the start. */
    private int[] relative(byte[] octets, String source, String target, int at, int flags) {
        int sequence = Tcp.sequence(octets, at);
        int acknowledged = Tcp.acknowledgment(octets, at);
        if ((flags & TcpFlags.ACK) == 0) {
            return new int[] {sequence, acknowledged};
        }
        boolean turned = source.compareTo(target) > 0;
        Connection connection = turned ? new Connection(target, source) : new Connection(source, target);
        Start start = starts.get(connection);
        if (start == null || (flags & TcpFlags.SYN) != 0) {
            remember(
                    connection, turned ? new Start(acknowledged - 1, sequence) : new Start(sequence, acknowledged - 1));
            return new int[] {sequence, acknowledged};
        }
        return turned
                ? new int[] {sequence - start.high(), acknowledged - start.low()}
                : new int[] {sequence - start.low(), acknowledged - start.high()};
    }

    private void remember(Connection connection, Start start) {
        if (starts.size() >= MAX_CONNECTIONS && !starts.containsKey(connection)) {
            starts.remove(starts.keySet().iterator().next());
        }
        starts.put(connection, start);
    }

    private static String options(byte[] octets, int at) {
        StringBuilder out = new StringBuilder();
        int end = at + Tcp.headerLength(octets, at);
        int option = at + Tcp.HEADER_OCTETS;
        while (option < end) {
            int kind = Octets.u8(octets, option);
            int length = kind == OPTION_END || kind == OPTION_NOP ? 1 : lengthAt(octets, option, end);
            out.append(out.isEmpty() ? "" : ",").append(option(octets, option, kind, length));
            if (kind == OPTION_END || length == 0) {
                break;
            }
            option += length;
        }
        return out.toString();
    }

    /** 0 where the option does not fit. */
    private static int lengthAt(byte[] octets, int option, int end) {
        int length = option + 1 < end ? Octets.u8(octets, option + 1) : 0;
        return length < 2 || option + length > end ? 0 : length;
    }

    private static String option(byte[] octets, int at, int kind, int length) {
        if (length == 0) {
            return "[bad opt]";
        }
        return switch (kind) {
            case OPTION_END -> "eol";
            case OPTION_NOP -> "nop";
            case 2 -> length == 4 ? "mss " + Octets.u16(octets, at + 2) : "mss [len " + length + "]";
            case 3 -> length == 3 ? "wscale " + Octets.u8(octets, at + 2) : "wscale [len " + length + "]";
            case 4 -> "sackOK";
            case 5 -> sack(octets, at, length);
            case 8 ->
                length == 10
                        ? "TS val " + Integer.toUnsignedString(Octets.s32(octets, at + 2)) + " ecr "
                                + Integer.toUnsignedString(Octets.s32(octets, at + 6))
                        : "TS [len " + length + "]";
            case 19 -> "md5 " + digest(octets, at, length);
            default -> "unknown-" + kind;
        };
    }

    /** The key is not at hand: {@code -M} is not modelled. */
    private static String digest(byte[] octets, int at, int length) {
        return length == 18
                ? "shared secret not supplied with -M, can't check - "
                        + HexFormat.of().formatHex(octets, at + 2, at + length)
                : "[len " + length + "]";
    }

    private static String sack(byte[] octets, int at, int length) {
        int blocks = (length - 2) / 8;
        StringBuilder out = new StringBuilder("sack ").append(blocks).append(' ');
        for (int i = 0; i < blocks; i++) {
            out.append('{')
                    .append(Integer.toUnsignedString(Octets.s32(octets, at + 2 + 8 * i)))
                    .append(':');
            out.append(Integer.toUnsignedString(Octets.s32(octets, at + 6 + 8 * i)))
                    .append('}');
        }
        return out.toString();
    }

    private static String checksum(byte[] octets, int at, int end, long addressSum) {
        int written = Tcp.checksum(octets, at);
        int rest = at + CHECKSUM_OFFSET + 2;
        long sum = Checksum.add(addressSum + IpProtocol.TCP + (end - at), octets, at, CHECKSUM_OFFSET);
        int right = Checksum.finish(Checksum.add(sum, octets, rest, end - rest));
        return written == right
                ? String.format(Locale.ROOT, ", cksum 0x%04x (correct)", written)
                : String.format(Locale.ROOT, ", cksum 0x%04x (incorrect -> 0x%04x)", written, right);
    }

    private String payload(byte[] octets, int at, int end, int length) {
        int source = Tcp.sourcePort(octets, at);
        int target = Tcp.destinationPort(octets, at);
        if (length == 0) {
            return "";
        }
        if (source == BGP_PORT || target == BGP_PORT) {
            return ": BGP" + (verbose ? BgpText.text(octets, end - length, end) : "");
        }
        return HTTP_PORTS.contains(source) || HTTP_PORTS.contains(target)
                ? HttpText.text(octets, end - length, end, verbose)
                : "";
    }
}
