package io.sextant.protocol.bgp.rib;

import static io.sextant.protocol.bgp.rib.Paths.PREFIX;
import static io.sextant.protocol.bgp.rib.Paths.internal;
import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.bgp.message.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocRibTest {

    private final RouteTable table =
            new RouteTable(new DecisionProcess(DecisionOptions.DEFAULT, MultipathLimits.of(256)));
    private final LocRib rib =
            new LocRib(table, new RouteTable(new DecisionProcess(DecisionOptions.DEFAULT, MultipathLimits.of(256))));

    private RibDelta decide() {
        RibDelta.Builder delta = new RibDelta.Builder();
        table.decide(table.at(PREFIX), false, delta);
        return delta.build();
    }

    private RouteTable.Put put(Path path) {
        return table.put(
                table.at(PREFIX),
                path.source(),
                path.pathId(),
                path.attributes(),
                path.weight(),
                path.igpMetric(),
                path.learnedNanos());
    }

    private void remove(RouteSource source) {
        Path path = table.path(table.at(PREFIX), source, 0);
        table.remove(java.util.Objects.requireNonNull(path));
    }

    @Test
    void adds_replaces_and_withdraws() {
        put(internal(2));
        assertThat(decide().changes()).hasSize(1).first().isInstanceOf(RibDelta.Add.class);
        put(internal(1));
        assertThat(decide().changes()).hasSize(1).first().isInstanceOf(RibDelta.Replace.class);
        remove(internal(1).source());
        remove(internal(2).source());
        assertThat(decide().changes()).hasSize(1).first().isInstanceOf(RibDelta.Withdraw.class);
        assertThat(rib.size()).isZero();
    }

    @Test
    void added_and_withdrawn_again_is_nothing() {
        Selection selection = new Selection(PREFIX, internal(1), List.of(internal(1)), SelectionReason.FIRST);
        RibDelta.Builder delta = new RibDelta.Builder();
        delta.change(PREFIX, null, selection);
        delta.change(PREFIX, selection, null);
        assertThat(delta.build()).isEqualTo(RibDelta.EMPTY);
    }

    @Test
    void the_old_decision_stands_until_the_next() {
        put(internal(1));
        decide();
        remove(internal(1).source());
        assertThat(rib.paths(PREFIX)).isEmpty();
        assertThat(rib.selection(PREFIX)).isPresent();
        decide();
        assertThat(rib.selection(PREFIX)).isEmpty();
    }

    @Test
    void a_path_that_returns_in_time_keeps_its_place_and_changes_nothing() {
        put(internal(1));
        put(internal(2));
        decide();
        remove(internal(1).source());
        assertThat(put(internal(1))).isEqualTo(RouteTable.Put.CHANGED);
        assertThat(rib.paths(PREFIX)).containsExactly(internal(2), internal(1));
        assertThat(decide()).isEqualTo(RibDelta.EMPTY);
    }

    @Test
    void newer_paths_stand_in_front_and_rewritten_ones_stay() {
        put(internal(1));
        put(internal(2));
        Path rewritten = internal(1, builder -> builder.origin(Origin.EGP));
        assertThat(put(rewritten)).isEqualTo(RouteTable.Put.CHANGED);
        assertThat(rib.paths(PREFIX)).containsExactly(internal(2), rewritten);
    }

    @Test
    void the_version_rises_with_the_best_path_and_with_the_first_beside_it() {
        assertThat(rib.version()).isZero();
        put(internal(1));
        decide();
        assertThat(rib.version()).isEqualTo(1);
        put(internal(2));
        decide();
        assertThat(rib.version()).isEqualTo(2);
        put(internal(3));
        decide();
        assertThat(rib.version()).isEqualTo(2);
        put(internal(1, builder -> builder.origin(Origin.EGP)));
        decide();
        assertThat(rib.version()).isEqualTo(3);
        remove(internal(3).source());
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
