package io.sextant.protocol.bgp.policy.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.address.Ipv4Address;
import io.sextant.protocol.bgp.message.AsPath;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.Nlri;
import io.sextant.protocol.bgp.message.PathAttributes;
import io.sextant.protocol.bgp.policy.PolicyContext;
import io.sextant.protocol.bgp.policy.PolicyPoint;
import io.sextant.protocol.bgp.policy.PolicyRoute;
import io.sextant.protocol.bgp.policy.list.ListKind;
import io.sextant.protocol.bgp.policy.list.ListRef;
import io.sextant.protocol.bgp.policy.list.PrefixList;
import io.sextant.protocol.bgp.policy.list.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Maps drawn at random, with calls into each other, from kept seeds. */
class RandomMapsTest {

    private static final int SEEDS = 300;
    private static final int MAPS = 5;
    private static final ListRef LIST = new ListRef(ListKind.IPV4_PREFIX_LIST, "P");

    private static Match match(SplittableRandom random) {
        return switch (random.nextInt(6)) {
            case 0 -> Matches.metric(random.nextInt(3));
            case 1 -> Matches.tag(random.nextInt(2));
            case 2 -> Matches.localPreference(100);
            case 3 -> ListMatches.address(LIST);
            case 4 -> Matches.probability(random.nextInt(101));
            default -> Matches.peerLocal();
        };
    }

    private static Change change(SplittableRandom random) {
        return switch (random.nextInt(7)) {
            case 0 -> Changes.metric(Amount.plus(random.nextInt(3)));
            case 1 -> Changes.tag(random.nextInt(2));
            case 2 -> Changes.localPreference(Amount.minus(random.nextInt(200)));
            case 3 -> AsPathChanges.prepend(List.of(new Asn(1 + random.nextInt(3))));
            case 4 -> AsPathChanges.exclude(List.of(new Asn(1 + random.nextInt(3))));
            case 5 -> CommunityChanges.standard(List.of(new Community(random.nextInt(4))), true);
            default -> NextHopChanges.to(new Ipv4Address(random.nextInt()));
        };
    }

    private static RouteMap map(SplittableRandom random) {
        RouteMap map = RouteMap.EMPTY.withOptimized(random.nextBoolean());
        for (int i = random.nextInt(8); i > 0; i--) {
            long sequence = 10L * (1 + random.nextInt(9));
            RouteMapEntry entry = RouteMapEntry.of(sequence, random.nextInt(5) == 0 ? Verdict.DENY : Verdict.PERMIT);
            for (int k = random.nextInt(3); k > 0; k--) {
                entry = entry.with(match(random));
            }
            for (int k = random.nextInt(4); k > 0; k--) {
                entry = entry.with(change(random));
            }
            if (random.nextInt(3) == 0) {
                entry = entry.withCall("M" + random.nextInt(MAPS + 1));
            }
            int onward = random.nextInt(3);
            entry = entry.withOnward(
                    onward == 0
                            ? Onward.EXIT
                            : onward == 1 ? Onward.NEXT : Onward.goTo(sequence + 1 + random.nextInt(40)));
            map = map.with(entry);
        }
        return map;
    }

    private static List<@Nullable PolicyRoute> outcomes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PolicyBook book = new PolicyBook(random.split());
        book.lists()
                .define(
                        ListKind.IPV4_PREFIX_LIST,
                        "P",
                        PrefixList.of(new PrefixList.Entry(5, Verdict.PERMIT, IpPrefix.parse("10.0.0.0/8"), 0, 24)));
        for (int i = 0; i < MAPS; i++) {
            book.define("M" + i, map(random));
        }
        List<@Nullable PolicyRoute> outcomes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            PathAttributes attributes = PathAttributes.builder()
                    .asPath(AsPath.ofSequence(new Asn(1 + random.nextInt(3)), new Asn(2)))
                    .build();
            IpPrefix prefix = IpPrefix.parse(random.nextBoolean() ? "10.1.0.0/16" : "192.0.2.0/24");
            PolicyContext context =
                    PolicyContext.local(random.nextBoolean() ? PolicyPoint.NETWORK : PolicyPoint.OTHER, new Asn(65000));
            outcomes.add(book.routeMapPolicy("M0").apply(PolicyRoute.of(Nlri.of(prefix), attributes), context));
        }
        return outcomes;
    }

    @Test
    void random_maps_end_and_give_the_same_twice() {
        int passed = 0;
        int stopped = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            List<@Nullable PolicyRoute> once = outcomes(seed);
            assertThat(outcomes(seed)).as("seed %s", seed).isEqualTo(once);
            for (PolicyRoute route : once) {
                passed += route == null ? 0 : 1;
                stopped += route == null ? 1 : 0;
            }
        }
        assertThat(passed).isGreaterThan(100);
        assertThat(stopped).isGreaterThan(100);
    }
}
