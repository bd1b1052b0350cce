package io.sextant.lab.yaml;

/** A piece of a YAML document that knows where it stands. */
public sealed interface YamlNode extends Located permits YamlScalar, YamlSequence, YamlMapping {

    /** What it is, for messages: {@code a list}, {@code the number 42}. */
    String inWords();
}
