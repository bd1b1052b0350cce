package io.sextant.lab.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What real programs printed; {@code src/test/resources/console/ORIGIN.md} says which. */
public final class Samples {

    private Samples() {}

    public static String read(String name) {
        try (InputStream in = Samples.class.getResourceAsStream("/console/" + name)) {
            if (in == null) {
                throw new AssertionError("no sample " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
