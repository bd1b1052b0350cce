package io.sextant.protocol.bgp.config;

import io.sextant.protocol.address.Asn;
import java.util.List;

/**
 * {@code bgp confederation identifier A}, {@code bgp confederation peers …} (RFC 5065).
 *
 * @param identifier the AS the world outside sees
 * @param members other member ASes; the speaker's own is its local AS
 */
public record Confederation(Asn identifier, List<Asn> members) {

    public Confederation {
        members = members.stream().distinct().sorted().toList();
    }
}
