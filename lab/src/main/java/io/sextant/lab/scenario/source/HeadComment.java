package io.sextant.lab.scenario.source;

import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.TextFile;
import java.nio.file.Path;

/** What a scenario says about itself in the comment at its head. */
public final class HeadComment {

    private static final String EDITORS_LINE = "yaml-language-server:";

    private HeadComment() {}

    /**
     * The comment before the first key, without the line for editors: lines of one paragraph joined, paragraphs parted by a
     * line feed; empty where there is none.
     */
    public static String of(Path file) {
        String text =
                TextFile.read(file, Position.startOf(file), new Problems()).orElse("");
        StringBuilder comment = new StringBuilder();
        boolean fresh = true;
        for (String line : text.lines().map(String::strip).toList()) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                break;
            }
            String words = line.replaceFirst("^#+", "").strip();
            if (words.startsWith(EDITORS_LINE)) {
                continue;
            }
            if (!words.isEmpty()) {
                comment.append(comment.isEmpty() ? "" : fresh ? "\n" : " ").append(words);
            }
            fresh = words.isEmpty();
        }
        return comment.toString();
    }
}
