package io.sextant.lab.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;

/** The cases that cannot pass yet, each with its reason. */
final class Unpassable {

    private Unpassable() {}

    /** Reasons by the names of cases. */
    static Map<String, String> read() throws IOException {
        Map<String, String> reasons = new TreeMap<>();
        for (String line : Files.readAllLines(CorpusCase.HOME.resolve("unpassable.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int colon = line.indexOf(": ");
                if (colon < 0) {
                    throw new IllegalStateException("unpassable.txt: no reason in '" + line + "'");
                }
                reasons.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 2).strip());
            }
        }
        return reasons;
    }
}
