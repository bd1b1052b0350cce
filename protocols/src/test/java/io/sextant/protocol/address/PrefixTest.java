package io.sextant.protocol.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "10.0.0.0/8", "172.16.10.0/32", "::/0", "2001:db8::/32", "2001:db8::1/128"})
    void a_canonical_prefix_is_read_and_written(String text) {
        assertThat(IpPrefix.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0",
                "10.0.0.0/",
                "10.0.0.1/8",
                "10.0.0.0/33",
                "10.0.0.0/08",
                "10.0.0.0/-1",
                "10.0.0.0/8/8",
                "::1/64",
                "::/129",
                "::/1000",
                "/8",
                "x/8"
            })
    void anything_else_is_refused(String text) {
        assertThat(IpPrefix.tryParse(text)).isEmpty();
    }

    @Test
    void bits_behind_the_length_are_cleared_on_construction() {
        assertThat(new Ipv4Prefix(Ipv4Address.parse("10.1.2.3"), 8)).isEqualTo(Ipv4Prefix.parse("10.0.0.0/8"));
        assertThat(IpPrefix.of(IpAddress.parse("2001:db8:ffff::1"), 33)).hasToString("2001:db8:8000::/33");
        assertThat(IpPrefix.of(IpAddress.parse("2001:db8::ffff"), 113)).hasToString("2001:db8::8000/113");
        assertThatIllegalArgumentException().isThrownBy(() -> new Ipv4Prefix(Ipv4Address.ANY, 33));
        assertThatIllegalArgumentException().isThrownBy(() -> new Ipv6Prefix(Ipv6Address.ANY, -1));
    }

    @Test
    void a_prefix_contains_its_addresses_and_longer_prefixes() {
        Ipv4Prefix ten = Ipv4Prefix.parse("10.0.0.0/8");
        assertThat(ten.contains(Ipv4Address.parse("10.255.255.255"))).isTrue();
        assertThat(ten.contains(Ipv4Address.parse("11.0.0.0"))).isFalse();
        assertThat(ten.contains(IpAddress.parse("::a00:0"))).isFalse();
        assertThat(ten.contains(IpPrefix.parse("10.3.0.0/16"))).isTrue();
        assertThat(ten.contains(ten)).isTrue();
        assertThat(ten.contains(Ipv4Prefix.DEFAULT_ROUTE)).isFalse();
        assertThat(Ipv4Prefix.DEFAULT_ROUTE.contains(ten)).isTrue();
        assertThat(ten.last()).hasToString("10.255.255.255");
        assertThat(IpPrefix.parse("2001:db8::/32").contains(IpAddress.parse("2001:db8:1::")))
                .isTrue();
        assertThat(IpPrefix.parse("2001:db8::/32").contains(IpAddress.parse("2001:db9::")))
                .isFalse();
        assertThat(IpAddress.parse("10.0.0.1").toHostPrefix()).hasToString("10.0.0.1/32");
    }

    @Test
    void masks_of_all_lengths() {
        assertThat(Ipv4Prefix.mask(0)).isZero();
        assertThat(Ipv4Prefix.mask(1)).isEqualTo(0x80000000);
        assertThat(Ipv4Prefix.mask(24)).isEqualTo(0xFFFFFF00);
        assertThat(Ipv4Prefix.mask(32)).isEqualTo(-1);
    }

    @Test
    void prefixes_are_ordered_by_address_then_shorter_first() {
        assertThat(Stream.of("::/0", "10.0.0.0/16", "192.0.0.0/8", "10.0.0.0/8", "0.0.0.0/0")
                        .map(IpPrefix::parse)
                        .sorted())
                .extracting(IpPrefix::toString)
                .containsExactly("0.0.0.0/0", "10.0.0.0/8", "10.0.0.0/16", "192.0.0.0/8", "::/0");
    }
}
