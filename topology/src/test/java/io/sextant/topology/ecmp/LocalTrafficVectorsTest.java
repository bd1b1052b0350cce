package io.sextant.topology.ecmp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packets of the router's own sockets leave by the link, and from the address, that Linux recorded. */
class LocalTrafficVectorsTest {
    static Stream<JsonNode> ipv4() {
        return Vectors.choices("local", "hash-threshold")
                .filter(vector -> vector.get("family").asInt() == 4);
    }

    static Stream<JsonNode> ipv6() {
        return Vectors.choices("local", "hash-threshold")
                .filter(vector -> vector.get("family").asInt() == 6);
    }

    @Test
    void the_vectors_are_all_there() {
        assertThat(ipv4()).hasSize(36);
        assertThat(ipv6()).hasSize(24);
    }

    @ParameterizedTest
    @MethodSource("ipv4")
    void an_ipv4_packet_leaves_by_the_kernels_link_and_from_its_address(JsonNode vector) {
        int[] sources = Vectors.stream(vector.get("nexthopSrcs"))
                .mapToInt(address -> ipv4(address.asText()))
                .toArray();
        LocalRoute route = new LocalRoute(
                KernelProfile.LINUX_6_18,
                Vectors.flowHash(vector),
                Vectors.group(vector),
                sources,
                vector.has("routeSrc") ? ipv4(vector.get("routeSrc").asText()) : 0);
        LocalFlow flow = new LocalFlow(
                LocalFlow.Socket.valueOf(socket(vector)),
                vector.get("boundSrc").isNull()
                        ? 0
                        : ipv4(vector.get("boundSrc").asText()),
                ipv4(vector.get("dst").asText()),
                vector.get("sport").asInt(),
                vector.get("dport").asInt());

        LocalRoute.Choice choice = route.choose(flow);

        assertThat(Vectors.nextHops(vector).get(choice.member()))
                .as(Vectors.name(vector))
                .isEqualTo(vector.get("chosen").asText());
        assertThat(choice.source())
                .as(Vectors.name(vector))
                .isEqualTo(ipv4(vector.get("src").asText()));
    }

    @ParameterizedTest
    @MethodSource("ipv6")
    void an_ipv6_packet_leaves_by_the_kernels_link(JsonNode vector) {
        ByteBuffer source = ByteBuffer.wrap(VectorPacket.address(
                vector.get("boundSrc").isNull() ? "::" : vector.get("boundSrc").asText()));
        ByteBuffer target =
                ByteBuffer.wrap(VectorPacket.address(vector.get("dst").asText()));
        int protocol = vector.get("proto").asInt();
        int targetPort = protocol == 58 ? 128 << 8 : vector.get("dport").asInt();

        int hash31 = Vectors.flowHash(vector)
                .hash31OfLocalIpv6(
                        source.getLong(0),
                        source.getLong(8),
                        target.getLong(0),
                        target.getLong(8),
                        protocol,
                        vector.get("sport").asInt(),
                        targetPort);

        assertThat(Vectors.nextHops(vector).get(Vectors.group(vector).select(hash31)))
                .as(Vectors.name(vector))
                .isEqualTo(vector.get("chosen").asText());
    }

    private static int ipv4(String text) {
        return ByteBuffer.wrap(VectorPacket.address(text)).getInt();
    }

    private static String socket(JsonNode vector) {
        return switch (vector.get("app").asText()) {
            case "tcp" -> "TCP";
            case "udp-connected" -> "UDP_CONNECTED";
            case "udp-sendto" -> "UDP_SENDTO";
            case "icmp" -> "ICMP_ECHO";
            default -> throw new AssertionError(vector);
        };
    }
}
