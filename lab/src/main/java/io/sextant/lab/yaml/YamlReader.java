package io.sextant.lab.yaml;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Turns YAML text into nodes. Never throws on what the text says: each fault becomes a problem with its place. */
public final class YamlReader {

    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n|\\n|\\r");

    private YamlReader() {}

    /**
     * The file's only document, or nothing after a problem.
     *
     * @param asked where to report a file that cannot be read at all
     * @param expected what the file should hold, for the message about an empty one
     */
    public static Optional<YamlNode> readOne(Path file, Position asked, String expected, Problems problems) {
        List<YamlNode> documents = readAll(file, asked, problems).orElse(List.of());
        if (documents.size() > 1) {
            problems.error(
                    documents.get(1).position(), "a second document begins here, expected one document in the file");
        }
        if (documents.isEmpty() && problems.errors() == 0) {
            problems.error(Position.startOf(file), "the file is empty, expected " + expected);
        }
        return documents.stream().findFirst();
    }

    /** Every document of the file that is not empty, or nothing after a problem that ends the reading. */
    public static Optional<List<YamlNode>> readAll(Path file, Position asked, Problems problems) {
        return TextFile.read(file, asked, problems).flatMap(text -> parse(text, Position.startOf(file), problems));
    }

    /** The documents in a literal block of another document, with places in the file around it. */
    public static Optional<List<YamlNode>> readEmbedded(YamlScalar block, Problems problems) {
        return parse(block.text(), block.content(), problems);
    }

    /**
     * @param origin where the text's first character stands; later lines begin in the same column
     */
    static Optional<List<YamlNode>> parse(String text, Position origin, Problems problems) {
        List<String> lines = List.of(LINE_BREAK.split(text, -1));
        LoadSettings settings = LoadSettings.builder()
                .setLabel(origin.file().toString())
                .setCodePointLimit(Math.toIntExact(TextFile.MAXIMUM_OCTETS))
                .build();
        List<YamlNode> documents = new ArrayList<>();
        try {
            Iterator<Event> events = new Parse(settings).parseString(text).iterator();
            YamlAssembler assembler = new YamlAssembler(events, origin, lines, problems);
            while (events.hasNext()) {
                if (events.next() instanceof DocumentStartEvent) {
                    assembler.document().filter(node -> !isNothing(node)).ifPresent(documents::add);
                }
            }
            return Optional.of(documents);
        } catch (YamlAssembler.TooMuchException e) {
            problems.error(e.position(), e.what());
        } catch (MarkedYamlEngineException e) {
            problems.error(placeOf(e, origin), sentence(e, lines));
        } catch (YamlEngineException e) {
            problems.error(origin, "expected YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static boolean isNothing(YamlNode node) {
        return node instanceof YamlScalar scalar && scalar.kind() == YamlScalar.Kind.NULL;
    }

    private static Position placeOf(MarkedYamlEngineException e, Position origin) {
        Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
        return mark.map(found -> place(found, origin)).orElse(origin);
    }

    static Position place(Mark mark, Position origin) {
        return new Position(origin.file(), origin.line() + mark.getLine(), origin.column() + mark.getColumn());
    }

    private static String sentence(MarkedYamlEngineException e, List<String> lines) {
        Optional<Mark> mark = e.getProblemMark();
        String line = mark.filter(found -> found.getLine() < lines.size())
                .map(found -> lines.get(found.getLine()))
                .orElse("");
        if (line.substring(0, line.length() - line.stripLeading().length()).indexOf('\t') >= 0) {
            return "found a tab in front of the line, expected spaces: YAML does not indent with tabs";
        }
        String context = e.getContext() == null || e.getContext().isEmpty() ? "" : " (" + e.getContext() + ")";
        return "not YAML: " + oneLine(e.getProblem()) + oneLine(context);
    }

    private static String oneLine(String text) {
        return LINE_BREAK.matcher(text).replaceAll(" ").strip().isEmpty()
                ? ""
                : LINE_BREAK.matcher(text).replaceAll(" ");
    }
}
