package io.sextant.lab.console.frr;

import io.sextant.lab.console.text.Pad;
import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.AsPath;
import io.sextant.protocol.bgp.rib.Path;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** {@code show bgp … statistics} (FRR 8.4 {@code bgp_table_stats_single}), its slips of the pen included. */
final class TableStatistics {

    private static final int TITLE_WIDTH = 30;
    private static final int NUMBER_WIDTH = 12;
    private static final int PLAIN_DIGITS = 6;
    private static final long LAST_PRIVATE_TWO_OCTETS = 65_535;

    private final AddressFamily family;
    private final List<IpPrefix> prefixes;
    private final Lines out = new Lines();
    private long lengths;
    private long outer;
    private double space;
    private long paths;
    private long aggregates;
    private long hops;
    private long mostHops;
    private long octets;
    private long mostOctets;
    private long highest;

    TableStatistics(Frr frr, AddressFamily family) {
        this.family = family;
        this.prefixes = frr.table().prefixes().stream()
                .filter(prefix -> AddressFamily.of(prefix).equals(family))
                .toList();
        Deque<IpPrefix> around = new ArrayDeque<>();
        for (IpPrefix prefix : prefixes) {
            while (!around.isEmpty() && !covers(around.getLast(), prefix)) {
                around.removeLast();
            }
            lengths += prefix.length();
            if (around.isEmpty() || coversAll(around.getLast())) {
                outer++;
                space += Math.pow(2, prefix.address().lengthBits() - prefix.length());
            }
            around.addLast(prefix);
            frr.table().paths(prefix).forEach(this::count);
        }
    }

    /**
     * FRR 8.4 {@code bgp_table_stats_rn}: a prefix that covers the whole table takes nothing from those in it. In the table's
     * order that is one which covers the first and the last.
     */
    private boolean coversAll(IpPrefix prefix) {
        return covers(prefix, prefixes.get(0)) && covers(prefix, prefixes.get(prefixes.size() - 1));
    }

    private static boolean covers(IpPrefix outer, IpPrefix inner) {
        return outer.length() <= inner.length() && outer.contains(inner.address());
    }

    private void count(Path path) {
        AsPath way = path.attributes().asPath();
        long length = 0;
        for (AsPath.Segment segment : way.segments()) {
            length += 2 + 4L * segment.asns().size();
            for (Asn asn : segment.asns()) {
                highest = isPrivate(asn) ? highest : Math.max(highest, asn.value());
            }
        }
        paths++;
        aggregates += path.attributes().atomicAggregate() ? 1 : 0;
        hops += way.length();
        mostHops = Math.max(mostHops, way.length());
        octets += length;
        mostOctets = Math.max(mostOctets, length);
    }

    /** FRR 8.4 {@code BGP_AS_IS_PRIVATE} counts 65535 among them. */
    private static boolean isPrivate(Asn asn) {
        return asn.isPrivate() || asn.value() == LAST_PRIVATE_TWO_OCTETS;
    }

    String text() {
        out.line("BGP ", Frr.familyName(family), " RIB statistics (VRF default)");
        row("Total Advertisements", Long.toString(paths));
        row("Total Prefixes", Long.toString(prefixes.size()));
        row("Average prefix length", mean(lengths, prefixes.size()));
        row("Unaggregateable prefixes", Long.toString(outer));
        row("Maximum aggregateable prefixes", Long.toString(prefixes.size() - outer));
        row("BGP Aggregate advertisements", Long.toString(aggregates));
        row("Address space advertised", general(space));
        if (family.equals(AddressFamily.IPV4_UNICAST)) {
            part("% announced ", fixed(space * 100 * Math.pow(2, -32)));
            part("/8 equivalent ", fixed(space * Math.pow(2, -24)));
            part("/24 equivalent ", fixed(space * Math.pow(2, -8)));
        } else {
            part("/32 equivalent %s\n", general(space * Math.pow(2, -96)));
            part("/48 equivalent %s\n", general(space * Math.pow(2, -80)));
        }
        out.line();
        row("Advertisements with paths", Long.toString(paths));
        row("Longest AS-Path (hops)", Long.toString(mostHops));
        row("Average AS-Path length (hops)", mean(hops, paths));
        row("Largest AS-Path (bytes)", Long.toString(mostOctets));
        row("Average AS-Path size (bytes)", mean(octets, paths));
        row("Highest public ASN", Long.toString(highest));
        return out.toString();
    }

    private void row(String title, String number) {
        out.line(Pad.right(title, TITLE_WIDTH), ": ", Pad.left(number, NUMBER_WIDTH));
    }

    private void part(String title, String number) {
        out.line(Pad.left(title, TITLE_WIDTH), ": ", Pad.left(number, NUMBER_WIDTH));
    }

    /** FRR divides in single precision. */
    private static String mean(long sum, long count) {
        return fixed(sum == 0 ? 0 : (float) sum / (float) count);
    }

    private static String fixed(double value) {
        return new BigDecimal(value).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** C's {@code %g}. */
    private static String general(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value)
                .round(new MathContext(PLAIN_DIGITS, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < PLAIN_DIGITS) {
            return rounded.toPlainString();
        }
        String size = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : Integer.toString(Math.abs(exponent));
        return rounded.movePointLeft(exponent).toPlainString() + (exponent < 0 ? "e-" : "e+") + size;
    }
}
