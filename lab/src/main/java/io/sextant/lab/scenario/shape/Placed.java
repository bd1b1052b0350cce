package io.sextant.lab.scenario.shape;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;

/** A value and where it stands. */
public record Placed<T>(Position position, T value) implements Located {}
