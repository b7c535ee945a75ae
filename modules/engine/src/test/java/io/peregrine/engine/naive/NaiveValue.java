package io.peregrine.engine.naive;

import io.peregrine.filter.syntax.Operator;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Predicate;

/** A value as the naive evaluator sees it. */
sealed interface NaiveValue {
    /** There is none. */
    record Missing() implements NaiveValue {}

    /** A whole number of any sign. */
    record Whole(BigInteger number) implements NaiveValue {}

    /** A double. */
    record Real(double number) implements NaiveValue {}

    /** Bytes, each a character. */
    record Bytes(String characters) implements NaiveValue {
        /** As a C string. */
        String untilNul() {
            int nul = characters.indexOf('\0');
            return nul < 0 ? characters : characters.substring(0, nul);
        }

        /** Without the NULs at the end. */
        String trimmed() {
            return characters.replaceAll("\0+$", "");
        }
    }

    /** A list. */
    record Several(List<NaiveValue> values) implements NaiveValue {}

    /** Candidates of which any may hold. */
    record Candidates(
            List<NaiveValue> values, boolean unequalMeansAll, boolean firstItemOnly, Predicate<Operator> neverHolds)
            implements NaiveValue {}
}
