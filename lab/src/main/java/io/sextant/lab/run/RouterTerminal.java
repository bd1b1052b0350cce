package io.sextant.lab.run;

import io.sextant.lab.console.command.ConfigTerminal;
import io.sextant.lab.frr.FrrConfig;
import io.sextant.lab.frr.model.Draft;
import io.sextant.lab.frr.parse.FrrParser;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Statements said to a running router. */
final class RouterTerminal implements ConfigTerminal {

    private static final Position PLACE = Position.startOf(Path.of("vtysh"));

    private final Problems problems = new Problems();
    private final List<String> words = new ArrayList<>();
    private final Draft root;
    private final FrrParser parser;
    private final Consumer<FrrConfig> committed;
    private boolean changed;
    private boolean refused;

    /**
     * A terminal on this configuration.
     *
     * @param committed hears of what it is to become
     */
    RouterTerminal(FrrConfig running, Consumer<FrrConfig> committed) {
        this.committed = committed;
        root = Draft.of(running.root());
        parser = new FrrParser(root, problems, this::hear);
    }

    private void hear(String said, boolean isRefusal) {
        words.add(said);
        refused |= isRefusal;
    }

    @Override
    public Answer take(String line) {
        words.clear();
        refused = false;
        int before = problems.errors();
        parser.line(PLACE, line);
        changed = true;
        return new Answer(words, refused || problems.errors() > before);
    }

    @Override
    public boolean isOutermost() {
        return parser.depth() == 1;
    }

    @Override
    public void commit() {
        if (changed) {
            changed = false;
            committed.accept(new FrrConfig(root.toSection()));
        }
    }
}
