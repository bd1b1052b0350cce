package io.sextant.protocol.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import io.sextant.protocol.wire.Hex;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pairs of octets and message, each checked in both directions. */
class BgpWireTest {

    static final String MARKER = "ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff";

    /** Four-octet AS numbers, iBGP, as FRR speaks it. */
    static final CodecContext FRR = new CodecContext(true, false, false, List.of(), List.of(), false, false, true);

    /** The same without FRR's habit. */
    static final CodecContext PLAIN = new CodecContext(true, false, false, List.of(), List.of(), false, false, false);

    /** A two-octet speaker in another AS. */
    static final CodecContext OLD = new CodecContext(false, true, false, List.of(), List.of(), false, false, false);

    static final CodecContext PATHS = new CodecContext(
            true,
            false,
            false,
            List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST),
            List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST),
            true,
            false,
            false);

    static Stream<Arguments> pairs() {
        return Stream.of(
                pair(PLAIN, Keepalive.INSTANCE, "00 13", "04"),
                pair(
                        PLAIN,
                        RouteRefresh.request(AddressFamily.IPV6_UNICAST),
                        "00 17", // length
                        "05", // ROUTE-REFRESH
                        "00 02", // IPv6
                        "00", // request
                        "01"), // unicast
                pair(
                        PLAIN,
                        Notification.of(Notification.HEADER_ERROR, Notification.BAD_TYPE, Octets.of((byte) 9)),
                        "00 16",
                        "03",
                        "01", // message header error
                        "03", // bad message type
                        "09"), // the one octet of data that corebgp loses
                pair(
                        PLAIN,
                        Notification.ceaseWithMessage(Notification.ADMINISTRATIVE_SHUTDOWN, "bye"),
                        "00 19",
                        "03",
                        "06 02",
                        "03", // RFC 9003: length of the words
                        "62 79 65"),
                pair(
                        PLAIN,
                        Notification.cease(Notification.ADMINISTRATIVE_SHUTDOWN).asHardReset(),
                        "00 17",
                        "03",
                        "06 09", // hard reset, facts/frr.md point 14
                        "06 02"),
                pair(PLAIN, Update.endOfRib(AddressFamily.IPV4_UNICAST), "00 17", "02", "00 00", "00 00"),
                pair(
                        PLAIN,
                        Update.endOfRib(AddressFamily.IPV6_UNICAST),
                        "00 1d",
                        "02",
                        "00 00",
                        "00 06", // attributes
                        "80 0f 03", // MP_UNREACH_NLRI
                        "00 02 01"),
                pair(
                        PLAIN,
                        Update.withdraw(nlris("172.16.10.0/32", "10.0.0.0/8", "0.0.0.0/0")),
                        "00 1f",
                        "02",
                        "00 08", // withdrawn
                        "20 ac 10 0a 00",
                        "08 0a",
                        "00",
                        "00 00"),
                pair(
                        FRR,
                        // lab-frr/bringup.pcap, frame 47
                        Update.announce(
                                PathAttributes.builder()
                                        .origin(Origin.IGP)
                                        .nextHop(Ipv4Address.parse("192.168.1.10"))
                                        .med(OptionalLong.of(0))
                                        .localPreference(OptionalLong.of(100))
                                        .build(),
                                nlris("172.16.10.0/32")),
                        "00 39",
                        "02",
                        "00 00",
                        "00 1d",
                        "40 01 01 00", // ORIGIN IGP
                        "50 02 00 00", // AS_PATH, empty, extended length
                        "40 03 04 c0 a8 01 0a", // NEXT_HOP
                        "80 04 04 00 00 00 00", // MED
                        "40 05 04 00 00 00 64", // LOCAL_PREF
                        "20 ac 10 0a 00"),
                pair(PLAIN, everything(), everythingHex()),
                pair(
                        OLD,
                        Update.announce(
                                PathAttributes.builder()
                                        .origin(Origin.EGP)
                                        .asPath(AsPath.ofSequence(new Asn(65_001), new Asn(70_000)))
                                        .nextHop(Ipv4Address.parse("192.0.2.1"))
                                        .aggregator(new Aggregator(new Asn(70_000), Ipv4Address.parse("10.0.0.1")))
                                        .build(),
                                nlris("10.0.0.0/8")),
                        "00 4e",
                        "02",
                        "00 00",
                        "00 35",
                        "40 01 01 01",
                        "40 02 06 02 02 fd e9 5b a0", // AS_PATH with AS_TRANS
                        "40 03 04 c0 00 02 01",
                        "c0 07 06 5b a0 0a 00 00 01", // AGGREGATOR with AS_TRANS
                        "c0 11 0a 02 02 00 00 fd e9 00 01 11 70", // AS4_PATH
                        "c0 12 08 00 01 11 70 0a 00 00 01", // AS4_AGGREGATOR
                        "08 0a"),
                pair(
                        PLAIN,
                        Update.announce(
                                PathAttributes.builder()
                                        .origin(Origin.IGP)
                                        .nextHop(Ipv6Address.parse("2001:db8::1"))
                                        .linkLocalNextHop(Ipv6Address.parse("fe80::1"))
                                        .localPreference(OptionalLong.of(100))
                                        .build(),
                                nlris("2001:db8:1::/48")),
                        "00 54",
                        "02",
                        "00 00",
                        "00 3d",
                        "80 0e 2c", // MP_REACH_NLRI
                        "00 02 01",
                        "20",
                        "20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01",
                        "fe 80 00 00 00 00 00 00 00 00 00 00 00 00 00 01",
                        "00",
                        "30 20 01 0d b8 00 01",
                        "40 01 01 00",
                        "40 02 00",
                        "40 05 04 00 00 00 64"),
                pair(
                        PATHS,
                        Update.withdraw(List.of(new Nlri(IpPrefix.parse("10.1.0.0/16"), 7))),
                        "00 1e",
                        "02",
                        "00 07",
                        "00 00 00 07", // path identifier
                        "10 0a 01",
                        "00 00"));
    }

    private static Update everything() {
        return Update.announce(
                PathAttributes.builder()
                        .origin(Origin.INCOMPLETE)
                        .asPath(AsPath.of(List.of(
                                new AsPath.Segment(
                                        AsPath.SegmentType.SEQUENCE, List.of(new Asn(65_001), new Asn(4_200_000_000L))),
                                new AsPath.Segment(AsPath.SegmentType.SET, List.of(new Asn(1))))))
                        .nextHop(Ipv4Address.parse("192.0.2.1"))
                        .med(OptionalLong.of(0xFFFF_FFFFL))
                        .localPreference(OptionalLong.of(0))
                        .atomicAggregate(true)
                        .aggregator(new Aggregator(new Asn(65_001), Ipv4Address.parse("10.0.0.1")))
                        .communities(List.of(Community.NO_EXPORT, Community.of(64_512, 100)))
                        .largeCommunities(List.of(new LargeCommunity(64_512, 1, 2)))
                        .originatorId(Ipv4Address.parse("10.0.0.2"))
                        .clusterList(List.of(Ipv4Address.parse("10.0.0.3"), Ipv4Address.parse("10.0.0.4")))
                        .extendedCommunities(List.of(new ExtendedCommunity(0x4004_FC00_4B18_9680L)))
                        .others(List.of(new RawAttribute(0xE0, 99, Octets.of((byte) 1, (byte) 2))))
                        .build(),
                nlris("192.0.2.128/25"));
    }

    private static String[] everythingHex() {
        return new String[] {
            "00 92",
            "02",
            "00 00",
            "00 76",
            "40 01 01 02",
            "40 02 10 02 02 00 00 fd e9 fa 56 ea 00 01 01 00 00 00 01",
            "40 03 04 c0 00 02 01",
            "80 04 04 ff ff ff ff",
            "40 05 04 00 00 00 00",
            "40 06 00",
            "c0 07 08 00 00 fd e9 0a 00 00 01",
            "c0 08 08 fc 00 00 64 ff ff ff 01",
            "c0 20 0c 00 00 fc 00 00 00 00 01 00 00 00 02",
            "80 09 04 0a 00 00 02",
            "80 0a 08 0a 00 00 03 0a 00 00 04",
            "c0 10 08 40 04 fc 00 4b 18 96 80",
            "e0 63 02 01 02",
            "19 c0 00 02 80"
        };
    }

    private static List<Nlri> nlris(String... prefixes) {
        return Stream.of(prefixes).map(IpPrefix::parse).map(Nlri::of).toList();
    }

    private static Arguments pair(CodecContext context, BgpMessage message, String... fields) {
        return Arguments.of(context, message, Hex.format(Hex.octets(MARKER, String.join("", fields))));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void encodes(CodecContext context, BgpMessage message, String hex) {
        assertThat(Hex.format(BgpCodec.encode(message, context))).isEqualTo(hex);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void decodes(CodecContext context, BgpMessage message, String hex) {
        BgpCodec codec = new BgpCodec();
        codec.use(context);
        byte[] octets = Hex.octets(hex);
        codec.feed(octets);
        assertThat(codec.next()).isEqualTo(new BgpCodec.Decoded.Complete(message, octets.length));
        assertThat(codec.next()).isEqualTo(new BgpCodec.Decoded.NeedMore());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void decodes_octet_by_octet(CodecContext context, BgpMessage message, String hex) {
        BgpCodec codec = new BgpCodec();
        codec.use(context);
        byte[] octets = Hex.octets(hex);
        for (int i = 0; i < octets.length - 1; i++) {
            codec.feed(new byte[] {octets[i]});
            assertThat(codec.next()).as("after octet %d", i).isEqualTo(new BgpCodec.Decoded.NeedMore());
        }
        codec.feed(new byte[] {octets[octets.length - 1]});
        assertThat(codec.next()).isEqualTo(new BgpCodec.Decoded.Complete(message, octets.length));
    }
}
