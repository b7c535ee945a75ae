package io.peregrine.output.stage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A limit on repeated alerts.
 *
 * @param rule the rules that it holds for, by a name in which {@code *} stands for any text
 * @param key output fields whose values tell one series of alerts from another
 * @param window the period
 * @param max how many alerts of a series pass in a period
 */
public record ThrottleLimit(String rule, List<String> key, Duration window, int max) {
    public ThrottleLimit {
        key = List.copyOf(key);
    }

    /** The first of several limits that holds for a rule: the one that counts. */
    public static Optional<ThrottleLimit> firstFor(String rule, List<ThrottleLimit> limits) {
        return limits.stream().filter(limit -> limit.holdsFor(rule)).findFirst();
    }

    /** Tells whether the limit holds for a rule. */
    boolean holdsFor(String name) {
        return matches(rule, name);
    }

    private static boolean matches(String pattern, String name) {
        String[] parts = pattern.split("\\*", -1);
        if (parts.length == 1) {
            return pattern.equals(name);
        }
        if (!name.startsWith(parts[0])) {
            return false;
        }
        int at = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = name.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        String last = parts[parts.length - 1];
        return name.length() - at >= last.length() && name.endsWith(last);
    }
}
