package io.sextant.protocol.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.address.Ipv6Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any message, cut anywhere, comes out as it went in. A failure names its seed. */
class BgpRoundTripTest {

    private static final int MESSAGES = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void any_stream_of_messages_in_any_pieces(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        CodecContext context = context(random);
        List<BgpMessage> messages = new ArrayList<>();
        List<byte[]> encoded = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            BgpMessage message = message(random, context);
            messages.add(message);
            encoded.add(BgpCodec.encode(message, context));
        }
        byte[] stream = join(encoded);
        BgpCodec codec = new BgpCodec();
        codec.use(context);
        List<BgpMessage> decoded = new ArrayList<>();
        for (int at = 0; at < stream.length; ) {
            int end = Math.min(stream.length, at + 1 + random.nextInt(700));
            codec.feed(Arrays.copyOfRange(stream, at, end));
            at = end;
            while (codec.next() instanceof BgpCodec.Decoded.Complete complete) {
                decoded.add(complete.message());
            }
        }
        assertThat(decoded).as("seed %d", seed).isEqualTo(messages);
    }

    private static byte[] join(List<byte[]> pieces) {
        int length = pieces.stream().mapToInt(piece -> piece.length).sum();
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, joined, at, piece.length);
            at += piece.length;
        }
        return joined;
    }

    static CodecContext context(SplittableRandom random) {
        List<AddressFamily> paths =
                random.nextBoolean() ? List.of() : List.of(AddressFamily.IPV4_UNICAST, AddressFamily.IPV6_UNICAST);
        return new CodecContext(true, false, false, paths, paths, random.nextBoolean(), true, random.nextBoolean());
    }

    static BgpMessage message(SplittableRandom random, CodecContext context) {
        return switch (random.nextInt(6)) {
            case 0 -> open(random);
            case 1 -> Notification.of(random.nextInt(256), random.nextInt(256), octets(random, 40));
            case 2 -> Keepalive.INSTANCE;
            case 3 -> new RouteRefresh(family(random), 0, octets(random, 20));
            case 4 -> Update.withdraw(nlris(random, context, random.nextBoolean()));
            default -> announcement(random, context);
        };
    }

    private static Open open(SplittableRandom random) {
        List<Open.Parameter> parameters = new ArrayList<>();
        int groups = random.nextInt(6);
        for (int i = 0; i < groups; i++) {
            parameters.add(
                    random.nextInt(8) == 0
                            ? new Open.Parameter.Unknown(3 + random.nextInt(200), octets(random, 30))
                            : new Open.Parameter.Capabilities(many(random, 4, () -> capability(random))));
        }
        return Open.of(
                new Asn(random.nextLong(1L << 32)),
                random.nextInt(65_536),
                new Ipv4Address(random.nextInt()),
                parameters);
    }

    private static Capability capability(SplittableRandom random) {
        return switch (random.nextInt(13)) {
            case 0 -> new Capability.Multiprotocol(family(random));
            case 1 -> new Capability.RouteRefreshing(random.nextBoolean());
            case 2 ->
                new Capability.ExtendedNextHop(many(
                        random, 3, () -> new Capability.ExtendedNextHop.Rule(family(random), random.nextInt(65_536))));
            case 3 -> new Capability.ExtendedMessage();
            case 4 -> new Capability.Role(random.nextInt(256));
            case 5 ->
                new Capability.GracefulRestart(
                        random.nextBoolean(),
                        random.nextBoolean(),
                        random.nextInt(4096),
                        many(
                                random,
                                3,
                                () -> new Capability.GracefulRestart.FamilyState(
                                        family(random), random.nextBoolean())));
            case 6 -> new Capability.FourOctetAs(new Asn(random.nextLong(1L << 32)));
            case 7 ->
                new Capability.AddPath(many(
                        random,
                        3,
                        () -> new Capability.AddPath.Ability(
                                family(random), random.nextBoolean(), random.nextBoolean())));
            case 8 -> new Capability.EnhancedRouteRefresh();
            case 9 ->
                new Capability.LongLivedGracefulRestart(many(
                        random,
                        3,
                        () -> new Capability.LongLivedGracefulRestart.StaleFamily(
                                family(random), random.nextBoolean(), random.nextInt(1 << 24))));
            case 10 -> new Capability.Fqdn("host" + random.nextInt(100), random.nextBoolean() ? "" : "example");
            default -> new Capability.Unknown(200 + random.nextInt(50), octets(random, 20));
        };
    }

    private static Update announcement(SplittableRandom random, CodecContext context) {
        boolean ipv6 = random.nextBoolean();
        PathAttributes.Builder attributes = PathAttributes.builder()
                .origin(one(random, Origin.values()))
                .asPath(path(random))
                .localPreference(OptionalLong.of(random.nextLong(1L << 32)));
        if (ipv6) {
            attributes.nextHop(new Ipv6Address(random.nextLong(), random.nextLong()));
        } else {
            attributes.nextHop(new Ipv4Address(random.nextInt(0x0100_0000, 0x7F00_0000)));
        }
        if (random.nextBoolean()) {
            attributes.med(OptionalLong.of(random.nextLong(1L << 32))).atomicAggregate(true);
            attributes.communities(many(random, 80, () -> new Community(random.nextInt())));
            attributes.largeCommunities(
                    many(random, 5, () -> new LargeCommunity(random.nextInt(), random.nextInt(), random.nextInt())));
        }
        if (random.nextBoolean()) {
            attributes.originatorId(new Ipv4Address(random.nextInt()));
            attributes.clusterList(many(random, 4, () -> new Ipv4Address(random.nextInt())));
            attributes.extendedCommunities(many(random, 4, () -> new ExtendedCommunity(random.nextLong())).stream()
                    .distinct()
                    .sorted()
                    .toList());
            attributes.aggregator(
                    new Aggregator(new Asn(random.nextLong(1L << 32)), new Ipv4Address(random.nextInt())));
            attributes.others(List.of(new RawAttribute(0xC0, 100 + random.nextInt(100), octets(random, 300))));
        }
        return Update.announce(attributes.build(), nlris(random, context, ipv6));
    }

    private static AsPath path(SplittableRandom random) {
        return AsPath.of(many(random, 3, () -> {
            List<Asn> asns = new ArrayList<>(many(random, 5, () -> new Asn(random.nextLong(1L << 32))));
            asns.add(new Asn(random.nextLong(1L << 32)));
            return new AsPath.Segment(one(random, AsPath.SegmentType.values()), asns);
        }));
    }

    private static List<Nlri> nlris(SplittableRandom random, CodecContext context, boolean ipv6) {
        boolean pathIds = !context.addPathSend().isEmpty();
        List<Nlri> all = many(random, 60, () -> nlri(random, pathIds, ipv6));
        return all.isEmpty() ? List.of(nlri(random, pathIds, ipv6)) : all;
    }

    private static Nlri nlri(SplittableRandom random, boolean pathIds, boolean ipv6) {
        IpPrefix prefix = ipv6
                ? IpPrefix.of(new Ipv6Address(random.nextLong(), random.nextLong()), random.nextInt(129))
                : IpPrefix.of(new Ipv4Address(random.nextInt()), random.nextInt(33));
        return new Nlri(prefix, pathIds ? random.nextLong(1L << 32) : 0);
    }

    private static AddressFamily family(SplittableRandom random) {
        return new AddressFamily(random.nextInt(65_536), random.nextInt(256));
    }

    private static Octets octets(SplittableRandom random, int most) {
        byte[] octets = new byte[random.nextInt(most)];
        random.nextBytes(octets);
        return Octets.of(octets);
    }

    private static <T> T one(SplittableRandom random, T[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static <T> List<T> many(SplittableRandom random, int most, Supplier<T> one) {
        List<T> all = new ArrayList<>();
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            all.add(one.get());
        }
        return all;
    }
}
