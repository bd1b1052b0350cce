package io.sextant.lab.frr.statement;

import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Draft;

/** What FRR knows and Sextant passes over. */
final class Skip {

    private Skip() {}

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
