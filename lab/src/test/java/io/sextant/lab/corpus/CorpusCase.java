package io.sextant.lab.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** One recorded network: a folder as the corpus's README describes it. */
public record CorpusCase(Path folder, JsonNode topology, JsonNode meta, JsonNode expected) {

    /** Name of the system property that adds a folder of cases to those of the project. */
    static final String EXTRA_FOLDER = "sextant.corpus";

    static final Path HOME = Path.of("src", "test", "resources", "corpus");

    private static final String TOPOLOGY = "topology.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The folders of all cases, in order of name. */
    static List<Path> folders() throws IOException {
        List<Path> found = new ArrayList<>(below(HOME));
        String extra = System.getProperty(EXTRA_FOLDER);
        if (extra != null && !extra.isEmpty()) {
            found.addAll(below(Path.of(extra)));
        }
        return found;
    }

    private static List<Path> below(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.endsWith(TOPOLOGY))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        }
    }

    public static CorpusCase read(Path folder) throws IOException {
        Path meta = folder.resolve("meta.json");
        return new CorpusCase(
                folder,
                json(folder.resolve(TOPOLOGY)),
                Files.exists(meta) ? json(meta) : JSON.createObjectNode(),
                zipped(folder.resolve("expected.json.gz")));
    }

    /** {@code random/001}: the folder with the one above it. */
    static String name(Path folder) {
        return folder.getName(folder.getNameCount() - 2) + "/" + folder.getFileName();
    }

    /** How many reasons of selections the two recordings disagreed about and left out. */
    int droppedReasons() {
        return meta.path("selectionReason_order_dependent").asInt(0);
    }

    private static JsonNode json(Path file) throws IOException {
        return JSON.readTree(Files.readAllBytes(file));
    }

    private static JsonNode zipped(Path file) throws IOException {
        try (InputStream octets = new GZIPInputStream(Files.newInputStream(file))) {
            return JSON.readTree(octets);
        }
    }
}
