package io.peregrine.filter.syntax;

import io.peregrine.diagnostics.NameDistance;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What may have been meant where a text is no condition, told by what stands where reading stopped. */
final class SyntaxHints {
    private static final List<String> WORDS =
            OperatorToken.ALL.stream().map(OperatorToken::text).toList();
    private static final List<String> TRANSFORMERS =
            Arrays.stream(Transformer.values()).map(Transformer::word).toList();
    private static final String COMPARE =
            "compare with = or !=, with <, <=, > or >=, or by a word such as contains or in";

    private SyntaxHints() {}

    /** A refusal with a sentence that says what to do, where one is known. */
    static FilterException hinted(FilterException refusal) {
        String text = refusal.origin().text().text();
        int position = Math.min(refusal.position(), text.length());
        return refusal.withHint(hint(refusal.getMessage(), text.substring(0, position), text.substring(position)));
    }

    private static Optional<String> hint(String message, String before, String rest) {
        if (message.startsWith("unexpected token after '")) {
            return Optional.of(rest.startsWith("(") ? call(lastWord(before)) : afterCondition(rest));
        }
        if (message.startsWith("expected a valid check operator")) {
            return Optional.of(operator(rest));
        }
        if (message.startsWith("expected a string value")) {
            return Optional.of(value(rest));
        }
        if (message.startsWith("expected a number value")) {
            return Optional.of("a number must stand behind <, <=, > and >=, without quotes");
        }
        if (message.startsWith("expected a ')'")) {
            return Optional.of("close the parenthesis; the values of a list are separated by commas");
        }
        if (message.startsWith("expected a list")) {
            return Optional.of("write the values in parentheses, or the name of a list");
        }
        if (message.startsWith("expected a '(' token") || message.startsWith("expected blank")) {
            return Optional.of(
                    "a comparison such as proc.name = cat, a macro, or a condition in parentheses must stand here");
        }
        if (message.startsWith("expected a valid field argument")) {
            return Optional.of("write the argument right behind the bracket, in quotes if it has blanks in it");
        }
        if (message.contains("escape")) {
            return Optional.of(
                    "known are \\b, \\f, \\n, \\r, \\t, \\\\, \\/ and the escaped quote itself; write \\\\ for a backslash");
        }
        return Optional.empty();
    }

    private static String call(String name) {
        String known = NameDistance.suggestion(name.toLowerCase(Locale.ROOT), TRANSFORMERS)
                .orElse("known are " + String.join(", ", TRANSFORMERS));
        return "there is no transformer '" + name + "'; " + known;
    }

    private static String afterCondition(String rest) {
        String word = word(rest);
        if (List.of("AND", "OR", "NOT").contains(word.toUpperCase(Locale.ROOT))
                && !word.equals(word.toLowerCase(Locale.ROOT))) {
            return "write '" + word.toLowerCase(Locale.ROOT) + "' in small letters";
        }
        if (rest.startsWith("&&") || rest.startsWith("||")) {
            return "write 'and' and 'or' in words";
        }
        if (rest.startsWith(")")) {
            return "this parenthesis was never opened";
        }
        return "join conditions by 'and' or 'or'; a value with blanks, commas, parentheses or equals signs in it needs quotes";
    }

    private static String operator(String rest) {
        String word = word(rest);
        if (word.isEmpty()) {
            return rest.isBlank() ? "a field alone is no condition: compare it, or write 'exists' behind it" : COMPARE;
        }
        if (WORDS.contains(word)) {
            return "a blank must follow '" + word + "'";
        }
        return NameDistance.suggestion(word.toLowerCase(Locale.ROOT), WORDS)
                .orElse("'" + word + "' is no operator; " + COMPARE);
    }

    private static String value(String rest) {
        if (rest.startsWith("\"") || rest.startsWith("'")) {
            return "this quote is never closed; a closing quote does not count behind a backslash";
        }
        if (rest.startsWith("(")) {
            return "a list may follow in, intersects, pmatch, and the words oneof, anyof and allof";
        }
        return "write a value; an empty one as two quotes";
    }

    private static String lastWord(String before) {
        int start = before.length();
        while (start > 0 && Character.isLetterOrDigit(before.charAt(start - 1))) {
            start--;
        }
        return before.substring(start);
    }

    private static String word(String rest) {
        int end = 0;
        while (end < rest.length() && Character.isLetter(rest.charAt(end))) {
            end++;
        }
        return rest.substring(0, end);
    }
}
