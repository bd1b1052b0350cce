package io.sextant.lab.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/** Where Sextant's own files lie. */
final class Home {

    private static final Path SCENARIOS = Path.of("scenarios");
    /** From {@code lab/target/sextant.jar} to the folder that holds {@code lab}. */
    private static final int LEVELS_ABOVE_JAR = 3;

    private Home() {}

    /** The file as it was named; where that is not here, the one of the same name that Sextant came with. */
    static Path find(Path file) {
        if (file.isAbsolute() || Files.exists(file) || !file.startsWith(SCENARIOS)) {
            return file;
        }
        Path shipped = scenarios().resolve(SCENARIOS.relativize(file));
        return Files.exists(shipped) ? shipped : file;
    }

    /** The folder {@code scenarios}: the one here if there is one, else the one Sextant came with. */
    static Path scenarios() {
        if (Files.isDirectory(SCENARIOS)) {
            return SCENARIOS;
        }
        CodeSource source = Home.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return SCENARIOS;
        }
        try {
            URI place = source.getLocation().toURI();
            Path home = Path.of(place);
            for (int i = 0; i < LEVELS_ABOVE_JAR && home != null; i++) {
                home = home.getParent();
            }
            return home == null ? SCENARIOS : home.resolve(SCENARIOS);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return SCENARIOS; // loaded from somewhere that is no file
        }
    }
}
