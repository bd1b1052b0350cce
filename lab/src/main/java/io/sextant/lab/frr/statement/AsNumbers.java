package io.sextant.lab.frr.statement;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** AS numbers with blanks between them. */
final class AsNumbers {

    private AsNumbers() {}

    static List<Long> of(String text) {
        return Stream.of(text.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .map(Long::valueOf)
                .toList();
    }

    static String text(Collection<Long> numbers) {
        return numbers.stream().map(Object::toString).collect(Collectors.joining(" "));
    }
}
