package io.sextant.lab.frr.statement;

import io.sextant.lab.frr.grammar.Arguments;
import io.sextant.lab.frr.model.Setting;

/** A statement or its {@code no} form. */
public final class Command {

    private final Setting setting;
    private final boolean negative;
    private final boolean opens;
    private final Handler handler;

    Command(Setting setting, boolean negative, boolean opens, Handler handler) {
        this.setting = setting;
        this.negative = negative;
        this.opens = opens;
        this.handler = handler;
    }

    public Setting setting() {
        return setting;
    }

    public boolean negative() {
        return negative;
    }

    /** Whether a new section starts here. */
    public boolean opens() {
        return opens;
    }

    /** Does what the statement says. */
    public void apply(Scope scope, Arguments said) {
        handler.apply(scope, this, setting.form().complete(said));
    }

    Handler handler() {
        return handler;
    }
}
