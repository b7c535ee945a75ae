package io.peregrine.config.tree;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The spellings of truth values in configuration files: true, yes, on, y and their opposites, in three letter cases. */
public final class Truth {
    private static final Map<String, Boolean> WORDS = Map.of(
            "y", true, "yes", true, "true", true, "on", true, "n", false, "no", false, "false", false, "off", false);

    private Truth() {}

    /** Reads a truth value written in lower case, in upper case or with a capital first letter. */
    public static Optional<Boolean> parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean regular = text.equals(lower)
                || text.equals(text.toUpperCase(Locale.ROOT))
                || !text.isEmpty() && text.substring(1).equals(lower.substring(1));
        return regular ? Optional.ofNullable(WORDS.get(lower)) : Optional.empty();
    }
}
