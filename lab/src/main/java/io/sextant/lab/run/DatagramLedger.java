package io.sextant.lab.run;

import io.sextant.lab.report.DatagramReport;
import io.sextant.lab.report.Loss;
import io.sextant.lab.scenario.traffic.UdpSpec;
import io.sextant.protocol.ethernet.EtherType;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.ip.Ipv4;
import io.sextant.protocol.ip.Ipv6;
import io.sextant.protocol.udp.Udp;
import io.sextant.topology.Network;
import io.sextant.topology.frame.DropReason;
import io.sextant.topology.frame.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The books on the datagrams of UDP flows away from those who send them: who took them, and where they were lost. */
final class DatagramLedger {

    private static final int TRAFFICS_MAX = 1 << 16;

    /** Counts what one node's servers take. */
    final class Taker {
        private final String node;
        private long[] received = new long[1];

        private Taker(String node) {
            this.node = node;
        }

        /** A server has taken a datagram. */
        void took(byte[] octets, int offset, int length) {
            int number = DatagramMark.traffic(octets, offset, length);
            if (number >= 0 && number < accounts.size()) {
                if (number >= received.length) {
                    received = Arrays.copyOf(received, accounts.size());
                }
                received[number]++;
            }
        }

        private long received(int number) {
            return number < received.length ? received[number] : 0;
        }
    }

    /** One traffic's account. */
    final class Account {
        private final int number;
        private final int payloadOctets;
        private final Map<String, Map<String, Loss>> losses = new TreeMap<>();

        private Account(int number, int payloadOctets) {
            this.number = number;
            this.payloadOctets = payloadOctets;
        }

        /** Stands in the mark of each datagram. */
        int number() {
            return number;
        }

        long received() {
            return takers.values().stream()
                    .mapToLong(taker -> taker.received(number))
                    .sum();
        }

        List<DatagramReport.Receiver> receivers() {
            return takers.values().stream()
                    .filter(taker -> taker.received(number) > 0)
                    .map(taker -> new DatagramReport.Receiver(taker.node, taker.received(number)))
                    .toList();
        }

        List<Loss> losses() {
            return losses.values().stream()
                    .flatMap(byReason -> byReason.values().stream())
                    .toList();
        }

        private void lost(String node, DropReason reason, int octets) {
            losses.computeIfAbsent(node, name -> new TreeMap<>())
                    .merge(
                            reason.name(),
                            new Loss(node, reason.name(), reason.text(), 1, octets),
                            (sum, one) -> new Loss(
                                    node,
                                    sum.reason(),
                                    sum.text(),
                                    sum.packets() + one.packets(),
                                    sum.octets() + one.octets()));
        }
    }

    private final Network network;
    private final List<Account> accounts = new ArrayList<>();
    private final Map<String, Taker> takers = new TreeMap<>();

    DatagramLedger(Network network) {
        this.network = network;
    }

    /** Opens the account of a traffic, before the run. */
    Account open(UdpSpec spec) {
        if (accounts.size() == TRAFFICS_MAX) {
            throw new IllegalStateException("more than " + TRAFFICS_MAX + " kinds of UDP traffic");
        }
        if (accounts.isEmpty()) {
            network.addDropListener((now, node, port, reason, frame) -> dropped(node, reason, frame));
        }
        Account account = new Account(accounts.size(), spec.payloadOctets());
        accounts.add(account);
        return account;
    }

    /** The counts of a node's servers. */
    Taker taker(String node) {
        return takers.computeIfAbsent(node, Taker::new);
    }

    /** Copies that a switch flooded to machines they were not for are no loss. */
    private void dropped(String node, DropReason reason, Frame frame) {
        if (reason.equals(DropReason.OTHER_HOST) || reason.equals(DropReason.SWITCH_FILTERED)) {
            return;
        }
        for (Account account : accounts) {
            int payload = frame.end() - account.payloadOctets;
            if (payload >= frame.start()
                    && DatagramMark.traffic(frame.octets(), payload, account.payloadOctets) == account.number
                    && isDatagram(frame, payload)) {
                account.lost(node, reason, frame.length());
                return;
            }
        }
    }

    /** Whether a whole UDP packet ends here, alone, on a cable or in a tunnel; and not the quotation in an ICMP error. */
    private static boolean isDatagram(Frame frame, int payload) {
        byte[] octets = frame.octets();
        int ipv4 = payload - Udp.HEADER_OCTETS - Ipv4.HEADER_OCTETS;
        if (ipv4 >= frame.start()
                && octets[ipv4] == 0x45
                && Ipv4.protocol(octets, ipv4) == IpProtocol.UDP
                && isFirst(frame, ipv4, EtherType.IPV4)) {
            return true;
        }
        int ipv6 = payload - Udp.HEADER_OCTETS - Ipv6.HEADER_OCTETS;
        return ipv6 >= frame.start()
                && (octets[ipv6] & 0xF0) == 0x60
                && Ipv6.nextHeader(octets, ipv6) == IpProtocol.UDP
                && isFirst(frame, ipv6, EtherType.IPV6);
    }

    /** Whether an IP header there begins the frame, or stands behind an Ethernet header. */
    private static boolean isFirst(Frame frame, int ip, int etherType) {
        byte[] octets = frame.octets();
        return ip == frame.start()
                || ip >= frame.start() + 2 && ((octets[ip - 2] & 0xFF) << 8 | octets[ip - 1] & 0xFF) == etherType;
    }
}
