package io.sextant.lab.real;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In which order a router's peers told it of one prefix, and what follows from that by FRR's rules. The order itself is
 * chance with real daemons; what follows from it is not.
 *
 * @param peers addresses, the first to tell first
 * @param nanos when each told, from the first on
 */
record Arrivals(List<String> peers, List<Long> nanos) {

    /** FRR 8.4 {@code bgp_process}: a changed prefix waits this long, with all that comes meanwhile. */
    static final long HOLD_NANOS = 50_000_000L;

    /** What {@code debug bgp updates in} logs. */
    private static final Pattern RECEIVED =
            Pattern.compile("^(\\S+ \\S+) BGP: \\[\\S+] ([0-9.]+)\\S* rcvd (\\S+/\\d+) IPv4 unicast$");

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SSSSSS");

    Arrivals {
        peers = List.copyOf(peers);
        nanos = List.copyOf(nanos);
    }

    /** Reads what bgpd logged of a prefix. */
    static Arrivals of(List<String> log, String prefix) {
        List<String> peers = new ArrayList<>();
        List<Long> nanos = new ArrayList<>();
        LocalDateTime first = LocalDateTime.MAX;
        for (String line : log) {
            Matcher received = RECEIVED.matcher(line);
            if (received.matches() && received.group(3).equals(prefix)) {
                LocalDateTime at = LocalDateTime.parse(received.group(1), STAMP);
                first = peers.isEmpty() ? at : first;
                peers.add(received.group(2));
                nanos.add(Duration.between(first, at).toNanos());
            }
        }
        return new Arrivals(peers, nanos);
    }

    /** Which of them are looked at together, were the hold this long. */
    List<List<String>> batches(long holdNanos) {
        List<List<String>> batches = new ArrayList<>();
        long ends = Long.MIN_VALUE;
        for (int i = 0; i < peers.size(); i++) {
            if (nanos.get(i) >= ends) {
                batches.add(new ArrayList<>());
                ends = nanos.get(i) + holdNanos;
            }
            batches.get(batches.size() - 1).add(peers.get(i));
        }
        return batches;
    }

    /** {@code show ip bgp}: the newest path of a prefix stands first. */
    List<String> newestFirst() {
        List<String> order = new ArrayList<>(peers);
        java.util.Collections.reverse(order);
        return order;
    }

    /** The kernel has next hops in the order of zebra's numbers, which are given by address to each batch's new ones. */
    static List<String> kernelOrder(List<List<String>> batches) {
        List<String> order = new ArrayList<>();
        for (List<String> batch : batches) {
            batch.stream().sorted(Comparator.comparing(Arrivals::lastOctet)).forEach(order::add);
        }
        return order;
    }

    /**
     * The table's version in the end. FRR 8.4 {@code bgp_process_main_one}: it rises where another path becomes the best,
     * which here is the one of the lowest router id, the peer's address; and where the best is no longer alone, for then its
     * attributes are made anew. Another path beside several raises nothing.
     */
    static int tableVersion(List<List<String>> batches) {
        int version = 0;
        int paths = 0;
        int best = Integer.MAX_VALUE;
        for (List<String> batch : batches) {
            int lowest = batch.stream().mapToInt(Arrivals::lastOctet).min().orElseThrow();
            boolean nowSeveral = paths == 1 || (paths == 0 && batch.size() > 1);
            version += lowest < best || nowSeveral ? 1 : 0;
            best = Math.min(best, lowest);
            paths += batch.size();
        }
        return version;
    }

    private static int lastOctet(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf('.') + 1));
    }
}
