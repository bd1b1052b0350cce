package io.sextant.topology.ecmp;

import static io.sextant.topology.ecmp.HashThresholdGroup.Kind.INLINE;
import static io.sextant.topology.ecmp.HashThresholdGroup.Kind.INLINE_USING_NEIGHBOURS;
import static io.sextant.topology.ecmp.HashThresholdGroup.Kind.NEXTHOP_OBJECTS;
import static io.sextant.topology.ecmp.HashThresholdGroup.Kind.NEXTHOP_OBJECTS_BEFORE_6_6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashThresholdGroupTest {
    private static final int LAST = Integer.MAX_VALUE;

    @Test
    void bounds_are_rounded_to_the_nearest() {
        assertThat(HashThresholdGroup.bounds(new int[] {1, 1, 1, 1, 1, 1}, new boolean[6]))
                .containsExactly(357913940, 715827882, 1073741823, 1431655764, 1789569706, LAST);
    }

    @Test
    void the_largest_weights_do_not_overflow() {
        int[] weights = new int[HashThresholdGroup.MAX_MEMBERS];
        java.util.Arrays.fill(weights, 65_536);

        assertThat(new HashThresholdGroup(INLINE, weights).bounds())
                .endsWith(LAST)
                .isSorted();
    }

    @Test
    void a_hash_on_the_bound_belongs_to_the_member() {
        HashThresholdGroup group = new HashThresholdGroup(INLINE, 1, 1);

        assertThat(group.select(0)).isZero();
        assertThat(group.select((1 << 30) - 1)).isZero();
        assertThat(group.select(1 << 30)).isEqualTo(1);
        assertThat(group.select(LAST)).isEqualTo(1);
    }

    /** linux-ecmp.md §2: 6 equal members, one removed. */
    @ParameterizedTest
    @CsvSource({"0, 50.0", "1, 36.7", "2, 30.0", "3, 30.0", "4, 36.7", "5, 50.0"})
    void removing_one_of_six_moves_more_than_its_share(int removed, double percent) {
        HashThresholdGroup before = new HashThresholdGroup(INLINE, 1, 1, 1, 1, 1, 1);
        HashThresholdGroup after = new HashThresholdGroup(INLINE, 1, 1, 1, 1, 1, 1);
        after.link(removed, LinkState.ADMIN_DOWN);
        int moved = 0;
        int samples = 30_000;
        for (int i = 0; i < samples; i++) {
            int hash31 = (int) ((i * (1L << 31)) / samples);
            moved += before.select(hash31) == after.select(hash31) ? 0 : 1;
        }

        assertThat(100.0 * moved / samples).isCloseTo(percent, org.assertj.core.data.Offset.offset(0.1));
    }

    @Test
    void an_inline_member_comes_back_by_itself_and_an_object_does_not() {
        HashThresholdGroup inline = new HashThresholdGroup(INLINE, 1, 1);
        HashThresholdGroup objects = new HashThresholdGroup(NEXTHOP_OBJECTS, 1, 1);
        for (HashThresholdGroup group : new HashThresholdGroup[] {inline, objects}) {
            group.link(0, LinkState.ADMIN_DOWN);
            assertThat(group.select(0)).isEqualTo(1);
            group.link(0, LinkState.UP);
        }

        assertThat(inline.select(0)).isZero();
        assertThat(objects.select(0)).isEqualTo(1);
    }

    @Test
    void carrier_loss_costs_an_inline_member_its_share_only_where_linkdown_is_ignored() {
        HashThresholdGroup group = new HashThresholdGroup(INLINE, 1, 1);

        group.link(0, LinkState.NO_CARRIER);
        assertThat(group.select(0)).isZero();
        group.link(0, LinkState.NO_CARRIER_IGNORED);
        assertThat(group.select(0)).isEqualTo(1);
    }

    @Test
    void a_failed_neighbours_share_goes_whole_to_the_next_and_the_last_ones_to_the_first() {
        HashThresholdGroup group = new HashThresholdGroup(NEXTHOP_OBJECTS, 1, 1, 1, 1);

        group.neighbour(1, true);
        assertThat(group.select(group.bounds()[1])).isEqualTo(2);
        assertThat(group.select(group.bounds()[0])).isZero();
        group.neighbour(1, false);
        group.neighbour(3, true);
        assertThat(group.select(LAST)).isZero();
        assertThat(group.select(group.bounds()[1])).isEqualTo(1);
    }

    @Test
    void before_6_6_a_failed_last_members_share_was_lost() {
        HashThresholdGroup group = new HashThresholdGroup(NEXTHOP_OBJECTS_BEFORE_6_6, 1, 1, 1, 1);

        group.neighbour(1, true);
        assertThat(group.select(group.bounds()[1])).isEqualTo(2);
        group.neighbour(3, true);
        assertThat(group.select(LAST)).isEqualTo(3);
        assertThat(KernelProfile.LINUX_5_10.nexthopObjectKind()).isEqualTo(NEXTHOP_OBJECTS_BEFORE_6_6);
        assertThat(KernelProfile.LINUX_6_6.nexthopObjectKind()).isEqualTo(NEXTHOP_OBJECTS);
    }

    /** Measured on Linux 6.18: 60 of 60 flows, objects and inline. */
    @Test
    void with_all_neighbours_failed_the_first_member_alive_takes_all() {
        for (HashThresholdGroup.Kind kind : List.of(NEXTHOP_OBJECTS, INLINE_USING_NEIGHBOURS)) {
            HashThresholdGroup group = new HashThresholdGroup(kind, 1, 1, 1);
            group.link(0, LinkState.ADMIN_DOWN);
            for (int member = 0; member < 3; member++) {
                group.neighbour(member, true);
            }

            assertThat(group.select(0)).isEqualTo(1);
            assertThat(group.select(LAST)).isEqualTo(1);
            assertThat(group.selectFromSource(LAST, 30, new int[] {10, 20, 30})).isEqualTo(1);
        }
    }

    @Test
    void inline_next_hops_look_at_neighbours_only_when_told_to() {
        HashThresholdGroup blind = new HashThresholdGroup(INLINE, 1, 1);
        HashThresholdGroup looking = new HashThresholdGroup(INLINE_USING_NEIGHBOURS, 1, 1);
        blind.neighbour(0, true);
        looking.neighbour(0, true);

        assertThat(blind.select(0)).isZero();
        assertThat(looking.select(0)).isEqualTo(1);
    }

    @Test
    void nothing_alive_is_none() {
        HashThresholdGroup group = new HashThresholdGroup(INLINE, 1, 1);
        group.link(0, LinkState.ADMIN_DOWN);
        group.link(1, LinkState.ADMIN_DOWN);

        assertThat(group.select(5)).isEqualTo(HashThresholdGroup.NONE);
        assertThat(group.selectFromSource(5, 1, new int[] {1, 2})).isEqualTo(HashThresholdGroup.NONE);
    }

    @Test
    void an_address_of_the_link_outweighs_the_hash() {
        HashThresholdGroup group = new HashThresholdGroup(INLINE, 1, 1, 1);
        int[] sources = {10, 20, 30};

        assertThat(group.selectFromSource(0, 30, sources)).isEqualTo(2);
        assertThat(group.selectFromSource(0, 99, sources)).isZero();
        assertThat(group.selectFromSource(LAST, 10, sources)).isZero();
        assertThat(group.selectFromSource(LAST, 0, sources)).isEqualTo(2);
        assertThat(new HashThresholdGroup(NEXTHOP_OBJECTS, 1, 1, 1).selectFromSource(0, 30, sources))
                .isZero();
    }

    @Test
    void refuses_no_members_and_no_weight() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HashThresholdGroup(INLINE))
                .withMessage("a group has 1 to 1024 members, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HashThresholdGroup(INLINE, 1, 0))
                .withMessage("a next hop's weight is 1 or more, not 0");
    }
}
