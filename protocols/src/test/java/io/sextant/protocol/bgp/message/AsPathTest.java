package io.sextant.protocol.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.bgp.message.AsPath.Segment;
import io.sextant.protocol.bgp.message.AsPath.SegmentType;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsPathTest {

    private static final Asn A = new Asn(65_001);
    private static final Asn B = new Asn(65_002);
    private static final Asn C = new Asn(70_000);

    private static final AsPath MIXED = AsPath.of(List.of(
            new Segment(SegmentType.CONFED_SEQUENCE, List.of(A, B)),
            new Segment(SegmentType.SEQUENCE, List.of(A, C)),
            new Segment(SegmentType.SET, List.of(B, C)),
            new Segment(SegmentType.CONFED_SET, List.of(A))));

    @Test
    void counts_a_set_once_and_confederations_apart() {
        assertThat(MIXED.length()).isEqualTo(3);
        assertThat(MIXED.confederationLength()).isEqualTo(3);
        assertThat(AsPath.EMPTY.length()).isZero();
        assertThat(MIXED.count(A)).isEqualTo(3);
        assertThat(MIXED.contains(new Asn(9))).isFalse();
    }

    @Test
    void prints_as_frr_does() {
        assertThat(MIXED).hasToString("(65001 65002) 65001 70000 {65002,70000} [65001]");
        assertThat(AsPath.EMPTY).hasToString("");
    }

    @Test
    void the_neighbour_is_the_first_of_a_sequence() {
        assertThat(AsPath.ofSequence(B, A).neighbour()).contains(B);
        assertThat(MIXED.neighbour()).isEmpty();
        assertThat(MIXED.withoutConfederation().neighbour()).contains(A);
    }

    @Test
    void a_full_segment_is_followed_by_a_new_one() {
        AsPath full = AsPath.EMPTY.prepend(A, 255);
        assertThat(full.segments()).hasSize(1);
        AsPath longer = full.prepend(B, 1);
        assertThat(longer.segments()).hasSize(2);
        assertThat(longer.length()).isEqualTo(256);
        assertThat(longer.neighbour()).contains(B);
    }

    @Test
    void a_member_as_goes_into_a_segment_of_its_own() {
        assertThat(AsPath.ofSequence(A).prependMember(B).prependMember(C)).hasToString("(70000 65002) 65001");
    }
}
