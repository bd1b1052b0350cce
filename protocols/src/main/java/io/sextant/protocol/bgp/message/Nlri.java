package io.sextant.protocol.bgp.message;

import io.sextant.protocol.address.IpAddress;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.MalformedException;
import java.util.ArrayList;
import java.util.List;

/**
 * A prefix in an UPDATE, with its path identifier where add-path was negotiated (RFC 4271 §4.3, RFC 7911 §3).
 *
 * <pre>
 *  0                        0 or 4    +1
 * | path identifier, if any | length | as many octets of the prefix as its length needs |
 * </pre>
 *
 * @param pathId 0..4294967295; 0 where the session has no path identifiers
 */
public record Nlri(IpPrefix prefix, long pathId) implements Comparable<Nlri> {

    public Nlri {
        if (pathId >>> 32 != 0) {
            throw new IllegalArgumentException("path identifier " + pathId + " is not in 0..4294967295");
        }
    }

    public static Nlri of(IpPrefix prefix) {
        return new Nlri(prefix, 0);
    }

    /** Reads prefixes to the end of {@code in}; bits behind the length are ignored (RFC 4271 §4.3). */
    static List<Nlri> decodeAll(ByteReader in, AddressFamily family, boolean pathIds) throws MalformedException {
        List<Nlri> all = new ArrayList<>();
        while (!in.isEmpty()) {
            long pathId = pathIds ? in.u32("path identifier") : 0;
            int length = in.u8("prefix length");
            if (length > family.maxPrefixLength()) {
                throw new MalformedException("prefix length", length + " is more than " + family.maxPrefixLength());
            }
            byte[] significant = in.bytes((length + 7) / 8, "prefix");
            byte[] padded = new byte[family.maxPrefixLength() / 8];
            System.arraycopy(significant, 0, padded, 0, significant.length);
            IpAddress address =
                    family.afi() == AddressFamily.AFI_IPV4 ? Ipv4Address.of(padded, 0) : Ipv6Address.of(padded, 0);
            all.add(new Nlri(IpPrefix.of(address, length), pathId));
        }
        return all;
    }

    void encode(ByteWriter out, boolean pathIds) {
        if (pathIds) {
            out.u32(pathId);
        }
        out.u8(prefix.length()).bytes(prefix.address().toOctets(), 0, (prefix.length() + 7) / 8);
    }

    /** Octets {@link #encode} writes. */
    int encodedLength(boolean pathIds) {
        return (pathIds ? 4 : 0) + 1 + (prefix.length() + 7) / 8;
    }

    @Override
    public int compareTo(Nlri other) {
        int byPrefix = prefix.compareTo(other.prefix);
        return byPrefix != 0 ? byPrefix : Long.compare(pathId, other.pathId);
    }

    @Override
    public String toString() {
        return pathId == 0 ? prefix.toString() : prefix + " path " + pathId;
    }
}
