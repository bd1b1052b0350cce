package io.sextant.lab.frr.statement;

import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Draft;

/** What FRR knows and Sextant passes over. */
final class Skip {

    private Skip() {}

    /** A statement that counts but for one argument. */
    static Handler argument(String name, String why) {
        return (scope, command, said) -> {
            if (!command.negative() && said.find(name).isPresent()) {
                scope.notModelled(why);
            }
            Scope.keep(scope, command, said);
        };
    }

    /** What is done whatever the statement says: it is the {@code no} that has no effect. */
    static Handler negation() {
        return (scope, command, said) -> {
            if (command.negative()) {
                scope.notModelled(scope.match().line().from(0));
            }
            Scope.keep(scope, command, said);
        };
    }

    /** One line. */
    static Handler line() {
        return (scope, command, said) -> scope.notModelled(scope.match().line().from(0));
    }

    /** A block: this line opens it; what stands in it is not looked at. */
    static Handler block(Context context) {
        return (scope, command, said) -> {
            String words = scope.match().line().from(0);
            scope.notModelled(words + " and the statements in it");
            scope.enter(new Draft(context, words, scope.start()));
        };
    }
}
