package io.sextant.lab.frr.statement;

import io.sextant.lab.frr.grammar.Grammar;
import io.sextant.lab.frr.grammar.Pattern;
import io.sextant.lab.frr.model.Setting;
import io.sextant.lab.frr.model.Setting.Memory;
import java.util.List;
import java.util.function.UnaryOperator;

/** Fills a context's table: a statement is a line. */
final class Rows {

    private final Grammar<Command> grammar;
    private final String prefix;
    private final UnaryOperator<Handler> place;

    private Rows(Grammar<Command> grammar, String prefix, UnaryOperator<Handler> place) {
        this.grammar = grammar;
        this.prefix = prefix;
        this.place = place;
    }

    static Rows of(Grammar<Command> grammar) {
        return new Rows(grammar, "", UnaryOperator.identity());
    }

    /** Rows whose patterns all begin with {@code words}, and which take effect where {@code at} says. */
    Rows below(String words, UnaryOperator<Handler> at) {
        return new Rows(
                grammar, words.isEmpty() ? prefix : prefix + words + " ", handler -> place.apply(at.apply(handler)));
    }

    /** {@code X} sets and {@code no X} resets. */
    Rows may(String pattern) {
        return row(pattern, Memory.POSITIVE, List.of(), true, Scope::keep);
    }

    Rows may(String pattern, Handler handler) {
        return row(pattern, Memory.POSITIVE, List.of(), true, handler);
    }

    /** On unless {@code no X}. */
    Rows on(String pattern) {
        return row(pattern, Memory.NEGATIVE, List.of(), true, Scope::keep);
    }

    /** The default depends on FRR's profile or version. */
    Rows either(String pattern) {
        return row(pattern, Memory.EITHER, List.of(), true, Scope::keep);
    }

    Rows either(String pattern, Handler handler) {
        return row(pattern, Memory.EITHER, List.of(), true, handler);
    }

    /** {@code no X} must say all of it. */
    Rows strictly(String pattern, Handler handler) {
        add(Pattern.of(prefix + pattern), pattern, Memory.POSITIVE, List.of(), true, false, false, handler);
        String key = Pattern.of(pattern).fixedWords();
        Setting setting = new Setting(key, Pattern.of(prefix + pattern), Memory.POSITIVE, List.of(), true);
        grammar.add(Pattern.of("no " + prefix + pattern), new Command(setting, true, false, place.apply(handler)));
        return this;
    }

    /** Many can stand side by side, told apart by the arguments of {@code identity}. */
    Rows each(String pattern, String... identity) {
        return row(pattern, Memory.POSITIVE, List.of(identity), true, Scope::keep);
    }

    Rows each(String pattern, Handler handler, String... identity) {
        return row(pattern, Memory.POSITIVE, List.of(identity), true, handler);
    }

    /** FRR knows it; here it has no effect, and a warning says so. Each is kept for {@code show running-config}. */
    Rows inert(String pattern, String... identity) {
        return row(pattern, Memory.POSITIVE, List.of(identity), false, Scope::keep);
    }

    /** The same for what is on unless told otherwise. */
    Rows inertOn(String pattern) {
        return row(pattern, Memory.NEGATIVE, List.of(), false, Scope::keep);
    }

    /** The same where the default depends on profile or version. */
    Rows inertEither(String pattern) {
        return row(pattern, Memory.EITHER, List.of(), false, Scope::keep);
    }

    /** A command without a {@code no} form, or whose {@code no} form is written out. */
    Rows exactly(String pattern, Handler handler) {
        return add(Pattern.of(prefix + pattern), pattern, Memory.POSITIVE, List.of(), true, false, false, handler);
    }

    /** A command that begins a section. */
    Rows opens(String pattern, Handler handler) {
        return add(Pattern.of(prefix + pattern), pattern, Memory.POSITIVE, List.of(), true, false, true, handler);
    }

    private Rows row(String pattern, Memory memory, List<String> identity, boolean modelled, Handler handler) {
        Pattern form = Pattern.of(prefix + pattern);
        add(form, pattern, memory, identity, modelled, false, false, handler);
        String key = Pattern.of(pattern).fixedWords();
        Setting setting = new Setting(key, form, memory, identity, modelled);
        grammar.add(form.negation(identity), new Command(setting, true, false, place.apply(handler)));
        return this;
    }

    private Rows add(
            Pattern form,
            String pattern,
            Memory memory,
            List<String> identity,
            boolean modelled,
            boolean negative,
            boolean opens,
            Handler handler) {
        String key = Pattern.of(pattern).fixedWords();
        Setting setting = new Setting(key, form, memory, identity, modelled);
        grammar.add(form, new Command(setting, negative, opens, place.apply(handler)));
        return this;
    }
}
