package io.sextant.lab.frr.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern as places and the ways from one to the next. Each place is passed at most once, so that a line has as many places
 * as its pattern at most.
 */
final class PatternGraph {

    /** A place, what may follow it, and whether the line may end here. */
    static final class Node {
        final Symbol symbol;
        final List<Node> next = new ArrayList<>();
        boolean last;

        Node(Symbol symbol) {
            this.symbol = symbol;
        }
    }

    private record Piece(List<Node> heads, List<Node> tails, boolean mayBeEmpty) {}

    private final List<Node> heads;

    private final List<Symbol.Argument> withFallback;

    private PatternGraph(List<Node> heads) {
        this.heads = heads;
        this.withFallback = withFallback(heads);
    }

    static PatternGraph of(Part part) {
        Piece piece = piece(part);
        piece.tails.forEach(node -> node.last = true);
        return new PatternGraph(piece.heads);
    }

    /** The arguments that have a value when they are not written. */
    List<Symbol.Argument> withFallback() {
        return withFallback;
    }

    private static List<Symbol.Argument> withFallback(List<Node> heads) {
        List<Symbol.Argument> found = new ArrayList<>();
        List<Node> seen = new ArrayList<>(heads);
        for (int i = 0; i < seen.size(); i++) {
            Node node = seen.get(i);
            if (node.symbol instanceof Symbol.Argument argument
                    && !argument.fallback().isEmpty()) {
                found.add(argument);
            }
            node.next.stream().filter(next -> !seen.contains(next)).forEach(seen::add);
        }
        return found;
    }

    List<Node> heads() {
        return heads;
    }

    private static Piece piece(Part part) {
        if (part instanceof Part.Place place) {
            Node node = new Node(place.symbol());
            return new Piece(List.of(node), List.of(node), false);
        } else if (part instanceof Part.Sequence sequence) {
            return sequence(sequence.parts());
        } else if (part instanceof Part.Choice choice) {
            return choice(choice.options(), false);
        } else if (part instanceof Part.AnyOrder anyOrder) {
            return choice(anyOrder.options(), true);
        }
        Piece inner = piece(((Part.Optionally) part).part());
        return new Piece(inner.heads, inner.tails, true);
    }

    private static Piece sequence(List<Part> parts) {
        Piece whole = new Piece(List.of(), List.of(), true);
        for (Part part : parts) {
            Piece piece = piece(part);
            whole.tails.forEach(tail -> tail.next.addAll(piece.heads));
            whole = new Piece(
                    whole.mayBeEmpty ? join(whole.heads, piece.heads) : whole.heads,
                    piece.mayBeEmpty ? join(whole.tails, piece.tails) : piece.tails,
                    whole.mayBeEmpty && piece.mayBeEmpty);
        }
        return whole;
    }

    private static Piece choice(List<Part> options, boolean repeated) {
        List<Piece> pieces = options.stream().map(PatternGraph::piece).toList();
        List<Node> heads = new ArrayList<>();
        List<Node> tails = new ArrayList<>();
        boolean mayBeEmpty = false;
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            heads.addAll(piece.heads);
            tails.addAll(piece.tails);
            mayBeEmpty |= piece.mayBeEmpty;
            for (int other = 0; other < pieces.size() && repeated; other++) {
                List<Node> others = other == i ? List.of() : pieces.get(other).heads;
                piece.tails.forEach(tail -> tail.next.addAll(others));
            }
        }
        return new Piece(heads, tails, mayBeEmpty);
    }

    private static List<Node> join(List<Node> first, List<Node> second) {
        List<Node> joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }
}
