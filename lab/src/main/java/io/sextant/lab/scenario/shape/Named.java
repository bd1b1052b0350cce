package io.sextant.lab.scenario.shape;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;
import java.util.Optional;

/**
 * An entry of a mapping whose keys are names.
 *
 * @param position of the name
 * @param value nothing if it was refused; the name counts all the same, so that what refers to it is not refused too
 */
public record Named<T>(String name, Position position, Optional<T> value) implements Located {}
