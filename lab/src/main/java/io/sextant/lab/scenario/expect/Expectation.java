package io.sextant.lab.scenario.expect;

import io.sextant.lab.yaml.Located;
import io.sextant.lab.yaml.Position;

/**
 * A named claim.
 *
 * @param name unique in the scenario
 * @param description one sentence, or empty
 * @param pass what to tell the learner when it holds, or empty
 * @param fail what to tell the learner when it does not, or empty
 */
public record Expectation(
        Position position,
        String name,
        String description,
        Check check,
        When when,
        Level level,
        String pass,
        String fail)
        implements Located {}
