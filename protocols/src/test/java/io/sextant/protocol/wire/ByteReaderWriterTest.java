package io.sextant.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ByteReaderWriterTest {

    @Test
    void what_was_written_is_read_back() throws MalformedException {
        byte[] octets = new ByteWriter(1)
                .u8(0xFE)
                .u16(0xFEDC)
                .u24(0xFEDCBA)
                .u32(0xFEDCBA98L)
                .s32(-2)
                .s64(Long.MIN_VALUE + 1)
                .bytes(new byte[] {1, 2, 3})
                .zeros(2)
                .toBytes();
        ByteReader in = new ByteReader(octets);
        assertThat(in.u8("a")).isEqualTo(0xFE);
        assertThat(in.u16("b")).isEqualTo(0xFEDC);
        assertThat(in.u24("c")).isEqualTo(0xFEDCBA);
        assertThat(in.u32("d")).isEqualTo(0xFEDCBA98L);
        assertThat(in.s32("e")).isEqualTo(-2);
        assertThat(in.s64("f")).isEqualTo(Long.MIN_VALUE + 1);
        assertThat(in.bytes(3, "g")).containsExactly(1, 2, 3);
        assertThat(in.rest()).containsExactly(0, 0);
        assertThat(in.isEmpty()).isTrue();
    }

    @Test
    void numbers_are_big_endian() {
        assertThat(Hex.format(new ByteWriter().u24(0x010203).u16(0x0405).toBytes()))
                .isEqualTo("01 02 03 04 05");
    }

    @Test
    void a_short_input_names_its_field_and_moves_nothing() throws MalformedException {
        ByteReader in = new ByteReader(new byte[3]);
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> in.u32("hold time"))
                .withMessage("hold time: needs 4 octets, 3 are left")
                .satisfies(e -> assertThat(e.field()).isEqualTo("hold time"));
        assertThat(in.remaining()).isEqualTo(3);
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> in.bytes(-1, "negative"));
        in.skip(3, "all");
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> in.u8("one more"));
    }

    @Test
    void a_slice_ends_where_it_says_and_the_rest_goes_on_behind_it() throws MalformedException {
        ByteReader in = new ByteReader(new byte[] {9, 1, 2, 3, 9}, 1, 3);
        ByteReader slice = in.slice(2, "slice");
        assertThat(slice.u16("both")).isEqualTo(0x0102);
        slice.expectEnd("slice");
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> in.expectEnd("message"))
                .withMessage("message: 1 octets too many");
        assertThat(in.u8("last")).isEqualTo(3);
    }

    @Test
    void a_reader_refuses_a_range_outside_its_array() {
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> new ByteReader(new byte[4], 2, 3));
    }

    @Test
    void length_prefixes_count_their_bodies_even_nested() {
        byte[] octets = new ByteWriter()
                .lengthPrefixed16(outer ->
                        outer.u8(7).lengthPrefixed8(inner -> inner.u16(1).u16(2)))
                .toBytes();
        assertThat(Hex.format(octets)).isEqualTo("00 06 07 04 00 01 00 02");
    }

    @Test
    void a_value_wider_than_its_field_is_our_fault() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteWriter().u8(256));
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteWriter().u16(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteWriter().u32(1L << 32));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ByteWriter().lengthPrefixed8(body -> body.zeros(256)));
    }

    @Test
    void a_patch_overwrites_only_what_was_written() {
        ByteWriter out = new ByteWriter().zeros(4).patchU16(2, 0xABCD);
        assertThat(Hex.format(out.toBytes())).isEqualTo("00 00 ab cd");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> out.patchU16(3, 0));
    }
}
