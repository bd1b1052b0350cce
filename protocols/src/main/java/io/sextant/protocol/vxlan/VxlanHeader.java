package io.sextant.protocol.vxlan;

import io.sextant.protocol.wire.ByteReader;
import io.sextant.protocol.wire.ByteWriter;
import io.sextant.protocol.wire.MalformedException;

/** The meaning of a VXLAN header: the network identifier, 24 bits. */
public record VxlanHeader(int vni) {

    public VxlanHeader {
        if (vni >>> 24 != 0) {
            throw new IllegalArgumentException("VNI " + vni + " needs more than 24 bits");
        }
    }

    /** Reads the header; flags other than I, or set reserved bits, belong to extensions that are not spoken here. */
    public static VxlanHeader decode(ByteReader in) throws MalformedException {
        int flags = in.s32("VXLAN flags");
        int vni = in.u24("VXLAN network identifier");
        int reserved = in.u8("VXLAN reserved");
        if (flags != Vxlan.VNI_IS_VALID || reserved != 0) {
            throw new MalformedException("VXLAN flags", "are " + Integer.toHexString(flags) + ", reserved " + reserved);
        }
        return new VxlanHeader(vni);
    }

    public void encode(ByteWriter out) {
        out.s32(Vxlan.VNI_IS_VALID).u24(vni).u8(0);
    }
}
