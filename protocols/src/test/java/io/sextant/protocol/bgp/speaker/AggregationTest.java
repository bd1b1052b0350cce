package io.sextant.protocol.bgp.speaker;

import static io.sextant.protocol.bgp.speaker.SpeakerNet.best;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.connect;
import static io.sextant.protocol.bgp.speaker.SpeakerNet.knows;
import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.config.Aggregate;
import io.sextant.protocol.bgp.config.NamedPolicy;
import io.sextant.protocol.bgp.config.SpeakerFamily;
import io.sextant.protocol.bgp.message.AddressFamily;
import io.sextant.protocol.bgp.message.Aggregator;
import io.sextant.protocol.bgp.message.AsPath;
import io.sextant.protocol.bgp.message.Community;
import io.sextant.protocol.bgp.message.Origin;
import io.sextant.protocol.bgp.rib.MultipathLimits;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** {@code aggregate-address}: r1 aggregates what r2 and r3 announce and tells r4. */
class AggregationTest {

    private static final String BLOCK = "198.51.0.0/16";
    private static final String PART = "198.51.1.0/24";
    private static final String OTHER = "198.51.2.0/24";

    private final SpeakerNet net = new SpeakerNet();
    private final BgpSpeaker r2 = net.add(2, 65_002);
    private final BgpSpeaker r3 = net.add(3, 65_003);
    private final BgpSpeaker r4 = net.add(4, 65_004);

    private BgpSpeaker aggregating(Aggregate... aggregates) {
        BgpSpeaker r1 = net.add(1, 65_001, config -> config.withFamily(AddressFamily.IPV4_UNICAST, family(aggregates)));
        connect(r1, r2);
        connect(r1, r3);
        connect(r1, r4);
        net.start();
        return r1;
    }

    private static SpeakerFamily family(Aggregate... aggregates) {
        return SpeakerFamily.of(MultipathLimits.of(256)).withAggregates(List.of(aggregates));
    }

    private static Aggregate block() {
        return Aggregate.of(IpPrefix.parse(BLOCK));
    }

    @Test
    void stands_as_long_as_any_part_does_and_says_who_made_it() {
        BgpSpeaker r1 = aggregating(block());
        assertThat(knows(r4, BLOCK)).isFalse();
        net.originate(r2, PART);
        assertThat(best(r4, BLOCK).asPath()).isEqualTo(AsPath.ofSequence(new Asn(65_001)));
        assertThat(best(r4, BLOCK).atomicAggregate()).isTrue();
        assertThat(best(r4, BLOCK).aggregator())
                .contains(new Aggregator(new Asn(65_001), r1.config().routerId()));
        assertThat(knows(r4, PART)).isTrue();
        net.act(r2, r2.withdraw(net.wire.nowNanos, IpPrefix.parse(PART)));
        net.pass(1);
        assertThat(knows(r4, BLOCK)).isFalse();
    }

    @Test
    void summary_only_keeps_the_parts_silent() {
        BgpSpeaker r1 = aggregating(block().withSummaryOnly(true));
        net.originate(r2, PART);
        assertThat(knows(r4, BLOCK)).isTrue();
        assertThat(knows(r4, PART)).isFalse();
        assertThat(r1.locRib().paths(IpPrefix.parse(PART)).get(0).isSuppressed())
                .isTrue();
        net.act(r1, r1.reconfigure(net.wire.nowNanos, r1.config().withFamily(AddressFamily.IPV4_UNICAST, family())));
        net.pass(1);
        assertThat(knows(r4, BLOCK)).isFalse();
        assertThat(knows(r4, PART)).isTrue();
    }

    @Test
    void an_as_set_names_all_and_takes_their_communities() {
        aggregating(block().withAsSet(true));
        net.originate(r2, PART, builder -> builder.communities(List.of(Community.of(65_002, 1))));
        net.originate(r3, OTHER, builder -> builder.communities(List.of(Community.of(65_003, 1))));
        assertThat(best(r4, BLOCK).asPath()).hasToString("65001 {65002,65003}");
        assertThat(best(r4, BLOCK).communities()).containsExactly(Community.of(65_002, 1), Community.of(65_003, 1));
        assertThat(best(r4, BLOCK).atomicAggregate()).isFalse();
        // A member of the set sees its own AS in it.
        assertThat(knows(r2, BLOCK)).isFalse();
    }

    @Test
    void the_worst_origin_counts_unless_one_is_set() {
        aggregating(block(), Aggregate.of(IpPrefix.parse("203.0.0.0/16")).withOrigin(Optional.of(Origin.EGP)));
        net.originate(r2, PART);
        net.originate(r3, OTHER, builder -> builder.origin(Origin.INCOMPLETE));
        net.originate(r3, "203.0.113.0/24");
        assertThat(best(r4, BLOCK).origin()).isEqualTo(Origin.INCOMPLETE);
        assertThat(best(r4, "203.0.0.0/16").origin()).isEqualTo(Origin.EGP);
    }

    @Test
    void different_meds_forbid_it_where_they_have_to_match() {
        aggregating(block().withMatchingMedOnly(true).withSummaryOnly(true));
        net.originate(r2, PART, builder -> builder.med(OptionalLong.of(1)));
        assertThat(knows(r4, BLOCK)).isTrue();
        net.originate(r3, OTHER, builder -> builder.med(OptionalLong.of(2)));
        assertThat(knows(r4, BLOCK)).isFalse();
        assertThat(knows(r4, PART)).isTrue();
        assertThat(knows(r4, OTHER)).isTrue();
    }

    @Test
    void a_suppress_map_silences_what_it_matches() {
        NamedPolicy map = NamedPolicy.of(
                "S", (route, context) -> route.nlri().prefix().equals(IpPrefix.parse(PART)) ? route : null);
        aggregating(block().withSuppressMap(map));
        net.originate(r2, PART);
        net.originate(r3, OTHER);
        assertThat(knows(r4, PART)).isFalse();
        assertThat(knows(r4, OTHER)).isTrue();
    }

    @Test
    void paths_join_from_their_common_beginning() {
        AsPath one = AsPath.ofSequence(new Asn(1), new Asn(2), new Asn(3));
        AsPath other = AsPath.ofSequence(new Asn(1), new Asn(2), new Asn(5), new Asn(4));
        assertThat(AsPathRules.aggregate(one, other)).hasToString("1 2 {3,4,5}");
        assertThat(AsPathRules.aggregate(one, one)).isEqualTo(one);
        assertThat(AsPathRules.aggregate(AsPath.EMPTY, one)).hasToString("{1,2,3}");
    }
}
