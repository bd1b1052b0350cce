package io.sextant.protocol.tcp;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.ip.IpProtocol;
import io.sextant.protocol.wire.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The MD5 signature option (RFC 2385): a digest over the pseudo header, the TCP header without options and with a checksum of
 * zero, the data, and the key both sides know.
 */
public final class TcpSignature {

    /** What the option takes on a segment, the two NOPs in front of it included ({@code TCPOLEN_MD5SIG_ALIGNED}). */
    public static final int OPTION_OCTETS = 20;

    /** The longest key a socket takes ({@code TCP_MD5SIG_MAXKEYLEN}). */
    public static final int MAX_KEY_OCTETS = 80;

    private static final int DIGEST_OCTETS = 16;
    private static final int SACK_OVERHEAD_OCTETS = 4;
    private static final int SACK_BLOCK_EDGES = 2;

    private TcpSignature() {}

    /**
     * The segment with the option. SACK blocks that have no room beside it are left out, as Linux's {@code
     * tcp_established_options} leaves them out.
     *
     * @param key not empty
     */
    public static TcpSegment sign(TcpSegment segment, IpAddress source, IpAddress destination, String key) {
        TcpOptions options = withRoom(segment.options()).withMd5Digest(new byte[DIGEST_OCTETS]);
        TcpSegment shaped = segment.withOptions(options);
        return shaped.withOptions(options.withMd5Digest(digest(shaped, source, destination, key)));
    }

    /** Whether the segment's option is that of this key; false without the option. */
    public static boolean isRight(TcpSegment segment, IpAddress source, IpAddress destination, String key) {
        byte[] told = segment.options().md5Digest();
        return told != null && Arrays.equals(told, digest(segment, source, destination, key));
    }

    /** The digest of a segment that has the options it leaves with, whatever digest among them. */
    private static byte[] digest(TcpSegment segment, IpAddress source, IpAddress destination, String key) {
        int length = segment.lengthOctets();
        ByteWriter header = new ByteWriter(60);
        if (source instanceof Ipv4Address own && destination instanceof Ipv4Address other) {
            header.s32(own.bits()).s32(other.bits()).u8(0).u8(IpProtocol.TCP).u16(length);
        } else {
            // RFC 8200 §8.1.
            header.s64(source.high()).s64(source.low());
            header.s64(destination.high()).s64(destination.low());
            header.u32(length).u32(IpProtocol.TCP);
        }
        header.u16(segment.sourcePort()).u16(segment.destinationPort());
        header.s32(segment.sequence()).s32(segment.acknowledgment());
        header.u16(segment.headerLength() << 10 | segment.flags()).u16(segment.window());
        header.u16(0).u16(segment.urgentPointer());
        MessageDigest md5 = md5();
        md5.update(header.toBytes());
        md5.update(segment.payload());
        md5.update(key.getBytes(StandardCharsets.UTF_8));
        return md5.digest();
    }

    private static TcpOptions withRoom(TcpOptions options) {
        int[] edges = options.sackBlocks();
        if (edges.length == 0) {
            return options;
        }
        int others = options.withSackBlocks(new int[0]).lengthOctets();
        int room = TcpOptions.MAX_OCTETS - OPTION_OCTETS - others - SACK_OVERHEAD_OCTETS;
        int blocks = Math.max(0, room / (SACK_BLOCK_EDGES * Integer.BYTES));
        int fitting = Math.min(edges.length, blocks * SACK_BLOCK_EDGES);
        return options.withSackBlocks(Arrays.copyOf(edges, fitting));
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
