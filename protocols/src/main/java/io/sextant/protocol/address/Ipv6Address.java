package io.sextant.protocol.address;

import java.util.Optional;

/** An IPv6 address as two 64-bit halves in network order. */
public record Ipv6Address(long high, long low) implements IpAddress {

    /** ::, the unspecified address (RFC 4291 §2.5.2). */
    public static final Ipv6Address ANY = new Ipv6Address(0, 0);

    /** ::1 (RFC 4291 §2.5.3). */
    public static final Ipv6Address LOOPBACK = new Ipv6Address(0, 1);

    /** ff02::1, all nodes of the link (RFC 4291 §2.7.1). */
    public static final Ipv6Address ALL_NODES = new Ipv6Address(0xFF02_0000_0000_0000L, 1);

    /** ff02::2, all routers of the link (RFC 4291 §2.7.1). */
    public static final Ipv6Address ALL_ROUTERS = new Ipv6Address(0xFF02_0000_0000_0000L, 2);

    /** Reads the text forms of RFC 4291 §2.2; zone identifiers are refused. */
    public static Ipv6Address parse(String text) {
        return tryParse(text).orElseThrow(() -> new IllegalArgumentException("not an IPv6 address: " + text));
    }

    /** As {@link #parse}, or nothing when the text is not an IPv6 address. */
    public static Optional<Ipv6Address> tryParse(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return Optional.empty();
        }
        int[] head = new int[8];
        int[] tail = new int[8];
        int headLength = groups(gap < 0 ? text : text.substring(0, gap), head, gap < 0);
        int tailLength = gap < 0 ? 0 : groups(text.substring(gap + 2), tail, true);
        boolean wrong = headLength < 0 || tailLength < 0;
        if (wrong || (gap < 0 ? headLength != 8 : headLength + tailLength > 7)) {
            return Optional.empty();
        }
        System.arraycopy(tail, 0, head, 8 - tailLength, tailLength);
        return Optional.of(new Ipv6Address(join(head, 0), join(head, 4)));
    }

    /** The address whose sixteen octets stand at {@code offset}. */
    public static Ipv6Address of(byte[] octets, int offset) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            high = high << 8 | (octets[offset + i] & 0xFF);
            low = low << 8 | (octets[offset + 8 + i] & 0xFF);
        }
        return new Ipv6Address(high, low);
    }

    /** The link-local address of an Ethernet interface by its EUI-64 (RFC 4291 §2.5.6, appendix A). */
    public static Ipv6Address linkLocal(MacAddress mac) {
        long bits = mac.bits();
        long eui64 = (bits >>> 24) << 40 | 0xFF_FE00_0000L | (bits & 0xFF_FFFF);
        return new Ipv6Address(0xFE80_0000_0000_0000L, eui64 ^ 0x0200_0000_0000_0000L);
    }

    /** The solicited-node group of this address: ff02::1:ff00:0/104 and its last three octets (RFC 4291 §2.7.1). */
    public Ipv6Address solicitedNode() {
        return new Ipv6Address(0xFF02_0000_0000_0000L, 0x1_FF00_0000L | (low & 0xFF_FFFF));
    }

    /** The Ethernet group of a multicast address: 33:33 and its last four octets (RFC 2464 §7). */
    public MacAddress multicastMac() {
        return new MacAddress(0x3333_0000_0000L | (low & 0xFFFF_FFFFL));
    }

    /** fe80::/10 (RFC 4291 §2.5.6). */
    public boolean isLinkLocal() {
        return isLinkLocal(high);
    }

    /** As above, of an address' high half. */
    public static boolean isLinkLocal(long high) {
        return high >>> 54 == 0x3FA;
    }

    /** ff00::/8 (RFC 4291 §2.7). */
    public boolean isMulticast() {
        return isMulticast(high);
    }

    /** As above, of an address' high half. */
    public static boolean isMulticast(long high) {
        return high >>> 56 == 0xFF;
    }

    @Override
    public byte[] toOctets() {
        byte[] octets = new byte[16];
        for (int i = 0; i < 8; i++) {
            octets[i] = (byte) (high >>> 56 - 8 * i);
            octets[8 + i] = (byte) (low >>> 56 - 8 * i);
        }
        return octets;
    }

    @Override
    public Ipv6Address plus(long count) {
        long sum = low + count;
        boolean carries = Long.compareUnsigned(sum, low) < 0;
        return new Ipv6Address(high + (carries ? 1 : 0), sum);
    }

    @Override
    public IpVersion version() {
        return IpVersion.IPV6;
    }

    @Override
    public Ipv6Prefix toHostPrefix() {
        return new Ipv6Prefix(this, 128);
    }

    @Override
    public int compareTo(IpAddress other) {
        if (!(other instanceof Ipv6Address that)) {
            return 1;
        }
        int byHigh = Long.compareUnsigned(high, that.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, that.low);
    }

    /** The canonical text of RFC 5952 §4: lower case, longest run of zero groups (two or more, first wins) as "::". */
    @Override
    public String toString() {
        int runStart = -1;
        int runLength = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && group(end) == 0) {
                end++;
            }
            if (end - i > runLength) {
                runStart = i;
                runLength = end - i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == runStart) {
                text.append("::");
                i += runLength - 1;
                continue;
            }
            boolean behindGap = runStart >= 0 && i == runStart + runLength;
            if (i > 0 && !behindGap) {
                text.append(':');
            }
            text.append(Integer.toHexString(group(i)));
        }
        return text.toString();
    }

    private int group(int index) {
        return (int) ((index < 4 ? high : low) >>> 48 - 16 * (index & 3)) & 0xFFFF;
    }

    private static long join(int[] groups, int from) {
        return (long) groups[from] << 48
                | (long) groups[from + 1] << 32
                | (long) groups[from + 2] << 16
                | groups[from + 3];
    }

    /** Fills {@code into} with the 16-bit groups of {@code text}; returns how many, or -1 when it is not well formed. */
    private static int groups(String text, int[] into, boolean mayEndInIpv4) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (part.indexOf('.') >= 0) {
                Optional<Ipv4Address> ipv4 = Ipv4Address.tryParse(part);
                if (!mayEndInIpv4 || i != parts.length - 1 || count > 6 || ipv4.isEmpty()) {
                    return -1;
                }
                into[count++] = ipv4.get().bits() >>> 16;
                into[count++] = ipv4.get().bits() & 0xFFFF;
                continue;
            }
            if (count == 8 || part.isEmpty() || part.length() > 4) {
                return -1;
            }
            int value = 0;
            for (int c = 0; c < part.length(); c++) {
                int digit = part.charAt(c) < 128 ? Character.digit(part.charAt(c), 16) : -1;
                if (digit < 0) {
                    return -1;
                }
                value = value << 4 | digit;
            }
            into[count++] = value;
        }
        return count;
    }
}
