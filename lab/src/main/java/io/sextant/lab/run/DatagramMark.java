package io.sextant.lab.run;

/**
 * What stands at the start of the payload of a scenario's UDP flows, so that a datagram is known again wherever it is met,
 * whatever was rewritten or put around it: two octets "SX", two of the traffic's number, four of the datagram's number in
 * its flow, eight of the instant it left at, big-endian.
 */
final class DatagramMark {

    static final int OCTETS = 16;

    private static final int MAGIC = 'S' << 8 | 'X';

    private DatagramMark() {}

    static void write(byte[] octets, int at, int traffic, int number, long nanos) {
        put(octets, at, MAGIC, 2);
        put(octets, at + 2, traffic, 2);
        put(octets, at + 4, number, 4);
        put(octets, at + 8, nanos, 8);
    }

    /** The number of the traffic whose mark stands there; -1 where none does. */
    static int traffic(byte[] octets, int at, int length) {
        return length < OCTETS || get(octets, at, 2) != MAGIC ? -1 : (int) get(octets, at + 2, 2);
    }

    static int number(byte[] octets, int at) {
        return (int) get(octets, at + 4, 4);
    }

    static long nanos(byte[] octets, int at) {
        return get(octets, at + 8, 8);
    }

    private static void put(byte[] octets, int at, long value, int length) {
        for (int i = 0; i < length; i++) {
            octets[at + i] = (byte) (value >>> 8 * (length - 1 - i));
        }
    }

    private static long get(byte[] octets, int at, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | octets[at + i] & 0xFF;
        }
        return value;
    }
}
