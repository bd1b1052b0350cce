/**
 * The forms a value in a scenario file can have. A form does two things from one description: it decodes a node into a value,
 * and it describes itself in the JSON Schema; so the loader and the schema cannot drift apart.
 *
 * Knows YAML nodes and JSON Schema. Must not know what any key of the language means.
 */
@NullMarked
package io.sextant.lab.scenario.shape;

import org.jspecify.annotations.NullMarked;
