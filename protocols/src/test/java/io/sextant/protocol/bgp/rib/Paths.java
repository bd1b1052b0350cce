package io.sextant.protocol.bgp.rib;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv4Prefix;
import io.sextant.protocol.bgp.message.AsPath;
import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.Origin;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.session.PeerId;
import io.sextant.protocol.bgp.session.PeerType;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** Paths to 10.0.0.0/8 from numbered peers: peer 7 is 192.0.2.7 with that identifier. */
final class Paths {

    static final Ipv4Prefix PREFIX = Ipv4Prefix.parse("10.0.0.0/8");
    static final Nlri NLRI = Nlri.of(PREFIX);
    static final Asn LOCAL_AS = new Asn(64_512);

    private Paths() {}

    static Ipv4Address peer(int number) {
        return new Ipv4Address(0xC000_0200 + number);
    }

    static RouteSource source(int peer, PeerType type, long asn) {
        return RouteSource.learned(new PeerId(peer(peer)), type, new Asn(asn), peer(peer));
    }

    /** An iBGP path with nothing special about it. */
    static Path internal(int peer) {
        return internal(peer, builder -> builder);
    }

    static Path internal(int peer, UnaryOperator<PathAttributes.Builder> change) {
        return path(source(peer, PeerType.INTERNAL, LOCAL_AS.value()), peer, change);
    }

    /** An eBGP path whose AS_PATH begins with the peer's AS. */
    static Path external(int peer, long... asns) {
        return external(peer, builder -> builder, asns);
    }

    static Path external(int peer, UnaryOperator<PathAttributes.Builder> change, long... asns) {
        AsPath path = AsPath.ofSequence(Arrays.stream(asns).mapToObj(Asn::new).toArray(Asn[]::new));
        return path(source(peer, PeerType.EXTERNAL, asns[0]), peer, builder -> change.apply(builder.asPath(path)));
    }

    static Path local() {
        return new Path(
                NLRI,
                RouteSource.local(RouteSource.Kind.NETWORK, LOCAL_AS, peer(200)),
                PathAttributes.builder().origin(Origin.IGP).build(),
                Path.LOCAL_WEIGHT,
                0,
                false,
                0);
    }

    static UnaryOperator<PathAttributes.Builder> med(long value) {
        return builder -> builder.med(OptionalLong.of(value));
    }

    static UnaryOperator<PathAttributes.Builder> preference(long value) {
        return builder -> builder.localPreference(OptionalLong.of(value));
    }

    private static Path path(RouteSource source, int peer, UnaryOperator<PathAttributes.Builder> change) {
        PathAttributes.Builder builder =
                PathAttributes.builder().origin(Origin.IGP).nextHop(peer(peer));
        return new Path(NLRI, source, change.apply(builder).build(), 0, 0, false, 0);
    }
}
