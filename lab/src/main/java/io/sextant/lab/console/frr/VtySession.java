package io.sextant.lab.console.frr;

import io.sextant.lab.console.command.ConfigTerminal;
import io.sextant.lab.console.command.Machine;
import io.sextant.lab.frr.grammar.Line;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines said to vtysh one after the other (FRR 8.4 {@code vtysh_execute_func}): commands, and statements between {@code
 * configure terminal} and {@code end}. What was configured takes effect where commands are next, or at the end.
 */
final class VtySession {

    private static final String DO = "do ";

    private final Machine machine;
    private final StringBuilder out = new StringBuilder();
    private @Nullable ConfigTerminal terminal;
    private boolean over;
    private boolean failed;

    VtySession(Machine machine) {
        this.machine = machine;
    }

    /** What the lines print; the first that fails ends it. */
    String run(List<String> lines) {
        for (String line : lines) {
            if (!over && !failed && !Line.of(line).isSilent()) {
                say(line);
            }
        }
        leave();
        return out.toString();
    }

    /** Whether a line was refused. */
    boolean failed() {
        return failed;
    }

    private void say(String line) {
        try {
            boolean isDo = line.strip().startsWith(DO);
            ConfigTerminal open = terminal;
            if (open == null) {
                command(line, isDo ? line.strip().substring(DO.length()) : line);
            } else if (isDo) {
                open.commit();
                command(line, line.strip().substring(DO.length()));
            } else {
                statement(open, line);
            }
        } catch (VtyException e) {
            out.append(e.text());
            failed = true;
        }
    }

    private void statement(ConfigTerminal open, String line) {
        List<String> words = Line.of(line).words();
        boolean single = words.size() == 1;
        if (single && words.get(0).equals("end") || open.isOutermost() && single && isExit(words.get(0))) {
            leave();
            return;
        }
        ConfigTerminal.Answer answer = open.take(line);
        answer.words().forEach(word -> out.append(word).append('\n'));
        failed = answer.refused();
    }

    private static boolean isExit(String word) {
        return "exit".startsWith(word) && word.length() > 1 || "quit".startsWith(word);
    }

    private void leave() {
        if (terminal != null) {
            terminal.commit();
            terminal = null;
        }
    }

    /**
     * Answers a command.
     *
     * @param said the whole line, which errors quote
     */
    private void command(String said, String line) throws VtyException {
        int bar = line.indexOf(" | ");
        if (bar >= 0) {
            OutputFilter filter = OutputFilter.of(line.substring(bar + 3));
            if (filter.error().isPresent()) {
                out.append(filter.error().get());
                return;
            }
            out.append(filter.apply(answer(said, line.substring(0, bar))));
        } else {
            out.append(answer(said, line));
        }
    }

    private String answer(String said, String line) throws VtyException {
        VtyWords words = VtyWords.of(said, line);
        if (words.take("configure")) {
            terminal = machine.router()
                    .orElseThrow(() -> new VtyException("% there is no configuration here"))
                    .configureTerminal();
            return "";
        }
        if (words.isNext("exit") || words.isNext("quit")) {
            over = true;
            return "";
        }
        if (words.take("enable") || words.take("disable") || words.take("end") || words.take("terminal")) {
            return "";
        }
        return new ShowCommands(machine).run(words);
    }
}
