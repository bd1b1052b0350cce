package io.sextant.lab.run;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.ethernet.EtherType;
import io.sextant.protocol.ethernet.Ethernet;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.ip.Ipv6;
import io.sextant.topology.device.NetworkInterface;
import io.sextant.topology.device.Tap;
import io.sextant.topology.device.TapPoint;
import io.sextant.topology.device.Verdict;
import io.sextant.topology.frame.Frame;
import io.sextant.topology.host.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The BGP NOTIFICATIONs that left some nodes, each once however often TCP sent it. */
final class NotificationBook {

    /** Kept of one node; a lab in which more are sent is asked about the first. */
    private static final int KEPT_MAX = 10_000;

    private static final int BGP_PORT = 179;
    private static final int MARKER_OCTETS = 16;
    private static final int TYPE_AT = 18;
    private static final int CODE_AT = 19;
    private static final int DATA_AT = 21;
    private static final int NOTIFICATION = 3;
    private static final int CEASE = 6;
    private static final int HARD_RESET = 9;
    private static final int LONGEST_MESSAGE = 4_096;

    private record Sent(long atNanos, String to, String code) {}

    private final Names names;
    private final Map<String, List<Sent>> books = new TreeMap<>();

    NotificationBook(Names names) {
        this.names = names;
    }

    /** Watches a node's cables; harmless when they are watched already. */
    void watch(Host host) {
        if (!books.containsKey(host.name())) {
            List<Sent> book = new ArrayList<>();
            books.put(host.name(), book);
            Listener listener = new Listener(book);
            host.interfaces().stream()
                    .filter(device -> device != host.loopback())
                    .forEach(device -> device.addTap(TapPoint.INTERFACE, listener));
        }
    }

    /** Codes and subcodes in the order in which they were sent, from an instant on. */
    List<String> codes(String from, String to, long sinceNanos) {
        return books.getOrDefault(from, List.of()).stream()
                .filter(sent -> sent.to().equals(to) && sent.atNanos() >= sinceNanos)
                .map(Sent::code)
                .toList();
    }

    private final class Listener implements Tap {

        private final List<Sent> book;
        private final Set<String> seen = new TreeSet<>();

        Listener(List<Sent> book) {
            this.book = book;
        }

        @Override
        public void onFrame(
                long nowNanos,
                NetworkInterface at,
                TapPoint point,
                boolean outbound,
                Frame frame,
                @Nullable Verdict verdict) {
            byte[] octets = frame.octets();
            int ip = frame.start() + Ethernet.HEADER_OCTETS;
            if (outbound
                    && frame.length() > Ethernet.HEADER_OCTETS + Ipv4.HEADER_OCTETS
                    && Ethernet.etherType(octets, frame.start()) == EtherType.IPV4
                    && Ipv4.protocol(octets, ip) == IpProtocol.TCP) {
                IpAddress to = new Ipv4Address(Ipv4.destination(octets, ip));
                int tcp = ip + Ipv4.headerLength(octets, ip);
                search(nowNanos, octets, to, tcp, ip + twoOctets(octets, ip + 2));
            } else if (outbound
                    && frame.length() > Ethernet.HEADER_OCTETS + Ipv6.HEADER_OCTETS
                    && Ethernet.etherType(octets, frame.start()) == EtherType.IPV6
                    && Ipv6.nextHeader(octets, ip) == IpProtocol.TCP) {
                IpAddress to = new Ipv6Address(Ipv6.destinationHigh(octets, ip), Ipv6.destinationLow(octets, ip));
                int tcp = ip + Ipv6.HEADER_OCTETS;
                search(nowNanos, octets, to, tcp, tcp + twoOctets(octets, ip + 4));
            }
        }

        private void search(long nowNanos, byte[] octets, IpAddress to, int tcp, int end) {
            if (twoOctets(octets, tcp) != BGP_PORT && twoOctets(octets, tcp + 2) != BGP_PORT) {
                return;
            }
            int data = tcp + (octets[tcp + 12] >> 4 & 0xF) * 4;
            for (int at = data; at + DATA_AT <= end; at++) {
                if (isNotification(octets, at)) {
                    // A sequence number of one connection is one place in its stream.
                    String place = to + " " + fourOctets(octets, tcp) + " " + (fourOctets(octets, tcp + 4) + at - data);
                    if (book.size() < KEPT_MAX && seen.add(place)) {
                        book.add(new Sent(nowNanos, names.of(to), code(octets, at, end)));
                    }
                }
            }
        }
    }

    private static boolean isNotification(byte[] octets, int at) {
        for (int i = 0; i < MARKER_OCTETS; i++) {
            if (octets[at + i] != (byte) 0xFF) {
                return false;
            }
        }
        int length = twoOctets(octets, at + MARKER_OCTETS);
        return octets[at + TYPE_AT] == NOTIFICATION && length >= DATA_AT && length <= LONGEST_MESSAGE;
    }

    private static String code(byte[] octets, int at, int end) {
        int code = octets[at + CODE_AT] & 0xFF;
        int subcode = octets[at + CODE_AT + 1] & 0xFF;
        boolean carries = code == CEASE && subcode == HARD_RESET && at + DATA_AT + 2 <= end;
        return code + "/" + subcode
                + (carries ? "(" + (octets[at + DATA_AT] & 0xFF) + "/" + (octets[at + DATA_AT + 1] & 0xFF) + ")" : "");
    }

    private static int twoOctets(byte[] octets, int at) {
        return (octets[at] & 0xFF) << 8 | octets[at + 1] & 0xFF;
    }

    private static int fourOctets(byte[] octets, int at) {
        return twoOctets(octets, at) << 16 | twoOctets(octets, at + 2);
    }
}
