package io.sextant.lab.scenario.source;

import io.sextant.lab.yaml.Problems;
import io.sextant.lab.yaml.YamlMapping;
import io.sextant.lab.yaml.YamlNode;
import io.sextant.lab.yaml.YamlScalar;
import io.sextant.lab.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes out ranges: {@code k8s-worker[1-5]} as a key makes five nodes, and in each of them a range of the same size in a
 * value, such as {@code 192.168.1.[21-25]}, is counted along.
 */
final class Ranges {

    private static final Pattern RANGE = Pattern.compile("\\[([0-9]{1,4})-([0-9]{1,4})\\]");
    private static final int MAXIMUM_SIZE = 1_000;

    private final Problems problems;

    private Ranges(Problems problems) {
        this.problems = problems;
    }

    private record Range(int first, int last) {
        int size() {
            return last - first + 1;
        }
    }

    /** Writes out the ranges of one file, under {@code topology.nodes} and {@code topology.links}. */
    static YamlMapping writeOut(YamlMapping root, Problems problems) {
        if (!(root.value("topology").orElse(null) instanceof YamlMapping topology)) {
            return root;
        }
        Ranges ranges = new Ranges(problems);
        YamlMapping result = topology;
        if (topology.value("nodes").orElse(null) instanceof YamlMapping nodes) {
            result = Trees.with(result, "nodes", ranges.nodes(nodes));
        }
        if (topology.value("links").orElse(null) instanceof YamlSequence links) {
            result = Trees.with(result, "links", ranges.links(links));
        }
        return Trees.with(root, "topology", result);
    }

    private YamlMapping nodes(YamlMapping nodes) {
        YamlMapping result = new YamlMapping(nodes.position(), List.of());
        for (YamlMapping.Entry entry : nodes.entries()) {
            Optional<Range> range = rangeIn(entry.key());
            int copies = range.map(Range::size).orElse(1);
            for (int i = 0; i < copies; i++) {
                YamlScalar key = range.isPresent() ? counted(entry.key(), copies, i) : entry.key();
                YamlNode value = range.isPresent() ? counted(entry.value(), copies, i) : entry.value();
                YamlMapping one = new YamlMapping(nodes.position(), List.of(new YamlMapping.Entry(key, value)));
                result = Merger.merge(result, one, List.of());
            }
        }
        return result;
    }

    private YamlSequence links(YamlSequence links) {
        List<YamlNode> items = new ArrayList<>();
        for (YamlNode link : links.items()) {
            Optional<Range> range = firstRange(link);
            int copies = range.map(Range::size).orElse(1);
            for (int i = 0; i < copies; i++) {
                items.add(range.isPresent() ? counted(link, copies, i) : link);
            }
        }
        return new YamlSequence(links.position(), items);
    }

    private Optional<Range> firstRange(YamlNode node) {
        if (node instanceof YamlScalar scalar) {
            return rangeIn(scalar);
        }
        if (node instanceof YamlSequence sequence) {
            return sequence.items().stream()
                    .flatMap(each -> firstRange(each).stream())
                    .findFirst();
        }
        return ((YamlMapping) node)
                .entries().stream()
                        .flatMap(each -> firstRange(each.value()).stream())
                        .findFirst();
    }

    private Optional<Range> rangeIn(YamlScalar scalar) {
        Matcher matcher = RANGE.matcher(scalar.text());
        if (!matcher.find()) {
            return Optional.empty();
        }
        Range range = new Range(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        if (range.size() < 1 || range.size() > MAXIMUM_SIZE) {
            problems.error(
                    scalar.position(),
                    "expected a range of 1 to " + MAXIMUM_SIZE + " numbers, the smaller first, found "
                            + matcher.group());
            return Optional.empty();
        }
        return Optional.of(range);
    }

    private YamlNode counted(YamlNode node, int copies, int index) {
        if (node instanceof YamlScalar scalar) {
            return counted(scalar, copies, index);
        }
        if (node instanceof YamlSequence sequence) {
            return new YamlSequence(
                    sequence.position(),
                    sequence.items().stream()
                            .map(each -> counted(each, copies, index))
                            .toList());
        }
        YamlMapping mapping = (YamlMapping) node;
        return new YamlMapping(
                mapping.position(),
                mapping.entries().stream()
                        .map(each -> new YamlMapping.Entry(each.key(), counted(each.value(), copies, index)))
                        .toList());
    }

    private YamlScalar counted(YamlScalar scalar, int copies, int index) {
        return rangeIn(scalar)
                .map(range -> {
                    if (range.size() != copies) {
                        problems.error(
                                scalar.position(),
                                "expected a range of " + copies + " numbers like the one before it, found one of "
                                        + range.size());
                    }
                    String number = Integer.toString(range.first() + index);
                    return scalar.withText(RANGE.matcher(scalar.text()).replaceFirst(number));
                })
                .orElse(scalar);
    }
}
