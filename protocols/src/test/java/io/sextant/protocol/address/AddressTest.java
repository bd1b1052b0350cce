package io.sextant.protocol.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sextant.protocol.wire.Hex;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @Test
    void ipv4_text_octets_and_bits_agree() {
        Ipv4Address address = Ipv4Address.parse("192.168.1.21");
        assertThat(address.bits()).isEqualTo(0xC0A80115);
        assertThat(address).hasToString("192.168.1.21");
        assertThat(address.toOctets()).isEqualTo(Hex.octets("c0 a8 01 15"));
        assertThat(Ipv4Address.of(Hex.octets("00 c0 a8 01 15"), 1)).isEqualTo(address);
        assertThat(Ipv4Address.parse("255.255.255.255")).isEqualTo(Ipv4Address.BROADCAST);
        assertThat(Ipv4Address.parse("0.0.0.0")).isEqualTo(Ipv4Address.ANY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "1.2.3",
                "1.2.3.",
                "1.2.3.4.",
                "1.2.3.4.5",
                ".1.2.3",
                "1..2.3",
                "256.0.0.1",
                "01.2.3.4",
                "1.2.3.00",
                "1.2.3.0004",
                "1.2.3.-4",
                "1.2.3.+4",
                " 1.2.3.4",
                "1.2.3.4 ",
                "1.2.3.x",
                "1.2.3.٤",
                "::1"
            })
    void ipv4_refuses_what_programs_disagree_on(String text) {
        assertThat(Ipv4Address.tryParse(text)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ipv4Address.parse(text))
                .withMessageContaining(text);
    }

    @Test
    void ipv4_ranges_are_known() {
        assertThat(Ipv4Address.parse("224.0.0.5").isMulticast()).isTrue();
        assertThat(Ipv4Address.parse("240.0.0.1").isMulticast()).isFalse();
        assertThat(Ipv4Address.parse("127.1.2.3").isLoopback()).isTrue();
        assertThat(Ipv4Address.parse("128.0.0.1").isLoopback()).isFalse();
    }

    /** RFC 5952 §4 and §5, and the borders of the rule for "::". */
    @ParameterizedTest
    @CsvSource({
        "2001:0db8::0001, 2001:db8::1",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8::AbCd, 2001:db8::abcd",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "1:0:0:0:0:0:0:0, 1::",
        "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
        "0:0:3:4:5:6:7:8, ::3:4:5:6:7:8",
        "1:0:3:0:5:0:7:0, 1:0:3:0:5:0:7:0",
        "1::3:4:5:6:7:8, 1:0:3:4:5:6:7:8",
        "::ffff:192.0.2.33, ::ffff:c000:221",
        "fe80::1, fe80::1",
        "ff02::16, ff02::16"
    })
    void ipv6_text_is_canonical(String given, String canonical) {
        Ipv6Address address = Ipv6Address.parse(given);
        assertThat(address).hasToString(canonical);
        assertThat(Ipv6Address.parse(canonical)).isEqualTo(address);
        assertThat(Ipv6Address.of(address.toOctets(), 0)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":::",
                "1",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                ":1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "::1.2.3",
                "1.2.3.4::",
                "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4",
                "1:2:3:4:5:6:7::8",
                "::-1",
                " ::1",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8"
            })
    void ipv6_refuses_malformed_text(String text) {
        assertThat(Ipv6Address.tryParse(text)).isEmpty();
        assertThat(IpAddress.tryParse(text)).isEmpty();
    }

    @Test
    void ipv6_ranges_are_known() {
        assertThat(Ipv6Address.parse("febf::1").isLinkLocal()).isTrue();
        assertThat(Ipv6Address.parse("fec0::1").isLinkLocal()).isFalse();
        assertThat(Ipv6Address.parse("ff02::1").isMulticast()).isTrue();
        assertThat(Ipv6Address.parse("fe80::1").isMulticast()).isFalse();
    }

    @Test
    void random_addresses_survive_text_and_octets() {
        SplittableRandom random = new SplittableRandom(5952);
        for (int round = 0; round < 5_000; round++) {
            Ipv4Address ipv4 = new Ipv4Address(random.nextInt());
            assertThat(IpAddress.parse(ipv4.toString())).isEqualTo(ipv4);
            assertThat(Ipv4Address.of(ipv4.toOctets(), 0)).isEqualTo(ipv4);
            // Sparse words make runs of zeros likely.
            long high = random.nextLong() & spread(random.nextInt());
            long low = random.nextLong() & spread(random.nextInt());
            Ipv6Address ipv6 = new Ipv6Address(high, low);
            assertThat(IpAddress.parse(ipv6.toString())).isEqualTo(ipv6);
            assertThat(Ipv6Address.of(ipv6.toOctets(), 0)).isEqualTo(ipv6);
            MacAddress mac = new MacAddress(random.nextLong() >>> 16);
            assertThat(MacAddress.parse(mac.toString())).isEqualTo(mac);
        }
    }

    @Test
    void addresses_are_ordered_by_family_and_then_unsigned() {
        List<IpAddress> sorted = Stream.of("::", "255.0.0.0", "8000::", "10.0.0.1", "::1", "1.0.0.0", "7fff::")
                .map(IpAddress::parse)
                .sorted()
                .toList();
        assertThat(sorted)
                .extracting(IpAddress::toString)
                .containsExactly("1.0.0.0", "10.0.0.1", "255.0.0.0", "::", "::1", "7fff::", "8000::");
    }

    @Test
    void mac_text_octets_and_bits_agree() {
        MacAddress mac = MacAddress.parse("02:00:5e:10:00:FF");
        assertThat(mac).hasToString("02:00:5e:10:00:ff");
        byte[] octets = new byte[7];
        mac.writeTo(octets, 1);
        assertThat(octets).isEqualTo(Hex.octets("00 02005e1000ff"));
        assertThat(MacAddress.of(octets, 1)).isEqualTo(mac);
        assertThat(mac.isGroup()).isFalse();
        assertThat(MacAddress.parse("01:00:5e:00:00:01").isGroup()).isTrue();
        assertThat(MacAddress.BROADCAST.isGroup()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> new MacAddress(1L << 48));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "02:00:5e:10:00", "02-00-5e-10-00-ff", "02:00:5e:10:00:fg", "02:00:5e:10:00:ff:00"})
    void mac_refuses_malformed_text(String text) {
        assertThat(MacAddress.tryParse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "64512, 64512", "1.10, 65546", "65535.65535, 4294967295", "4294967295, 4294967295"})
    void as_numbers_are_read_plain_and_dotted(String text, long value) {
        assertThat(Asn.parse(text)).isEqualTo(new Asn(value)).hasToString(Long.toString(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "4294967296", "1.65536", "65536.1", "1.", ".1", "1.2.3", "AS1", "99999999999"})
    void as_numbers_outside_their_range_are_refused(String text) {
        assertThat(Asn.tryParse(text)).isEmpty();
    }

    @Test
    void as_numbers_know_their_kind() {
        assertThat(new Asn(65_536).isFourOctet()).isTrue();
        assertThat(new Asn(65_535).isFourOctet()).isFalse();
        assertThat(new Asn(64_512).isPrivate()).isTrue();
        assertThat(new Asn(65_535).isPrivate()).isFalse();
        assertThat(new Asn(4_294_967_294L).isPrivate()).isTrue();
        assertThat(new Asn(4_294_967_295L).isPrivate()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Asn(-1));
    }

    private static long spread(int bits) {
        long mask = 0;
        for (int group = 0; group < 4; group++) {
            mask |= (bits >>> group & 1) == 0 ? 0 : 0xFFFFL << 16 * group;
        }
        return mask;
    }
}
