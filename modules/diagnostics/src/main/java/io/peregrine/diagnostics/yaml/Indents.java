package io.peregrine.diagnostics.yaml;

import java.util.ArrayDeque;
import java.util.Deque;

/** The blocks that are open at a place of a text, by the columns at which their entries stand. */
final class Indents {
    /** Whether a block is one: a mapping is none before the colon behind its first key is seen. */
    enum State {
        POSSIBLE,
        REAL,
        FALSE
    }

    /** An open block. */
    static final class Indent {
        private final int column;
        private final boolean sequence;
        private State state;

        private Indent(int column, boolean sequence, State state) {
            this.column = column;
            this.sequence = sequence;
            this.state = state;
        }

        boolean isSequence() {
            return sequence;
        }

        State state() {
            return state;
        }

        void become(State other) {
            state = other;
        }
    }

    private final Deque<Indent> open = new ArrayDeque<>();

    /** The column of the innermost block, -1 when there is none. */
    int column() {
        return open.isEmpty() ? -1 : open.peek().column;
    }

    /**
     * Whether entries at this column begin a block inside the innermost one. A sequence may begin at the very column of the mapping that it
     * is a value of.
     */
    boolean begins(int column, boolean sequence) {
        return column > column() || column == column() && sequence && !open.peek().sequence;
    }

    Indent push(int column, boolean sequence, State state) {
        Indent indent = new Indent(column, sequence, state);
        open.push(indent);
        return indent;
    }

    /** Whether the innermost block has ended before a token at this column. */
    boolean endsAt(int column, boolean entry) {
        return !open.isEmpty()
                && (open.peek().column > column || open.peek().column == column && open.peek().sequence && !entry);
    }

    boolean isInnermostFalse() {
        return !open.isEmpty() && open.peek().state == State.FALSE;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    Indent pop() {
        return open.pop();
    }
}
