package io.sextant.cluster.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sextant.protocol.address.IpAddress;
import io.sextant.topology.ecmp.JenkinsHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Against Cilium's own unit-test expectations, published hashes and an independent implementation: ORIGIN.md. */
class MaglevTest {
    private static final JsonNode ROOT = load();

    static Stream<JsonNode> murmur() {
        return stream(ROOT.get("murmur3_x64_128"));
    }

    static Stream<JsonNode> tables() {
        return stream(ROOT.get("tables"));
    }

    static Stream<JsonNode> lookups() {
        return stream(ROOT.get("datapath_tuple_hash_v4").get("vectors"));
    }

    @Test
    void the_vectors_are_all_there() {
        assertThat(murmur()).hasSize(12);
        assertThat(tables()).hasSize(6);
        assertThat(lookups()).hasSize(15);
    }

    @ParameterizedTest
    @MethodSource("murmur")
    void murmur3_agrees(JsonNode vector) {
        byte[] data = vector.get("data").asText().getBytes(StandardCharsets.UTF_8);
        int seed = (int) number(vector.get("seed"));

        Murmur3.Hash hash = Murmur3.hash(data, seed);

        assertThat(hash.first()).isEqualTo(number(vector.get("h1")));
        assertThat(hash.second()).isEqualTo(number(vector.get("h2")));
    }

    @Test
    void lookup3_agrees_with_its_authors_self_test() {
        for (JsonNode vector : ROOT.get("jhash")) {
            long expected = number(vector.get("value"));
            int start = vector.get("initval").asInt();
            int actual = vector.has("data")
                    ? hashLittle(vector.get("data").asText().getBytes(StandardCharsets.US_ASCII), start)
                    : JenkinsHash.ofThreeWords(
                            vector.get("a").asInt(),
                            vector.get("b").asInt(),
                            vector.get("c").asInt(),
                            start);

            assertThat(actual).as(vector.toString()).isEqualTo((int) expected);
        }
    }

    @Test
    void the_default_seed_is_three_big_endian_words() {
        assertThat(MaglevSeed.DEFAULT).isEqualTo(new MaglevSeed(0x24b7ef82, 0x71dcda46, 0x92505688));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaglevSeed.parse("AAAA"))
                .withMessage("Maglev seed 'AAAA' has 3 octets, not 12");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaglevSeed.parse("not a seed"))
                .withMessage("Maglev seed 'not a seed' is not base64");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void tables_agree_slot_by_slot(JsonNode vector) throws NoSuchAlgorithmException {
        List<MaglevTable.Backend> backends = backends(vector);
        // The order backends are given in must not matter.
        Collections.shuffle(backends, new java.util.Random(vector.get("m").asInt()));

        int[] slots = MaglevTable.of(vector.get("m").asInt(), MaglevSeed.DEFAULT, backends)
                .slots();

        int proofs = 0;
        for (String key : List.of("table_rle", "table_rle (derived)")) {
            if (vector.has(key)) {
                assertThat(runLengths(slots)).isEqualTo(vector.get(key).asText());
                proofs++;
            }
        }
        if (vector.has("counts")) {
            vector.get("counts").properties().forEach(count -> assertThat(
                            count(slots, Integer.parseInt(count.getKey())))
                    .isEqualTo(count.getValue().asInt()));
            proofs++;
        }
        if (vector.has("sha256_of_le_u32_table")) {
            ByteBuffer octets = ByteBuffer.allocate(slots.length * 4).order(ByteOrder.LITTLE_ENDIAN);
            octets.asIntBuffer().put(slots);
            assertThat(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(octets.array())))
                    .isEqualTo(vector.get("sha256_of_le_u32_table").asText());
            proofs++;
        }
        assertThat(proofs).isPositive();
    }

    @Test
    void removing_a_backend_moves_few_slots_of_the_others() {
        for (JsonNode vector : ROOT.get("tables")) {
            JsonNode collateral = vector.path("collateral_changes_when_removed");
            collateral.properties().forEach(entry -> assertThat(movedWithout(vector, Integer.parseInt(entry.getKey())))
                    .isEqualTo(entry.getValue().asInt()));
            for (String key : List.of("removal_of_id_1", "removal_of_id_3")) {
                if (vector.has(key)) {
                    int id = Integer.parseInt(key.substring("removal_of_id_".length()));
                    assertThat(movedWithout(vector, id))
                            .isEqualTo(vector.get(key).get("measured_changed").asInt());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lookups")
    void connections_hash_to_the_datapaths_slot(JsonNode vector) {
        MaglevSelector.PortOrder order =
                switch (vector.get("mode").asText()) {
                    case "new" -> MaglevSelector.PortOrder.CLIENT_LOW;
                    case "old" -> MaglevSelector.PortOrder.CLIENT_HIGH;
                    case "affinity" -> MaglevSelector.PortOrder.WITHOUT_CLIENT;
                    default -> throw new AssertionError(vector);
                };
        long client = IpAddress.mapped(ipv4(vector.get("client").asText()));
        int clientPort = vector.get("client_port").asInt();
        int servicePort = vector.get("service_port").asInt();
        int protocol = vector.get("proto").asInt();
        JsonNode six = ROOT.get("tables").get(5);
        MaglevTable table = MaglevTable.of(16381, MaglevSeed.DEFAULT, backends(six));
        MaglevSelector selector = new MaglevSelector(table, MaglevSeed.DEFAULT, order);

        assertThat(selector.hash(0, client, clientPort, servicePort, protocol))
                .isEqualTo((int) number(vector.get("hash")));
        assertThat(selector.select(0, client, clientPort, servicePort, protocol))
                .isEqualTo(table.slots()[vector.get("index_mod_16381").asInt()]);
    }

    /**
     * Worked out by a program of its own (Python) from lookup3's definition (public domain) and the order of words of
     * {@code bpf/lib/hash.h}, hash_from_tuple_v6.
     */
    @ParameterizedTest
    @CsvSource({
        "2001:db8:1::2, 36946, 80, CLIENT_LOW, 16ad741c",
        "2001:db8:1::2, 36947, 80, CLIENT_LOW, a65ab128",
        "2001:db8:1::2, 36946, 80, CLIENT_HIGH, 8e40ff61",
        "2001:db8:1::2, 36946, 443, WITHOUT_CLIENT, 436a7d2a",
        "fe80::5054:ff:fe00:1, 1, 65535, CLIENT_LOW, 890f67b4"
    })
    void ipv6_connections_hash_over_all_of_the_clients_address(
            String client, int clientPort, int servicePort, MaglevSelector.PortOrder order, String hash) {
        MaglevSelector selector =
                new MaglevSelector(MaglevTable.of(251, MaglevSeed.DEFAULT, List.of()), MaglevSeed.DEFAULT, order);
        IpAddress address = IpAddress.parse(client);

        assertThat(selector.hash(address.high(), address.low(), clientPort, servicePort, 6))
                .isEqualTo(Integer.parseUnsignedInt(hash, 16));
    }

    @Test
    void without_backends_there_is_none() {
        MaglevTable empty = MaglevTable.of(251, MaglevSeed.DEFAULT, List.of());
        MaglevSelector selector = new MaglevSelector(empty, MaglevSeed.DEFAULT, MaglevSelector.PortOrder.CLIENT_LOW);

        assertThat(selector.select(0, 1, 2, 3, 6)).isEqualTo(BackendSelector.NONE);
    }

    @Test
    void refuses_a_size_that_cilium_refuses() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaglevTable.of(1000, MaglevSeed.DEFAULT, List.of()))
                .withMessageStartingWith("Maglev table size is one of [251, 509")
                .withMessageEndingWith("not 1000");
    }

    @Test
    void names_differ_by_version() {
        assertThat(BackendNaming.ADDRESS_PROTOCOL_STATE.nameOf("10.0.1.10", 80, "TCP"))
                .isEqualTo("[10.0.1.10:80/TCP,State:active]");
        assertThat(BackendNaming.ADDRESS.nameOf("10.0.1.10", 80, "TCP")).isEqualTo("10.0.1.10:80");
    }

    @Test
    void random_selection_takes_slot_prandom_mod_count_plus_1() {
        SplittableRandom draws = new SplittableRandom(42);
        RandomSelector selector = new RandomSelector(new SplittableRandom(42), 7, 8, 9);
        for (int i = 0; i < 1000; i++) {
            long prandom = Integer.toUnsignedLong(draws.nextInt());
            int slot = (int) (prandom % 3) + 1;

            assertThat(selector.select(0, 1, 2, 3, 6)).isEqualTo(6 + slot);
        }
        assertThat(new RandomSelector(draws).select(0, 1, 2, 3, 6)).isEqualTo(BackendSelector.NONE);
    }

    private static int movedWithout(JsonNode vector, int id) {
        int size = vector.get("m").asInt();
        List<MaglevTable.Backend> backends = backends(vector);
        int[] before = MaglevTable.of(size, MaglevSeed.DEFAULT, backends).slots();
        backends.removeIf(backend -> backend.id() == id);
        int[] after = MaglevTable.of(size, MaglevSeed.DEFAULT, backends).slots();
        int moved = 0;
        for (int slot = 0; slot < size; slot++) {
            moved += before[slot] != id && before[slot] != after[slot] ? 1 : 0;
        }
        return moved;
    }

    private static List<MaglevTable.Backend> backends(JsonNode vector) {
        List<MaglevTable.Backend> backends = new ArrayList<>();
        for (JsonNode backend : vector.get("backends")) {
            backends.add(new MaglevTable.Backend(
                    backend.get("id").asInt(),
                    backend.get("hashString").asText(),
                    backend.get("weight").asInt()));
        }
        return backends;
    }

    private static long count(int[] slots, int id) {
        return Arrays.stream(slots).filter(slot -> slot == id).count();
    }

    private static String runLengths(int[] slots) {
        StringBuilder text = new StringBuilder();
        int start = 0;
        for (int i = 1; i <= slots.length; i++) {
            if (i == slots.length || slots[i] != slots[start]) {
                text.append(start == 0 ? "" : ",")
                        .append(slots[start])
                        .append('(')
                        .append(i - start)
                        .append(')');
                start = i;
            }
        }
        return text.toString();
    }

    /** lookup3's hashlittle for more than 12 octets, around the mixing under test. */
    private static int hashLittle(byte[] octets, int start) {
        byte[] padded = Arrays.copyOf(octets, (octets.length + 11) / 12 * 12);
        ByteBuffer words = ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN);
        int a = 0xdeadbeef + octets.length + start;
        int b = a;
        int c = a;
        while (true) {
            a += words.getInt();
            b += words.getInt();
            c += words.getInt();
            if (!words.hasRemaining()) {
                return JenkinsHash.mix(a, b, c);
            }
            int[] shifts = {4, 6, 8, 16, 19, 4};
            for (int shift : shifts) {
                a = (a - c) ^ Integer.rotateLeft(c, shift);
                c += b;
                int turned = a;
                a = b;
                b = c;
                c = turned;
            }
        }
    }

    private static int ipv4(String text) {
        int address = 0;
        for (String part : text.split("\\.", -1)) {
            address = address << 8 | Integer.parseInt(part);
        }
        return address;
    }

    private static long number(JsonNode value) {
        return value.isTextual() ? Long.parseUnsignedLong(value.asText().substring(2), 16) : value.asLong();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static JsonNode load() {
        try (InputStream file = Objects.requireNonNull(MaglevTest.class.getResourceAsStream("cilium-maglev.json"))) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
