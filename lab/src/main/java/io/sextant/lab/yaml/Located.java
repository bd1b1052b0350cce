package io.sextant.lab.yaml;

/** Something that was written in a file, and where. */
public interface Located {
    Position position();
}
