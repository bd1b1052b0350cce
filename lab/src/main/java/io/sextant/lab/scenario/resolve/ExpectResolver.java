package io.sextant.lab.scenario.resolve;

import io.sextant.lab.scenario.expect.Check;
import io.sextant.lab.scenario.expect.Expectation;
import io.sextant.lab.scenario.expect.Level;
import io.sextant.lab.scenario.expect.When;
import io.sextant.lab.scenario.language.ExpectKeys;
import io.sextant.lab.scenario.language.TimeExpression;
import io.sextant.lab.scenario.shape.Field;
import io.sextant.lab.scenario.shape.Named;
import io.sextant.lab.scenario.shape.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Expectations, in the order of the file. */
final class ExpectResolver {

    private final CheckResolver checks;
    private final Times times;

    ExpectResolver(CheckResolver checks, Times times) {
        this.checks = checks;
        this.times = times;
    }

    List<Expectation> expectations(List<Named<Values>> entries) {
        List<Expectation> expectations = new ArrayList<>();
        for (Named<Values> named : entries) {
            Values values = named.value().orElse(null);
            if (values == null) {
                continue;
            }
            Optional<When> when = when(values);
            checks.check(values)
                    .flatMap(check -> when.map(time -> one(named, values, check, time)))
                    .ifPresent(expectations::add);
        }
        return expectations;
    }

    private static Expectation one(Named<Values> named, Values values, Check check, When when) {
        return new Expectation(
                named.position(),
                named.name(),
                values.get(ExpectKeys.DESCRIPTION).orElse(""),
                check,
                when,
                values.get(ExpectKeys.LEVEL).orElse(Level.ERROR),
                values.get(ExpectKeys.PASS).orElse(""),
                values.get(ExpectKeys.FAIL).orElse(""));
    }

    private Optional<When> when(Values values) {
        Optional<When> at = values.get(ExpectKeys.AT).map(time -> {
            long nanos = times.nanos(time, values.position(ExpectKeys.AT));
            return new When(When.Kind.AT, nanos, nanos);
        });
        return at.or(() -> window(values, ExpectKeys.WITHIN, When.Kind.WITHIN))
                .or(() -> window(values, ExpectKeys.DURING, When.Kind.DURING))
                .or(() -> window(values, ExpectKeys.NEVER, When.Kind.NEVER));
    }

    private Optional<When> window(Values values, Field<TimeExpression.Window> field, When.Kind kind) {
        return values.get(field).map(window -> times.when(kind, window, values.position(field)));
    }
}
