package io.sextant.protocol.bgp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.sextant.protocol.address.Asn;
import io.sextant.protocol.address.IpPrefix;
import io.sextant.protocol.bgp.message.BgpCodec.Decoded;
import io.sextant.protocol.wire.Hex;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 7606: what a malformed UPDATE costs. */
class UpdateFaultTest {

    private static final String ORIGIN = "40010100";
    private static final String AS_PATH = "400200";
    private static final String NEXT_HOP = "400304c0a8010a";
    private static final String LOCAL_PREF = "40050400000064";
    private static final String GOOD = ORIGIN + AS_PATH + NEXT_HOP + LOCAL_PREF;
    private static final CodecContext EXTERNAL =
            new CodecContext(true, true, false, List.of(), List.of(), false, false, false);
    private static final CodecContext OLD_EXTERNAL =
            new CodecContext(false, true, false, List.of(), List.of(), false, false, false);

    private static Decoded decode(CodecContext context, String attributes) {
        byte[] body = Hex.octets(attributes);
        String lengths =
                String.format("%04x", 23 + body.length + 2) + "02" + "0000" + String.format("%04x", body.length);
        BgpCodec codec = new BgpCodec();
        codec.use(context);
        codec.feed(Hex.octets(BgpWireTest.MARKER, lengths, attributes, "080a"));
        return codec.next();
    }

    private static Update update(CodecContext context, String attributes) {
        Decoded decoded = decode(context, attributes);
        assertThat(decoded).isInstanceOf(Decoded.Complete.class);
        return (Update) ((Decoded.Complete) decoded).message();
    }

    @Test
    void a_good_one_has_no_fault() {
        Update update = update(BgpWireTest.PLAIN, GOOD);
        assertThat(update.faults()).isEmpty();
        assertThat(update.announcements()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400200400304c0a8010a40050400000064, 1, 3", // no ORIGIN
        "40010100400304c0a8010a40050400000064, 2, 3", // no AS_PATH
        "4001010040020040050400000064, 3, 3", // no NEXT_HOP
        "40010100400200400304c0a8010a, 5, 3", // no LOCAL_PREF inside the AS
        "40010103400200400304c0a8010a40050400000064, 1, 6", // ORIGIN 3
        "4001020000400200400304c0a8010a40050400000064, 1, 6", // ORIGIN of two octets
        "c0010100400200400304c0a8010a40050400000064, 1, 4", // ORIGIN optional
        "40010100400204020200004003040a00000140050400000064, 2, 11", // AS_PATH overruns
        "4001010040020205004003040a00000140050400000064, 2, 11", // AS_PATH segment type 5
        "4001010040020202004003040a00000140050400000064, 2, 11", // AS_PATH segment of nobody
        "40010100400200400303c0a80140050400000064, 3, 8", // NEXT_HOP of three octets
        "40010100400200400304c0a8010a40050400000064800403000000, 4, 5", // MED of three octets
        "40010100400200400304c0a8010a40050400000064c00800, 8, 5", // COMMUNITIES empty
        "40010100400200400304c0a8010a40050400000064c0200400000000, 32, 5", // LARGE_COMMUNITIES of four octets
        "40010100400200400304c0a8010a40050400000064800a00, 10, 5", // CLUSTER_LIST empty
        "40010100400200400304c0a8010a40050400000064c01007ffffffffffffff, 16, 5", // EXTENDED_COMMUNITIES of seven
        "40010100400200400304c0a8010a40050400000064c008ff0000, 0, 1" // a length beyond the attributes
    })
    void makes_the_routes_withdrawn(String attributes, int type, int subcode) {
        Update update = update(BgpWireTest.PLAIN, attributes);
        UpdateFault.TreatAsWithdraw fault = update.treatAsWithdraw().orElseThrow();
        assertThat(fault.attributeType()).isEqualTo(type);
        assertThat(fault.instead().code()).isEqualTo(Notification.UPDATE_ERROR);
        assertThat(fault.instead().subcode()).isEqualTo(subcode);
        assertThat(update.announcements()).isEmpty();
        assertThat(update.withdrawals()).containsExactly(Nlri.of(IpPrefix.parse("10.0.0.0/8")));
    }

    @ParameterizedTest
    @CsvSource({
        "40060101, 6", // ATOMIC_AGGREGATE with an octet
        "c0070400000000, 7", // AGGREGATOR too short
        "c01106020100000001, 17", // AS4_PATH from a four-octet speaker
        "40010101, 1" // ORIGIN twice
    })
    void discards_the_attribute(String attribute, int type) {
        Update update = update(BgpWireTest.PLAIN, GOOD + attribute);
        assertThat(update.treatAsWithdraw()).isEmpty();
        assertThat(update.faults())
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(UpdateFault.AttributeDiscard.class, fault -> assertThat(fault.attributeType())
                        .isEqualTo(type));
        assertThat(update.announcements().get(0).attributes())
                .isEqualTo(update(BgpWireTest.PLAIN, GOOD).attributes());
    }

    @ParameterizedTest
    @CsvSource({"40050400000064", "800904c0000201", "800a04c0000201"})
    void does_not_listen_to_outsiders_on_inner_matters(String attribute) {
        Update update = update(EXTERNAL, ORIGIN + AS_PATH + NEXT_HOP + attribute);
        assertThat(update.treatAsWithdraw()).isEmpty();
        PathAttributes attributes = update.announcements().get(0).attributes();
        assertThat(attributes.localPreference()).isEmpty();
        assertThat(attributes.originatorId()).isEmpty();
        assertThat(attributes.clusterList()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "40630100, 2", // unknown well-known
        "800e03000101, 9", // MP_REACH_NLRI cut short
        "800f0400010121, 9", // MP_UNREACH_NLRI with /33
        "800e0900020104c0000201 00, 9" // IPv6 with an IPv4 next hop
    })
    void ends_the_session(String attribute, int subcode) {
        assertThat(decode(BgpWireTest.PLAIN, GOOD + attribute))
                .isInstanceOfSatisfying(Decoded.Broken.class, broken -> assertThat(
                                broken.error().notification().subcode())
                        .isEqualTo(subcode));
    }

    @ParameterizedTest
    @CsvSource({"00000000", "7f000002", "e0000001", "ffffffff"})
    void a_next_hop_that_is_no_host_ends_the_session_as_in_frr(String nextHop) {
        assertThat(decode(BgpWireTest.PLAIN, ORIGIN + AS_PATH + "400304" + nextHop + LOCAL_PREF))
                .isInstanceOfSatisfying(Decoded.Broken.class, broken -> assertThat(
                                broken.error().notification())
                        .isEqualTo(Notification.of(
                                Notification.UPDATE_ERROR,
                                Notification.INVALID_NEXT_HOP,
                                Octets.ofHex("400304" + nextHop))));
    }

    /** Measured on FRR 8.4.4 with a crafted peer: no NOTIFICATION under {@code bgp allow-martian-nexthop}. */
    @Test
    void a_next_hop_that_is_no_host_may_be_let_in() {
        CodecContext lenient = new CodecContext(true, false, false, List.of(), List.of(), false, true, false);
        Decoded decoded = decode(lenient, ORIGIN + AS_PATH + "4003047f000001" + LOCAL_PREF);
        assertThat(decoded).isInstanceOf(Decoded.Complete.class);
    }

    /** RFC 4760 §3, and FRR 8.4 {@code bgp_attr_parse}: NEXT_HOP beside MP_REACH_NLRI is not looked at (measured). */
    @Test
    void a_next_hop_beside_a_multiprotocol_one_is_not_looked_at() {
        String reach = "800e1a" + "000201" + "10" + "20010db8000900000000000000000002" + "00" + "2020010db8";
        Decoded decoded = decode(BgpWireTest.PLAIN, ORIGIN + AS_PATH + "4003047f000001" + LOCAL_PREF + reach);
        assertThat(decoded).isInstanceOf(Decoded.Complete.class);
    }

    @Test
    void puts_the_true_as_path_together_again() {
        // AS_PATH 65001 AS_TRANS, AS4_PATH 70000
        Update update = update(OLD_EXTERNAL, ORIGIN + "4002060202fde95ba0" + NEXT_HOP + "c01106020100011170");
        assertThat(update.announcements().get(0).attributes().asPath())
                .isEqualTo(AsPath.of(List.of(
                        new AsPath.Segment(AsPath.SegmentType.SEQUENCE, List.of(new Asn(65_001))),
                        new AsPath.Segment(AsPath.SegmentType.SEQUENCE, List.of(new Asn(70_000))))));
    }

    @Test
    void a_prefix_that_is_too_long_ends_the_session() {
        BgpCodec codec = new BgpCodec();
        codec.feed(Hex.octets(BgpWireTest.MARKER, "001802", "0001", "21", "0000"));
        assertThat(codec.next()).isInstanceOfSatisfying(Decoded.Broken.class, broken -> assertThat(
                        broken.error().notification())
                .isEqualTo(Notification.of(Notification.UPDATE_ERROR, Notification.INVALID_NETWORK_FIELD)));
    }

    @ParameterizedTest
    @CsvSource({
        "0012 04, 2, 0012", // shorter than a header
        "0014 04 00, 2, 0014", // KEEPALIVE with a body
        "1001 02, 2, 1001", // 4097 octets
        "0016 02 00, 2, 0016", // UPDATE too short
        "0013 06, 3, 06", // type 6
        "0013 00, 3, 00"
    })
    void headers_are_checked(String rest, int subcode, String data) {
        BgpCodec codec = new BgpCodec();
        codec.feed(Hex.octets(BgpWireTest.MARKER, rest));
        assertThat(codec.next()).isInstanceOfSatisfying(Decoded.Broken.class, broken -> assertThat(
                        broken.error().notification())
                .isEqualTo(Notification.of(Notification.HEADER_ERROR, subcode, Octets.ofHex(data))));
    }

    @Test
    void an_unknown_version_is_told_which_one_is_spoken() {
        BgpCodec codec = new BgpCodec();
        codec.feed(Hex.octets(BgpWireTest.MARKER, "001d 01 05 fc00 005a c0a80115 00"));
        assertThat(codec.next()).isInstanceOfSatisfying(Decoded.Broken.class, broken -> assertThat(
                        broken.error().notification())
                .isEqualTo(Notification.of(
                        Notification.OPEN_ERROR, Notification.UNSUPPORTED_VERSION, Octets.ofHex("0004"))));
    }
}
