package io.sextant.lab.frr;

import io.sextant.lab.frr.model.Context;
import io.sextant.lab.frr.model.Draft;
import io.sextant.lab.frr.parse.FrrParser;
import io.sextant.lab.yaml.Position;
import io.sextant.lab.yaml.Problem;
import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.TextFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads a router's configuration: one {@code frr.conf}, or the older {@code zebra.conf}, {@code bgpd.conf} and so on together. */
public final class FrrConfigLoader {

    /** A full table's worth of static routes and prefix lists stays below this, in octets: 10 MiB. */
    public static final long MAXIMUM_OCTETS = 10_485_760;

    private FrrConfigLoader() {}

    /**
     * What came of it.
     *
     * @param config what the lines that could be read say; it is there even if {@code problems} has errors
     * @param left how many problems were left off
     */
    public record Result(FrrConfig config, List<Problem> problems, int errors, int left) {
        public boolean isValid() {
            return errors == 0;
        }
    }

    /** The configuration of the files, read in this order. */
    public static Result load(List<Path> files) {
        Problems problems = new Problems();
        FrrConfig config = load(files, problems);
        return new Result(config, problems.sorted(), problems.errors(), problems.left());
    }

    /** The same, with the problems added to those of a scenario. */
    public static FrrConfig load(List<Path> files, Problems problems) {
        Draft root =
                new Draft(Context.CONFIG, "", Position.startOf(files.isEmpty() ? Path.of("frr.conf") : files.get(0)));
        FrrParser parser = new FrrParser(root, problems);
        for (Path file : files) {
            Optional<String> text = TextFile.read(file, Position.startOf(file), MAXIMUM_OCTETS, problems);
            text.ifPresent(found -> parser.file(file, found));
        }
        return new FrrConfig(root.toSection());
    }

    /** The configuration of a text; {@code name} stands for the file in messages. */
    public static Result parse(Path name, String text) {
        Problems problems = new Problems();
        Draft root = new Draft(Context.CONFIG, "", Position.startOf(name));
        new FrrParser(root, problems).file(name, text);
        return new Result(new FrrConfig(root.toSection()), problems.sorted(), problems.errors(), problems.left());
    }

    /**
     * What a running router has after {@code configure terminal} and these lines.
     *
     * @param place where the lines come from, for messages: the first of them stands there
     */
    public static FrrConfig apply(FrrConfig running, List<String> lines, Position place, Problems problems) {
        Draft root = Draft.of(running.root());
        FrrParser parser = new FrrParser(root, problems);
        lines.forEach(line -> parser.line(place, line));
        return new FrrConfig(root.toSection());
    }
}
