package io.sextant.topology.ecmp;

/**
 * What of a packet may go into a flow hash: Linux's {@code struct flow_keys}, filled by {@link FlowDissector}.
 *
 * <p>A scratch object that is filled anew for every packet, so that hashing allocates nothing. Addresses are big-endian
 * values as read from the wire, the IPv6 ones as two longs.
 *
 * <pre>
 * the hashed octets: 48 for IPv4, 72 for IPv6; all others are zero
 *  0               2      3       4              8        28        30        32     36
 * +---------------+------+-------+--------------+--------+---------+---------+------+---------------------------+----+
 * | ethertype (0) | prot |   0   |  flow label  | vlans  | port A  | port B  |  0   |  address A   address B    |  0 |
 * +---------------+------+-------+--------------+--------+---------+---------+------+---------------------------+----+
 * </pre>
 */
final class FlowKeys {
    /** Eight-octet words of the longest key, IPv6's. */
    static final int MAX_WORDS = 9;

    private static final int IPV4_WORDS = 6;

    boolean ipv6;
    int source4;
    int target4;
    long sourceHigh;
    long sourceLow;
    long targetHigh;
    long targetLow;
    int sourcePort;
    int targetPort;
    int protocol;
    /** As the value of the 20-bit field. */
    int flowLabel;
    /** Whether dissection went through, or stopped at, a tunnel header. */
    boolean encapsulated;

    void clear() {
        ipv6 = false;
        source4 = 0;
        target4 = 0;
        sourceHigh = 0;
        sourceLow = 0;
        targetHigh = 0;
        targetLow = 0;
        sourcePort = 0;
        targetPort = 0;
        protocol = 0;
        flowLabel = 0;
        encapsulated = false;
    }

    void ipv4(int source, int target) {
        ipv6 = false;
        source4 = source;
        target4 = target;
    }

    void ipv6(long newSourceHigh, long newSourceLow, long newTargetHigh, long newTargetLow) {
        ipv6 = true;
        sourceHigh = newSourceHigh;
        sourceLow = newSourceLow;
        targetHigh = newTargetHigh;
        targetLow = newTargetLow;
    }

    /** Keeps of these keys only what {@code fields}, in the outer packet's bits, selects. */
    void keepOnly(int fields) {
        if ((fields & HashFields.SOURCE_ADDRESS) == 0) {
            source4 = 0;
            sourceHigh = 0;
            sourceLow = 0;
        }
        if ((fields & HashFields.TARGET_ADDRESS) == 0) {
            target4 = 0;
            targetHigh = 0;
            targetLow = 0;
        }
        protocol = (fields & HashFields.PROTOCOL) == 0 ? 0 : protocol;
        flowLabel = (fields & HashFields.FLOW_LABEL) == 0 || !ipv6 ? 0 : flowLabel;
        sourcePort = (fields & HashFields.SOURCE_PORT) == 0 ? 0 : sourcePort;
        targetPort = (fields & HashFields.TARGET_PORT) == 0 ? 0 : targetPort;
    }

    /**
     * Puts both ends in order, so that either direction of a flow hashes alike.
     *
     * <p>IPv4 addresses and ports compare as the little-endian integers an x86 kernel loads; IPv6 addresses octet by
     * octet.
     */
    void putInOrder(EndOrder order) {
        int sourceLoaded = Integer.reverseBytes(source4);
        int targetLoaded = Integer.reverseBytes(target4);
        int addresses = ipv6
                ? compareIpv6()
                : order.signedAddresses()
                        ? Integer.signum(targetLoaded - sourceLoaded)
                        : Integer.compareUnsigned(targetLoaded, sourceLoaded);
        boolean portsBackwards = Character.reverseBytes((char) targetPort) < Character.reverseBytes((char) sourcePort);
        if (order.portsApart()) {
            if (addresses < 0) {
                swapAddresses();
            }
            if (portsBackwards) {
                swapPorts();
            }
        } else if (addresses < 0 || (addresses == 0 && portsBackwards)) {
            swapAddresses();
            swapPorts();
        }
    }

    private int compareIpv6() {
        int high = Long.compareUnsigned(targetHigh, sourceHigh);
        return high != 0 ? high : Long.compareUnsigned(targetLow, sourceLow);
    }

    private void swapAddresses() {
        int address4 = source4;
        source4 = target4;
        target4 = address4;
        long high = sourceHigh;
        sourceHigh = targetHigh;
        targetHigh = high;
        long low = sourceLow;
        sourceLow = targetLow;
        targetLow = low;
    }

    private void swapPorts() {
        int port = sourcePort;
        sourcePort = targetPort;
        targetPort = port;
    }

    /**
     * Writes the hashed octets as little-endian words.
     *
     * @param labelWord the flow label's four octets as loaded little-endian
     * @return the number of words
     */
    int writeTo(long[] words, int labelWord) {
        words[0] = (long) protocol << 16 | (long) labelWord << 32;
        words[1] = 0;
        words[2] = 0;
        long ports = Character.reverseBytes((char) sourcePort) | (long) Character.reverseBytes((char) targetPort) << 16;
        words[3] = ports << 32;
        if (!ipv6) {
            words[4] = (long) Integer.reverseBytes(source4) << 32;
            words[5] = Integer.toUnsignedLong(Integer.reverseBytes(target4));
            return IPV4_WORDS;
        }
        long sourceFirst = Long.reverseBytes(sourceHigh);
        long sourceSecond = Long.reverseBytes(sourceLow);
        long targetFirst = Long.reverseBytes(targetHigh);
        long targetSecond = Long.reverseBytes(targetLow);
        words[4] = sourceFirst << 32;
        words[5] = sourceFirst >>> 32 | sourceSecond << 32;
        words[6] = sourceSecond >>> 32 | targetFirst << 32;
        words[7] = targetFirst >>> 32 | targetSecond << 32;
        words[8] = targetSecond >>> 32;
        return MAX_WORDS;
    }
}
