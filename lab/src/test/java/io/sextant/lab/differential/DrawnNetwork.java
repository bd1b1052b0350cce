package io.sextant.lab.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A network as the corpus keeps it, without what became of it.
 *
 * @param configurations each router's {@code frr.conf}
 */
record DrawnNetwork(JsonNode topology, Map<String, String> configurations) {

    private static final ObjectMapper JSON = new ObjectMapper();

    DrawnNetwork {
        configurations = Collections.unmodifiableMap(new LinkedHashMap<>(configurations));
    }

    /** Reads a case's network from its folder. */
    static DrawnNetwork read(Path folder) throws IOException {
        JsonNode topology = JSON.readTree(Files.readAllBytes(folder.resolve("topology.json")));
        Map<String, String> configurations = new LinkedHashMap<>();
        for (JsonNode router : topology.get("routers")) {
            String name = router.get("name").asText();
            configurations.put(name, Files.readString(folder.resolve(name + ".conf")));
        }
        return new DrawnNetwork(topology, configurations);
    }

    /** Writes a case: the network and what real FRR made of it. */
    void write(Path folder, Recorder.Outcome.Settled outcome) throws IOException {
        Files.createDirectories(folder);
        Files.write(
                folder.resolve("topology.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(topology));
        for (Map.Entry<String, String> each : configurations.entrySet()) {
            Files.writeString(folder.resolve(each.getKey() + ".conf"), each.getValue());
        }
        ObjectNode meta = JSON.createObjectNode();
        meta.put("selectionReason_order_dependent", outcome.droppedReasons());
        Files.write(folder.resolve("meta.json"), JSON.writeValueAsBytes(meta));
        try (OutputStream octets = new GZIPOutputStream(Files.newOutputStream(folder.resolve("expected.json.gz")))) {
            octets.write(JSON.writeValueAsBytes(outcome.expected()));
        }
    }
}
