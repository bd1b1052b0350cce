package io.sextant.protocol.bgp.message;

/**
 * A path attribute this speaker does not understand but must pass on (RFC 4271 §5).
 *
 * @param flags the flag octet without the extended-length bit, which belongs to the octets and not to the meaning
 */
public record RawAttribute(int flags, int type, Octets value) {

    public RawAttribute {
        if ((flags & ~0xE0) != 0 || type >>> 8 != 0) {
            throw new IllegalArgumentException("no attribute: flags " + flags + " type " + type);
        }
    }

    /** Whether it goes on to other peers. */
    public boolean isTransitive() {
        return (flags & 0x40) != 0;
    }
}
