package io.sextant.lab.yaml;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/**
 * Builds the nodes of one document from a parser's events. Aliases are counted as what they stand for, so a document that
 * unfolds beyond {@link #MAXIMUM_NODES} is refused before it is unfolded.
 */
final class YamlAssembler {

    /** Nodes in a document with every alias unfolded. */
    static final int MAXIMUM_NODES = 100_000;

    /** Lists and mappings inside one another. */
    static final int MAXIMUM_DEPTH = 32;

    private static final String CORE = "tag:yaml.org,2002:";

    private final Iterator<Event> events;
    private final Position origin;
    private final List<String> lines;
    private final Problems problems;
    private final Map<String, Known> anchors = new LinkedHashMap<>();
    private int nodes;

    /** An anchored node and how many nodes it unfolds to; the node is null while it is being built. */
    private record Known(@Nullable YamlNode node, int nodes) {}

    /** A limit was met; the rest of the document is not looked at. */
    static final class TooMuchException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Position position;
        private final String what;

        TooMuchException(Position position, String what) {
            super(what, null, false, false);
            this.position = position;
            this.what = what;
        }

        Position position() {
            return position;
        }

        String what() {
            return what;
        }
    }

    YamlAssembler(Iterator<Event> events, Position origin, List<String> lines, Problems problems) {
        this.events = events;
        this.origin = origin;
        this.lines = lines;
        this.problems = problems;
    }

    /** The root of the document whose start was just read; nothing if it is an alias to nowhere. */
    Optional<YamlNode> document() {
        anchors.clear();
        nodes = 0;
        return node(events.next(), 1);
    }

    private Optional<YamlNode> node(Event event, int depth) {
        Position position = placeOf(event);
        if (depth > MAXIMUM_DEPTH) {
            throw new TooMuchException(
                    position, "lists and mappings are nested more than " + MAXIMUM_DEPTH + " levels deep");
        }
        if (event instanceof AliasEvent alias) {
            return alias(alias.getAlias(), position);
        }
        count(1, position);
        if (event instanceof ScalarEvent scalar) {
            YamlNode node = scalar(scalar, position);
            scalar.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), new Known(node, 1)));
            return Optional.of(node);
        }
        CollectionStartEvent start = (CollectionStartEvent) event;
        start.getTag().ifPresent(tag -> checkTag(tag, position));
        Optional<Anchor> anchor = start.getAnchor();
        anchor.ifPresent(name -> anchors.put(name.getValue(), new Known(null, 0)));
        int before = nodes;
        YamlNode node = start instanceof SequenceStartEvent
                ? sequence(position, depth)
                : mapping((MappingStartEvent) start, depth);
        anchor.ifPresent(name -> anchors.put(name.getValue(), new Known(node, nodes - before + 1)));
        return Optional.of(node);
    }

    private void count(int more, Position position) {
        nodes += more;
        if (nodes > MAXIMUM_NODES) {
            throw new TooMuchException(
                    position,
                    "the document unfolds to more than " + MAXIMUM_NODES
                            + " nodes (aliases count as what they stand for)");
        }
    }

    private Optional<YamlNode> alias(Anchor anchor, Position position) {
        Known known = anchors.get(anchor.getValue());
        if (known == null) {
            problems.error(position, "there is no anchor '&" + anchor.getValue() + "' before this alias");
            return Optional.empty();
        }
        if (known.node() == null) {
            problems.error(position, "the alias '*" + anchor.getValue() + "' stands inside what it stands for");
            return Optional.empty();
        }
        count(known.nodes(), position);
        return Optional.of(known.node());
    }

    private YamlScalar scalar(ScalarEvent event, Position position) {
        boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
        Optional<String> tag = event.getTag().filter(each -> !each.equals("!"));
        tag.ifPresent(each -> checkTag(each, position));
        if (tag.filter(each -> each.equals(CORE + "str")).isPresent()) {
            plain = false;
        }
        Position content = event.getScalarStyle() == ScalarStyle.LITERAL ? contentOf(position) : position;
        return new YamlScalar(position, event.getValue(), plain, content);
    }

    /** Where the text of a literal block begins: below its header, behind the indentation of its first line with text. */
    private Position contentOf(Position header) {
        int first = header.line() - origin.line() + 1;
        int indentation = 0;
        for (int i = first; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank()) {
                indentation = line.length() - line.stripLeading().length();
                break;
            }
        }
        return new Position(header.file(), header.line() + 1, origin.column() + indentation);
    }

    private void checkTag(String tag, Position position) {
        boolean known = tag.startsWith(CORE)
                && List.of("str", "int", "float", "bool", "null", "map", "seq").contains(tag.substring(CORE.length()));
        if (!known && !tag.equals("!")) {
            String shown = tag.startsWith(CORE) ? "!!" + tag.substring(CORE.length()) : tag;
            problems.error(position, "the tag " + YamlScalar.quoted(shown) + " means nothing here, expected none");
        }
    }

    private YamlSequence sequence(Position position, int depth) {
        List<YamlNode> items = new ArrayList<>();
        Event event = events.next();
        while (!(event instanceof SequenceEndEvent)) {
            node(event, depth + 1).ifPresent(items::add);
            event = events.next();
        }
        return new YamlSequence(position, items);
    }

    private YamlMapping mapping(MappingStartEvent start, int depth) {
        Map<String, YamlMapping.Entry> entries = new LinkedHashMap<>();
        Event event = events.next();
        while (!(event instanceof MappingEndEvent)) {
            Position position = placeOf(event);
            Optional<YamlNode> key = node(event, depth + 1);
            Optional<YamlNode> value = node(events.next(), depth + 1);
            if (key.isPresent() && !(key.get() instanceof YamlScalar)) {
                problems.error(
                        position, "a key must be text, found " + key.get().inWords());
            } else if (key.isPresent() && value.isPresent()) {
                add(entries, (YamlScalar) key.get(), value.get());
            }
            event = events.next();
        }
        return new YamlMapping(placeOf(start), List.copyOf(entries.values()));
    }

    private void add(Map<String, YamlMapping.Entry> entries, YamlScalar key, YamlNode value) {
        YamlMapping.Entry earlier = entries.putIfAbsent(key.text(), new YamlMapping.Entry(key, value));
        if (earlier != null) {
            problems.error(
                    key.position(),
                    "duplicate key " + YamlScalar.quoted(key.text()) + ", first given in line "
                            + earlier.key().position().line());
        }
    }

    private Position placeOf(Event event) {
        return event.getStartMark().map(mark -> YamlReader.place(mark, origin)).orElse(origin);
    }
}
