package io.sextant.lab.frr.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The commands that can be given in one place, each with what it stands for.
 *
 * <p>Of several that fit a line the best is taken, word by word from the left: values before keywords before free words, a
 * whole keyword before an abbreviated one; two that are equal are an ambiguity (FRR 8.4 command_match, disambiguate).
 */
public final class Grammar<T> {

    private record Rule<T>(Pattern pattern, T command) {}

    private final List<Rule<T>> rules = new ArrayList<>();

    /** Adds a command. */
    public void add(Pattern pattern, T command) {
        rules.add(new Rule<>(pattern, command));
    }

    /** What all rules stand for, in the order in which they were added. */
    public List<T> commands() {
        return rules.stream().map(Rule::command).toList();
    }

    /** The command of {@code line}. */
    public Outcome<T> match(Line line) {
        Walk walk = new Walk(line);
        List<T> best = new ArrayList<>();
        List<Pattern> patterns = new ArrayList<>();
        List<List<Symbol>> paths = new ArrayList<>();
        for (Rule<T> rule : rules) {
            for (List<Symbol> path : walk.paths(rule.pattern.graph())) {
                int order = paths.isEmpty() ? -1 : walk.compare(path, paths.get(0));
                if (order < 0) {
                    best.clear();
                    patterns.clear();
                    paths.clear();
                }
                if (order <= 0) {
                    best.add(rule.command);
                    patterns.add(rule.pattern);
                    paths.add(path);
                }
            }
        }
        if (paths.size() == 1) {
            return new Outcome.Found<>(best.get(0), new Match(line, paths.get(0)));
        } else if (!paths.isEmpty()) {
            return new Outcome.Ambiguous<>(
                    patterns.stream().map(Pattern::toString).toList());
        }
        return new Outcome.Unknown<>(walk.furthest, List.copyOf(walk.expected), List.copyOf(walk.keywords));
    }

    /** The first words of all commands. */
    public List<String> firstWords() {
        TreeSet<String> words = new TreeSet<>();
        for (Rule<T> rule : rules) {
            for (PatternGraph.Node head : rule.pattern.graph().heads()) {
                words.add(head.symbol.expected());
            }
        }
        return List.copyOf(words);
    }

    /** One line against many patterns; remembers how far the best of them came and what it wanted next. */
    private static final class Walk {
        private final Line line;
        private final TreeSet<String> expected = new TreeSet<>();
        private final TreeSet<String> keywords = new TreeSet<>();
        private final List<Symbol> path = new ArrayList<>();
        private final List<PatternGraph.Node> passed = new ArrayList<>();
        private List<List<Symbol>> complete = new ArrayList<>();
        private int furthest;

        Walk(Line line) {
            this.line = line;
        }

        List<List<Symbol>> paths(PatternGraph graph) {
            complete = new ArrayList<>();
            graph.heads().forEach(head -> step(head, 0));
            return complete;
        }

        private void step(PatternGraph.Node node, int word) {
            if (passed.contains(node)) {
                return;
            }
            int after = accept(node.symbol, word);
            if (after < 0) {
                wanted(node.symbol, word);
                return;
            }
            int before = path.size();
            for (int i = word; i < after; i++) {
                path.add(node.symbol);
            }
            passed.add(node);
            if (after == line.words().size() && node.last) {
                complete.add(List.copyOf(path));
            }
            node.next.forEach(next -> step(next, after));
            if (node.last) {
                ended(after);
            }
            passed.remove(passed.size() - 1);
            path.subList(before, path.size()).clear();
        }

        /** The word after those this symbol takes, or -1 if it does not fit. */
        private int accept(Symbol symbol, int word) {
            if (word >= line.words().size()) {
                return -1;
            }
            if (symbol instanceof Symbol.Keyword keyword) {
                return keyword.text().startsWith(line.words().get(word)) ? word + 1 : -1;
            }
            ArgumentType type = ((Symbol.Argument) symbol).type();
            int end = type.takesRest() ? line.words().size() : word + 1;
            for (int i = word; i < end; i++) {
                if (type.canonical(line.words().get(i)).isEmpty()) {
                    return -1;
                }
            }
            return end;
        }

        private void wanted(Symbol symbol, int word) {
            if (reach(word)) {
                expected.add(symbol.expected());
                if (symbol instanceof Symbol.Keyword keyword) {
                    keywords.add(keyword.text());
                }
            }
        }

        private void ended(int word) {
            if (word < line.words().size() && reach(word)) {
                expected.add("the end of the line");
            }
        }

        private boolean reach(int word) {
            if (word > furthest) {
                furthest = word;
                expected.clear();
                keywords.clear();
            }
            return word == furthest;
        }

        /** Negative if {@code first} fits better. */
        int compare(List<Symbol> first, List<Symbol> second) {
            for (int i = 0; i < first.size(); i++) {
                int order = compare(first.get(i), second.get(i), line.words().get(i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }

        private static int compare(Symbol first, Symbol second, String word) {
            int byKind = Integer.compare(precedence(first), precedence(second));
            if (byKind != 0 || !(first instanceof Symbol.Keyword one) || !(second instanceof Symbol.Keyword two)) {
                return byKind;
            }
            return Boolean.compare(two.text().equals(word), one.text().equals(word));
        }

        /** FRR 8.4 score_precedence. */
        private static int precedence(Symbol symbol) {
            return symbol instanceof Symbol.Argument argument ? argument.type().precedence() : 3;
        }
    }
}
