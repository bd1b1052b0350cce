package io.sextant.lab.frr.grammar;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** A piece of a pattern; it can write itself again from what a line said. */
sealed interface Part {

    /** The words of this part, as FRR writes them; nothing if the line did not have it. */
    Optional<String> write(Arguments said);

    /** Whether the part has an argument of this name. */
    boolean names(String argument);

    record Place(Symbol symbol) implements Part {
        @Override
        public Optional<String> write(Arguments said) {
            if (symbol instanceof Symbol.Keyword keyword) {
                return said.has(keyword.text()) ? Optional.of(keyword.text()) : Optional.empty();
            }
            return said.find(((Symbol.Argument) symbol).name());
        }

        @Override
        public boolean names(String argument) {
            return symbol instanceof Symbol.Argument found && found.name().equals(argument);
        }
    }

    record Sequence(List<Part> parts) implements Part {
        @Override
        public Optional<String> write(Arguments said) {
            StringJoiner words = new StringJoiner(" ");
            for (Part part : parts) {
                Optional<String> text = part.write(said);
                if (text.isEmpty() && !(part instanceof Optionally)) {
                    return Optional.empty();
                }
                text.filter(found -> !found.isEmpty()).ifPresent(words::add);
            }
            return Optional.of(words.toString());
        }

        @Override
        public boolean names(String argument) {
            return parts.stream().anyMatch(part -> part.names(argument));
        }
    }

    /** One of the options; written as the one that says most. */
    record Choice(List<Part> options) implements Part {
        @Override
        public Optional<String> write(Arguments said) {
            return options.stream()
                    .flatMap(option -> option.write(said).stream())
                    .max(Comparator.comparingInt(String::length));
        }

        @Override
        public boolean names(String argument) {
            return options.stream().anyMatch(option -> option.names(argument));
        }
    }

    record Optionally(Part part) implements Part {
        @Override
        public Optional<String> write(Arguments said) {
            return part.write(said);
        }

        @Override
        public boolean names(String argument) {
            return part.names(argument);
        }
    }

    /** At least one of the options, each at most once, in any order. Written in the pattern's order. */
    record AnyOrder(List<Part> options) implements Part {
        @Override
        public Optional<String> write(Arguments said) {
            StringJoiner words = new StringJoiner(" ");
            options.forEach(option -> option.write(said).ifPresent(words::add));
            return words.length() == 0 ? Optional.empty() : Optional.of(words.toString());
        }

        @Override
        public boolean names(String argument) {
            return options.stream().anyMatch(option -> option.names(argument));
        }
    }
}
