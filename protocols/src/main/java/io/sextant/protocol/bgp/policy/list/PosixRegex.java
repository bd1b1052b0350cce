package io.sextant.protocol.bgp.policy.list;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * POSIX extended regular expressions, as glibc's {@code regcomp(REG_EXTENDED | REG_NOSUB)} takes them, over ASCII. Runs all
 * alternatives side by side, so that a match takes at most length × states steps and no expression can stall a router.
 */
public final class PosixRegex {

    /** States of one expression; repetitions multiply them. */
    private static final int MAX_STATES = 20_000;

    private enum Op {
        CHARS,
        SPLIT,
        JUMP,
        BEGIN,
        END,
        MATCH
    }

    private record State(Op op, BitSet chars, int first, int second) {}

    private static final BitSet NOTHING = new BitSet(0);

    private final List<State> states = new ArrayList<>();

    private PosixRegex() {}

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static PosixRegex compile(String text) {
        PosixRegex regex = new PosixRegex();
        regex.emit(new PosixRegexParser(text).parse());
        regex.add(Op.MATCH, NOTHING, 0, 0);
        return regex;
    }

    /** Whether it is found anywhere in the text. */
    public boolean find(String text) {
        Front current = new Front(states.size());
        Front next = new Front(states.size());
        for (int at = 0; ; at++) {
            if (enter(current, 0, at, text.length())) {
                return true;
            }
            if (at == text.length()) {
                return false;
            }
            next.clear();
            for (int i = 0; i < current.count; i++) {
                int index = current.waiting[i];
                if (states.get(index).chars.get(text.charAt(at)) && enter(next, index + 1, at + 1, text.length())) {
                    return true;
                }
            }
            Front swap = current;
            current = next;
            next = swap;
        }
    }

    /** Follows everything that needs no character; true when the end is reached. */
    private boolean enter(Front front, int start, int at, int length) {
        int depth = 0;
        front.stack[depth++] = start;
        while (depth > 0) {
            int index = front.stack[--depth];
            if (front.seen.get(index)) {
                continue;
            }
            front.seen.set(index);
            State state = states.get(index);
            switch (state.op) {
                case MATCH -> {
                    return true;
                }
                case CHARS -> front.waiting[front.count++] = index;
                case JUMP -> front.stack[depth++] = state.first;
                case SPLIT -> {
                    front.stack[depth++] = state.first;
                    front.stack[depth++] = state.second;
                }
                case BEGIN -> {
                    if (at == 0) {
                        front.stack[depth++] = index + 1;
                    }
                }
                case END -> {
                    if (at == length) {
                        front.stack[depth++] = index + 1;
                    }
                }
            }
        }
        return false;
    }

    private static final class Front {
        final BitSet seen;
        final int[] waiting;
        final int[] stack;
        int count;

        Front(int states) {
            seen = new BitSet(states);
            waiting = new int[states];
            stack = new int[2 * states + 2];
        }

        void clear() {
            seen.clear();
            count = 0;
        }
    }

    private int add(Op op, BitSet chars, int first, int second) {
        if (states.size() >= MAX_STATES) {
            throw new IllegalArgumentException("Regular expression too big");
        }
        states.add(new State(op, chars, first, second));
        return states.size() - 1;
    }

    private void emit(RegexNode node) {
        if (node instanceof RegexNode.Chars chars) {
            add(Op.CHARS, chars.set(), 0, 0);
        } else if (node instanceof RegexNode.Begin) {
            add(Op.BEGIN, NOTHING, 0, 0);
        } else if (node instanceof RegexNode.End) {
            add(Op.END, NOTHING, 0, 0);
        } else if (node instanceof RegexNode.Sequence sequence) {
            sequence.parts().forEach(this::emit);
        } else if (node instanceof RegexNode.Choice choice) {
            emitChoice(choice.options());
        } else if (node instanceof RegexNode.Repeat repeat) {
            emitRepeat(repeat);
        }
    }

    private void emitChoice(List<RegexNode> options) {
        List<Integer> jumps = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            if (i + 1 == options.size()) {
                emit(options.get(i));
                break;
            }
            int split = add(Op.SPLIT, NOTHING, states.size() + 1, 0);
            emit(options.get(i));
            jumps.add(add(Op.JUMP, NOTHING, 0, 0));
            states.set(split, new State(Op.SPLIT, NOTHING, split + 1, states.size()));
        }
        jumps.forEach(jump -> states.set(jump, new State(Op.JUMP, NOTHING, states.size(), 0)));
    }

    private void emitRepeat(RegexNode.Repeat repeat) {
        for (int i = 0; i < repeat.least(); i++) {
            emit(repeat.node());
        }
        if (repeat.most() == RegexNode.UNBOUNDED) {
            int split = add(Op.SPLIT, NOTHING, states.size() + 1, 0);
            emit(repeat.node());
            add(Op.JUMP, NOTHING, split, 0);
            states.set(split, new State(Op.SPLIT, NOTHING, split + 1, states.size()));
            return;
        }
        List<Integer> splits = new ArrayList<>();
        for (int i = repeat.least(); i < repeat.most(); i++) {
            splits.add(add(Op.SPLIT, NOTHING, 0, 0));
            emit(repeat.node());
        }
        splits.forEach(split -> states.set(split, new State(Op.SPLIT, NOTHING, split + 1, states.size())));
    }
}
