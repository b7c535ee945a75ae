package io.peregrine.engine.eval;

import io.peregrine.engine.eval.bytes.ByteComparison;
import io.peregrine.engine.eval.bytes.ByteMatcher;
import io.peregrine.engine.eval.bytes.ByteSearch;
import io.peregrine.engine.eval.bytes.ByteSet;
import io.peregrine.engine.eval.bytes.GlobPattern;
import io.peregrine.engine.eval.bytes.PathPrefixes;
import io.peregrine.engine.eval.bytes.RegexPattern;
import io.peregrine.fields.Slot;
import io.peregrine.filter.syntax.Operator;
import java.util.List;

/**
 * The predicates on text, buffers and addresses.
 *
 * <p>Text ends at its first NUL for all operators but {@code in}, {@code pmatch} and {@code regex}, which take everything up to the NULs
 * that close it. Buffers and addresses are compared whole.
 */
final class BytesMatchers {
    private BytesMatchers() {}

    /** A comparison of text with one constant. */
    static SlotMatcher text(Operator operator, byte[] right) {
        return switch (operator) {
            case EQ -> new TextEqual(right);
            case NE -> new Negated(new TextEqual(right));
            case LT -> upToNul((bytes, from, to) -> ByteComparison.textCompare(bytes, from, to, right) < 0);
            case LE -> upToNul((bytes, from, to) -> ByteComparison.textCompare(bytes, from, to, right) <= 0);
            case GT -> upToNul((bytes, from, to) -> ByteComparison.textCompare(bytes, from, to, right) > 0);
            case GE -> upToNul((bytes, from, to) -> ByteComparison.textCompare(bytes, from, to, right) >= 0);
            case CONTAINS -> new TextContains(ByteSearch.of(right));
            case ICONTAINS -> new TextContains(ByteSearch.ignoringCase(right));
            case STARTSWITH -> new StartsWith(right);
            case ENDSWITH -> new TextEndsWith(right);
            case GLOB -> upToNul(GlobPattern.of(right));
            case IGLOB -> upToNul(GlobPattern.ignoringCase(right));
            case REGEX -> new Trimmed(RegexPattern.of(right));
            default -> throw PlanException.unsupported(operator, "text");
        };
    }

    /** A comparison of a buffer with one constant. */
    static SlotMatcher buffer(Operator operator, byte[] right) {
        return switch (operator) {
            case EQ -> new Whole((bytes, from, to) -> ByteComparison.equal(bytes, from, to, right));
            case NE -> new Negated(buffer(Operator.EQ, right));
            case CONTAINS, BCONTAINS -> new BufferContains(ByteSearch.of(right));
            case STARTSWITH, BSTARTSWITH -> new StartsWith(right);
            case ENDSWITH -> new Whole((bytes, from, to) -> ByteComparison.endsWith(bytes, from, to, right));
            default -> throw PlanException.unsupported(operator, "buffers");
        };
    }

    /** Membership of text in a set. */
    static SlotMatcher textIn(List<byte[]> members) {
        return new Trimmed(ByteSet.of(members));
    }

    /** Membership of all bytes of a value in a set. */
    static SlotMatcher bytesIn(List<byte[]> members) {
        return new Whole(ByteSet.of(members));
    }

    /** Whether a path is one of these or below one. */
    static SlotMatcher pathBelow(List<byte[]> paths) {
        return new Trimmed(PathPrefixes.of(paths));
    }

    private static SlotMatcher upToNul(ByteMatcher matcher) {
        return new Whole(matcher);
    }

    private record Whole(ByteMatcher matcher) implements SlotMatcher {
        @Override
        public boolean matches(Slot value) {
            int from = value.offset();
            return matcher.matches(value.bytes(), from, from + value.length());
        }
    }

    private record Trimmed(ByteMatcher matcher) implements SlotMatcher {
        @Override
        public boolean matches(Slot value) {
            byte[] bytes = value.bytes();
            int from = value.offset();
            return matcher.matches(bytes, from, ByteComparison.trimmedEnd(bytes, from, from + value.length()));
        }
    }

    private record TextEqual(byte[] right) implements SlotMatcher {
        @Override
        public boolean matches(Slot value) {
            int from = value.offset();
            return ByteComparison.textEqual(value.bytes(), from, from + value.length(), right);
        }
    }

    private record StartsWith(byte[] right) implements SlotMatcher {
        @Override
        public boolean matches(Slot value) {
            int from = value.offset();
            return ByteComparison.startsWith(value.bytes(), from, from + value.length(), right);
        }
    }

    private record TextEndsWith(byte[] right) implements SlotMatcher {
        @Override
        public boolean matches(Slot value) {
            byte[] bytes = value.bytes();
            int from = value.offset();
            int end = ByteComparison.textEnd(bytes, from, from + value.length());
            return ByteComparison.endsWith(bytes, from, end, right);
        }
    }

    private record TextContains(ByteSearch search) implements SlotMatcher {
        @Override
        public boolean matches(Slot value) {
            byte[] bytes = value.bytes();
            int from = value.offset();
            int at = search.indexIn(bytes, from, from + value.length());
            return at >= 0 && ByteComparison.textEnd(bytes, from, at) == at;
        }
    }

    private record BufferContains(ByteSearch search) implements SlotMatcher {
        @Override
        public boolean matches(Slot value) {
            int from = value.offset();
            return search.indexIn(value.bytes(), from, from + value.length()) >= 0;
        }
    }
}
