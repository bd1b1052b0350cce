package io.sextant.protocol.bgp.rib;

import static io.sextant.protocol.bgp.rib.Paths.NLRI;
import static io.sextant.protocol.bgp.rib.Paths.PREFIX;
import static io.sextant.protocol.bgp.rib.Paths.internal;
import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.bgp.message.Origin;
import org.junit.jupiter.api.Test;

class LocRibTest {

    private final LocRib rib = new LocRib(new DecisionProcess(DecisionOptions.DEFAULT, MultipathLimits.of(256)));

    private RibDelta decide() {
        RibDelta.Builder delta = new RibDelta.Builder();
        rib.decide(PREFIX, delta);
        return delta.build();
    }

    @Test
    void adds_replaces_and_withdraws() {
        rib.put(internal(2));
        assertThat(decide().changes()).hasSize(1).first().isInstanceOf(RibDelta.Add.class);
        rib.put(internal(1));
        assertThat(decide().changes()).hasSize(1).first().isInstanceOf(RibDelta.Replace.class);
        rib.remove(NLRI, internal(1).source());
        rib.remove(NLRI, internal(2).source());
        assertThat(decide().changes()).hasSize(1).first().isInstanceOf(RibDelta.Withdraw.class);
        assertThat(rib.size()).isZero();
    }

    @Test
    void added_and_withdrawn_again_is_nothing() {
        RibDelta.Builder delta = new RibDelta.Builder();
        rib.put(internal(1));
        rib.decide(PREFIX, delta);
        rib.remove(NLRI, internal(1).source());
        rib.decide(PREFIX, delta);
        assertThat(delta.build()).isEqualTo(RibDelta.EMPTY);
    }

    @Test
    void the_old_decision_stands_until_the_next() {
        rib.put(internal(1));
        decide();
        rib.remove(NLRI, internal(1).source());
        assertThat(rib.paths(PREFIX)).isEmpty();
        assertThat(rib.selection(PREFIX)).isPresent();
        decide();
        assertThat(rib.selection(PREFIX)).isEmpty();
    }

    @Test
    void a_path_that_returns_in_time_keeps_its_place_and_changes_nothing() {
        rib.put(internal(1));
        rib.put(internal(2));
        decide();
        rib.remove(NLRI, internal(1).source());
        assertThat(rib.put(internal(1))).isTrue();
        assertThat(rib.paths(PREFIX)).containsExactly(internal(2), internal(1));
        assertThat(decide()).isEqualTo(RibDelta.EMPTY);
    }

    @Test
    void newer_paths_stand_in_front_and_rewritten_ones_stay() {
        rib.put(internal(1));
        rib.put(internal(2));
        Path rewritten = internal(1, builder -> builder.origin(Origin.EGP));
        assertThat(rib.put(rewritten)).isFalse();
        assertThat(rib.paths(PREFIX)).containsExactly(internal(2), rewritten);
    }

    @Test
    void the_version_rises_with_the_best_path_and_with_the_first_beside_it() {
        assertThat(rib.version()).isZero();
        rib.put(internal(1));
        decide();
        assertThat(rib.version()).isEqualTo(1);
        rib.put(internal(2));
        decide();
        assertThat(rib.version()).isEqualTo(2);
        rib.put(internal(3));
        decide();
        assertThat(rib.version()).isEqualTo(2);
        rib.put(internal(1, builder -> builder.origin(Origin.EGP)));
        decide();
        assertThat(rib.version()).isEqualTo(3);
        rib.remove(NLRI, internal(3).source());
        decide();
        assertThat(rib.version()).isEqualTo(4);
        assertThat(rib.version(PREFIX)).isEqualTo(4);
    }

    @Test
    void equal_attributes_become_one_object() {
        AttributeInterner interner = new AttributeInterner();
        var first = interner.intern(internal(1).attributes());
        assertThat(interner.intern(internal(1).attributes())).isSameAs(first);
        assertThat(interner.size()).isEqualTo(1);
    }
}
