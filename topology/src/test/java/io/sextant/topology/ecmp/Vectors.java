package io.sextant.topology.ecmp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/** The recorded choices of Linux 6.18.44; see ORIGIN.md beside the file. */
final class Vectors {
    private static final JsonNode ROOT = load();

    private Vectors() {}

    static Stream<JsonNode> choices(String path, String type) {
        return stream(ROOT.get("vectors"))
                .filter(vector -> vector.get("path").asText().equals(path)
                        && vector.get("type").asText().equals(type));
    }

    static Stream<JsonNode> resilientTables() {
        return stream(ROOT.get("resilientTables"));
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    static String name(JsonNode vector) {
        return "vector " + vector.get("id").asInt() + " ("
                + vector.get("scenario").asText() + ")";
    }

    static FlowHash flowHash(JsonNode vector) {
        return new FlowHash(
                KernelProfile.LINUX_6_18,
                HashPolicy.of(vector.get("policy").asInt()),
                vector.has("fields") ? vector.get("fields").asInt() : HashFields.DEFAULT,
                (int) vector.get("seed").asLong());
    }

    static List<String> nextHops(JsonNode vector) {
        return stream(vector.get("nexthops"))
                .map(hop -> hop.get("via").asText())
                .toList();
    }

    static HashThresholdGroup group(JsonNode vector) {
        HashThresholdGroup.Kind kind = vector.get("nexthopObjects").asBoolean()
                ? HashThresholdGroup.Kind.NEXTHOP_OBJECTS
                : vector.get("family").asInt() == 4 && vector.path("useNeigh").asBoolean()
                        ? HashThresholdGroup.Kind.INLINE_USING_NEIGHBOURS
                        : HashThresholdGroup.Kind.INLINE;
        int[] weights = stream(vector.get("nexthops"))
                .mapToInt(hop -> hop.get("weight").asInt())
                .toArray();
        HashThresholdGroup group = new HashThresholdGroup(kind, weights);
        for (int i = 0; i < weights.length; i++) {
            switch (vector.get("nexthops").get(i).get("state").asText()) {
                case "up" -> {}
                case "admin-down" -> group.link(i, LinkState.ADMIN_DOWN);
                case "linkdown" ->
                    group.link(
                            i,
                            vector.path("ignoreLinkdown").asBoolean()
                                    ? LinkState.NO_CARRIER_IGNORED
                                    : LinkState.NO_CARRIER);
                case "neigh-failed" -> group.neighbour(i, true);
                default -> throw new AssertionError(vector);
            }
        }
        return group;
    }

    private static JsonNode load() {
        try (InputStream zipped = Objects.requireNonNull(Vectors.class.getResourceAsStream("linux-ecmp.json.gz"));
                InputStream plain = new GZIPInputStream(zipped)) {
            return new ObjectMapper().readTree(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
