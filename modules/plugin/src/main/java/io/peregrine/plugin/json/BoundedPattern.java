package io.peregrine.plugin.json;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Regular expressions of schemas; one that cannot be read finds nothing. */
final class BoundedPattern {
    private BoundedPattern() {}

    static boolean finds(String pattern, String text) {
        try {
            return Pattern.compile(pattern).matcher(text).find();
        } catch (PatternSyntaxException | StackOverflowError e) {
            return false;
        }
    }
}
