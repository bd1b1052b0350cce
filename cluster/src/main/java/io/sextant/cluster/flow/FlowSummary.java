package io.sextant.cluster.flow;

/** The words Hubble sums a packet up in. */
final class FlowSummary {

    /** Hubble's order, which is not the header's: bit numbers of SYN, ACK, RST, FIN, PSH, URG, ECE, CWR, NS. */
    private static final int[] FLAG_BITS = {1, 4, 2, 0, 3, 5, 6, 7, 8};

    private static final String[] FLAG_NAMES = {"SYN", "ACK", "RST", "FIN", "PSH", "URG", "ECE", "CWR", "NS"};

    private FlowSummary() {}

    static String of(Flow flow) {
        HttpExchange http = flow.http();
        if (http != null) {
            return ofHttp(http);
        }
        Layer4 layer4 = flow.layer4();
        if (layer4 instanceof Layer4.Tcp tcp) {
            return "TCP Flags: " + flags(tcp.flags(), ", ");
        }
        if (layer4 instanceof Layer4.Udp) {
            return "UDP";
        }
        if (layer4 instanceof Layer4.Icmpv6 icmp) {
            return "ICMPv6 " + icmpv6(icmp.type(), icmp.code());
        }
        return layer4 instanceof Layer4.Icmpv4 icmp ? "ICMPv4 " + icmp(icmp.type(), icmp.code()) : "";
    }

    static String flags(int flags, String between) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < FLAG_BITS.length; i++) {
            if ((flags >>> FLAG_BITS[i] & 1) != 0) {
                text.append(text.isEmpty() ? "" : between).append(FLAG_NAMES[i]);
            }
        }
        return text.toString();
    }

    /** The header bit of a flag's name, or 0 when there is no such flag. */
    static int flagOf(String name) {
        for (int i = 0; i < FLAG_NAMES.length; i++) {
            if (FLAG_NAMES[i].equals(name)) {
                return 1 << FLAG_BITS[i];
            }
        }
        return 0;
    }

    static int flagCount() {
        return FLAG_NAMES.length;
    }

    static String flagName(int place) {
        return FLAG_NAMES[place];
    }

    static boolean hasFlag(int flags, int place) {
        return (flags >>> FLAG_BITS[place] & 1) != 0;
    }

    private static String ofHttp(HttpExchange http) {
        if (!http.isResponse()) {
            return http.protocol() + " " + http.method() + " " + http.url();
        }
        return http.protocol() + " " + http.code() + " " + http.latencyNanos() / 1_000_000 + "ms (" + http.method()
                + " " + http.url() + ")";
    }

    /** gopacket's names of ICMPv4 types, which Hubble prints. */
    private static String icmp(int type, int code) {
        return switch (type) {
            case 0 -> "EchoReply";
            case 3 -> "DestinationUnreachable(" + unreachable(code) + ")";
            case 5 -> "Redirect(" + (code == 0 ? "Net" : code == 1 ? "Host" : Integer.toString(code)) + ")";
            case 8 -> "EchoRequest";
            case 11 -> "TimeExceeded(" + (code == 0 ? "TTLExceeded" : "FragmentReassemblyTimeExceeded") + ")";
            default -> type + "(" + code + ")";
        };
    }

    /** gopacket's names of ICMPv6 types. */
    private static String icmpv6(int type, int code) {
        return switch (type) {
            case 1 -> "DestinationUnreachable(" + unreachableIpv6(code) + ")";
            case 2 -> "PacketTooBig";
            case 3 -> "TimeExceeded(" + (code == 0 ? "HopLimitExceeded" : "FragmentReassemblyTimeExceeded") + ")";
            case 128 -> "EchoRequest";
            case 129 -> "EchoReply";
            case 133 -> "RouterSolicitation";
            case 134 -> "RouterAdvertisement";
            case 135 -> "NeighborSolicitation";
            case 136 -> "NeighborAdvertisement";
            default -> type + "(" + code + ")";
        };
    }

    private static String unreachableIpv6(int code) {
        return switch (code) {
            case 0 -> "NoRouteToDst";
            case 1 -> "AdminProhibited";
            case 2 -> "BeyondScopeOfSrc";
            case 3 -> "AddressUnreachable";
            case 4 -> "PortUnreachable";
            default -> Integer.toString(code);
        };
    }

    private static String unreachable(int code) {
        return switch (code) {
            case 0 -> "Net";
            case 1 -> "Host";
            case 2 -> "Protocol";
            case 3 -> "Port";
            case 4 -> "FragmentationNeeded";
            case 13 -> "CommAdminProhibited";
            default -> Integer.toString(code);
        };
    }
}
