package io.sextant.protocol.address;

import java.util.Optional;

/** An IPv4 address; {@code bits} holds it in host order, so 192.168.1.1 is 0xC0A80101. */
public record Ipv4Address(int bits) implements IpAddress {

    /** 0.0.0.0, "this host" (RFC 1122 §3.2.1.3). */
    public static final Ipv4Address ANY = new Ipv4Address(0);

    /** 255.255.255.255, the limited broadcast address (RFC 919 §7). */
    public static final Ipv4Address BROADCAST = new Ipv4Address(-1);

    /** Reads dotted decimal with exactly four parts; leading zeros are refused because programs disagree on them. */
    public static Ipv4Address parse(String text) {
        return tryParse(text).orElseThrow(() -> new IllegalArgumentException("not an IPv4 address: " + text));
    }

    /** As {@link #parse}, or nothing when the text is not an IPv4 address. */
    public static Optional<Ipv4Address> tryParse(String text) {
        int bits = 0;
        int position = 0;
        for (int part = 0; part < 4; part++) {
            if (part > 0) {
                if (position >= text.length() || text.charAt(position) != '.') {
                    return Optional.empty();
                }
                position++;
            }
            int start = position;
            int value = 0;
            while (position < text.length() && position - start < 3 && isDigit(text.charAt(position))) {
                value = value * 10 + text.charAt(position++) - '0';
            }
            boolean leadingZero = position - start > 1 && text.charAt(start) == '0';
            if (position == start || value > 255 || leadingZero) {
                return Optional.empty();
            }
            bits = bits << 8 | value;
        }
        return position == text.length() ? Optional.of(new Ipv4Address(bits)) : Optional.empty();
    }

    /** The address whose four octets stand at {@code offset}. */
    public static Ipv4Address of(byte[] octets, int offset) {
        return new Ipv4Address((octets[offset] & 0xFF) << 24
                | (octets[offset + 1] & 0xFF) << 16
                | (octets[offset + 2] & 0xFF) << 8
                | (octets[offset + 3] & 0xFF));
    }

    /** 224.0.0.0/4 (RFC 5771). */
    public boolean isMulticast() {
        return bits >>> 28 == 0xE;
    }

    /** 127.0.0.0/8 (RFC 1122 §3.2.1.3). */
    public boolean isLoopback() {
        return bits >>> 24 == 127;
    }

    /** No host's: 0/8, 127/8, multicast and class E (FRR 8.4 {@code ipv4_martian}). */
    public boolean isMartian() {
        int first = bits >>> 24;
        return first == 0 || isLoopback() || first >= 224;
    }

    @Override
    public byte[] toOctets() {
        return new byte[] {(byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits};
    }

    @Override
    public long high() {
        return 0;
    }

    @Override
    public long low() {
        return IpAddress.mapped(bits);
    }

    @Override
    public Ipv4Address plus(long count) {
        return new Ipv4Address(bits + (int) count);
    }

    @Override
    public IpVersion version() {
        return IpVersion.IPV4;
    }

    @Override
    public Ipv4Prefix toHostPrefix() {
        return new Ipv4Prefix(this, 32);
    }

    @Override
    public int compareTo(IpAddress other) {
        return other instanceof Ipv4Address that ? Integer.compareUnsigned(bits, that.bits) : -1;
    }

    @Override
    public String toString() {
        return (bits >>> 24) + "." + (bits >>> 16 & 0xFF) + "." + (bits >>> 8 & 0xFF) + "." + (bits & 0xFF);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
