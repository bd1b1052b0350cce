package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.bgp.message.ExtendedCommunity;
import io.sextant.protocol.bgp.message.PathAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The link-bandwidth extended community (draft-ietf-idr-link-bandwidth-07): type 0x00 or 0x40, subtype 4, AS number in two
 * octets, octets a second as an IEEE 754 single.
 */
public final class LinkBandwidth {

    private static final int SUBTYPE = 4;

    private LinkBandwidth() {}

    /** Octets a second that the attributes name, or 0. */
    public static long of(PathAttributes attributes) {
        List<ExtendedCommunity> all = attributes.extendedCommunities();
        for (int i = 0; i < all.size(); i++) {
            if (is(all.get(i))) {
                return octets((int) all.get(i).bits());
            }
        }
        return 0;
    }

    /** Octets a second of all paths together. */
    static long total(Path @Nullable [] paths) {
        long sum = 0;
        for (int i = 0; paths != null && i < paths.length; i++) {
            sum += of(paths[i].attributes());
        }
        return sum;
    }

    /**
     * The attributes with another bandwidth in place of a transitive one; without one, or with one that is not transitive,
     * they stay as they are (FRR 8.4 {@code ecommunity_replace_linkbw}).
     *
     * @param own the AS that says so
     * @param integer in octets a second as a plain number, as {@code disable-link-bw-encoding-ieee} has it
     */
    public static PathAttributes replace(PathAttributes attributes, Asn own, long octetsPerSecond, boolean integer) {
        List<ExtendedCommunity> changed = new ArrayList<>();
        boolean found = false;
        for (ExtendedCommunity each : attributes.extendedCommunities()) {
            if (!is(each)) {
                changed.add(each);
            } else if (!each.isTransitive()) {
                return attributes;
            } else if (!found) {
                found = true;
                changed.add(new ExtendedCommunity(bits(own, Math.min(octetsPerSecond, 0xFFFF_FFFFL), integer)));
            }
        }
        return found ? attributes.toBuilder().extendedCommunities(changed).build() : attributes;
    }

    private static long bits(Asn own, long octetsPerSecond, boolean integer) {
        long as = (own.isFourOctet() ? Asn.TRANS : own).value();
        int value = integer ? (int) octetsPerSecond : Float.floatToRawIntBits((float) octetsPerSecond);
        return (long) SUBTYPE << 48 | as << 32 | value & 0xFFFF_FFFFL;
    }

    private static boolean is(ExtendedCommunity community) {
        return (community.type() & 0xBF) == 0 && community.subtype() == SUBTYPE;
    }

    private static long octets(int field) {
        float value = Float.intBitsToFloat(field);
        return value >= 0 && value < 4_294_967_296.0 ? (long) value : 0;
    }
}
