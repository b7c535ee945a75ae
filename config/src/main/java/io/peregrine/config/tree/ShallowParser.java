package io.peregrine.config.tree;

import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.parser.Parser;

/** A YAML parser that gives up at a depth which no sensible document has, before recursion exhausts the stack. */
final class ShallowParser implements Parser {
    private final Parser parser;
    private final int limit;
    private int depth;

    ShallowParser(Parser parser, int limit) {
        this.parser = parser;
        this.limit = limit;
    }

    /** The document nests deeper than the limit. */
    static final class TooDeepException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int line;

        TooDeepException(int line) {
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public Event next() {
        Event event = parser.next();
        if (event instanceof CollectionStartEvent && ++depth > limit) {
            throw new TooDeepException(
                    event.getStartMark().map(mark -> mark.getLine() + 1).orElse(0));
        }
        if (event instanceof CollectionEndEvent) {
            depth--;
        }
        return event;
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }
}
