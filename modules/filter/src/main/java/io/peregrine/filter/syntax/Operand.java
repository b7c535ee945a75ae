package io.peregrine.filter.syntax;

import java.util.List;
import java.util.Optional;

/** A side of a comparison or an argument of a transformer, as written. */
public sealed interface Operand {
    /** Where it was written. */
    Origin origin();

    /** A field, with what stood in brackets behind it. */
    record FieldName(String name, Optional<String> argument, Origin origin) implements Operand {
        /** The name and the argument in brackets, unescaped. */
        public String reference() {
            return argument.map(text -> name + "[" + text + "]").orElse(name);
        }
    }

    /** A transformer with its arguments, and what stood in brackets behind it. */
    record Call(Transformer transformer, List<Operand> arguments, Optional<String> selector, Origin origin)
            implements Operand {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** A value: a bare word, a number, or a quoted text without its quotes and escapes. */
    record Word(String text, Origin origin) implements Operand {}

    /** A list of values in parentheses. Of a long one the words are made when they are asked for. */
    record Words(List<Word> words, Origin origin) implements Operand {
        public Words {
            words = words instanceof WordList ? words : List.copyOf(words);
        }
    }

    /** A list of fields, calls and values in parentheses, as an argument of a transformer. */
    record Elements(List<Operand> elements, Origin origin) implements Operand {
        public Elements {
            elements = List.copyOf(elements);
        }
    }
}
