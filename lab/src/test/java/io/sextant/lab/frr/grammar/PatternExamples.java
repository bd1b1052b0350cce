package io.sextant.lab.frr.grammar;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;

/** Lines that fit a pattern: the shortest, and for every option one that has it. */
public final class PatternExamples {

    private final BinaryOperator<String> values;

    /** {@code values} gives a word for an argument, by its name and by what a message calls its type. */
    public PatternExamples(BinaryOperator<String> values) {
        this.values = values;
    }

    /** The shortest first. */
    public List<String> of(Pattern pattern) {
        Set<String> lines = new LinkedHashSet<>();
        variants(new PatternReader(pattern.toString()).read())
                .forEach(line -> lines.add(line.replaceAll(" +", " ").strip()));
        return List.copyOf(lines);
    }

    private List<String> variants(Part part) {
        if (part instanceof Part.Place place) {
            return List.of(
                    place.symbol() instanceof Symbol.Argument argument
                            ? values.apply(argument.name(), argument.expected())
                            : place.symbol().expected());
        } else if (part instanceof Part.Choice choice) {
            return choice.options().stream()
                    .flatMap(option -> variants(option).stream())
                    .toList();
        } else if (part instanceof Part.AnyOrder any) {
            return any.options().stream()
                    .flatMap(option -> variants(option).stream())
                    .toList();
        } else if (part instanceof Part.Optionally perhaps) {
            List<String> all = new ArrayList<>(List.of(""));
            all.addAll(variants(perhaps.part()));
            return all;
        }
        return sequence(((Part.Sequence) part).parts());
    }

    /** One part varies, the others are at their shortest. */
    private List<String> sequence(List<Part> parts) {
        List<List<String>> each = parts.stream().map(this::variants).toList();
        List<String> all = new ArrayList<>();
        for (int varied = -1; varied < each.size(); varied++) {
            int count = varied < 0 ? 1 : each.get(varied).size();
            for (int option = varied < 0 ? 0 : 1; option < count; option++) {
                StringBuilder line = new StringBuilder();
                for (int i = 0; i < each.size(); i++) {
                    line.append(each.get(i).get(i == varied ? option : 0)).append(' ');
                }
                all.add(line.toString());
            }
        }
        return all;
    }
}
