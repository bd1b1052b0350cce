package io.sextant.lab.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sextant.lab.yaml.Problem;
import io.sextant.lab.yaml.Severity;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Prints problems as compilers do: {@code file:line:column: error: message}. */
final class ProblemPrinter {

    private final PrintWriter out;
    private final Ansi ansi;

    ProblemPrinter(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    /** One line per problem, and one more if some were left off. */
    void print(List<Problem> problems, int left) {
        for (Problem problem : problems) {
            String style = problem.severity() == Severity.ERROR ? "bold,red" : "bold,yellow";
            String word = ansi.enabled()
                    ? Ansi.Style.on(Ansi.Style.parse(style))
                            + problem.severity().word()
                            + Ansi.Style.reset.on()
                    : problem.severity().word();
            out.println(problem.position() + ": " + word + ": " + problem.message());
        }
        if (left > 0) {
            out.println("... and " + left + " more");
        }
    }

    /** The same for programs. */
    static void write(List<Problem> problems, ArrayNode into) {
        for (Problem problem : problems) {
            ObjectNode node = into.addObject();
            node.put("file", problem.position().file().toString());
            node.put("line", problem.position().line());
            node.put("column", problem.position().column());
            node.put("severity", problem.severity().word());
            node.put("message", problem.message());
        }
    }
}
