package io.sextant.topology.ecmp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every forwarded packet of the recorded choices goes where Linux sent it. */
class HashThresholdVectorsTest {
    static Stream<JsonNode> forwarded() {
        return Vectors.choices("forward", "hash-threshold");
    }

    @Test
    void the_vectors_are_all_there() {
        assertThat(forwarded()).hasSize(324);
    }

    @ParameterizedTest
    @MethodSource("forwarded")
    void the_hash_of_the_octets_is_the_kernels(JsonNode vector) {
        byte[] packet = VectorPacket.of(vector);
        byte[] framed = new byte[14 + packet.length + 6];
        System.arraycopy(packet, 0, framed, 14, packet.length);

        int hash31 = Vectors.flowHash(vector).hash31(framed, 14);

        assertThat(hash31)
                .as(Vectors.name(vector))
                .isEqualTo(vector.get("debug").get("hash31").asInt());
    }

    @ParameterizedTest
    @MethodSource("forwarded")
    void the_bounds_are_the_kernels(JsonNode vector) {
        int[] expected = Vectors.stream(vector.get("debug").get("upperBounds"))
                .mapToInt(JsonNode::asInt)
                .toArray();

        assertThat(Vectors.group(vector).bounds()).as(Vectors.name(vector)).containsExactly(expected);
    }

    @ParameterizedTest
    @MethodSource("forwarded")
    void the_next_hop_is_the_kernels(JsonNode vector) {
        int hash31 = Vectors.flowHash(vector).hash31(VectorPacket.of(vector), 0);
        int member = Vectors.group(vector).select(hash31);

        assertThat(Vectors.nextHops(vector).get(member))
                .as(Vectors.name(vector))
                .isEqualTo(vector.get("chosen").asText());
    }
}
