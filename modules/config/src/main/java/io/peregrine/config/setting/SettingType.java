package io.peregrine.config.setting;

import io.peregrine.config.tree.Truth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What values a setting takes. */
public sealed interface SettingType {

    /** A truth value. */
    record Bool() implements SettingType {}

    /** A whole number within bounds; decimal, hexadecimal (0x) or octal (leading 0). */
    record Int(long min, long max) implements SettingType {}

    /** A number within bounds. */
    record Real(double min, double max) implements SettingType {}

    /** Any text. */
    record Text() implements SettingType {}

    /** One of some words, in any letter case. */
    record Choice(List<String> words) implements SettingType {}

    /** A length of time such as {@code 1m30s}, with the units of Prometheus. */
    record Duration() implements SettingType {}

    /** An IPv4 or IPv6 address. */
    record Address() implements SettingType {}

    /** A list of texts; a single text stands for a list of one. */
    record Texts() implements SettingType {}

    /** A map from names to texts. */
    record Pairs() implements SettingType {}

    /** A text, or a map whose keys are settings of their own or free. */
    record TextOrMap() implements SettingType {}

    /** Anything. */
    record AnyValue() implements SettingType {}

    /** Reads a type as the table writes it. */
    static SettingType parse(String text) {
        String[] words = text.split(" ", 2);
        String rest = words.length > 1 ? words[1] : "";
        return switch (words[0]) {
            case "bool" -> new Bool();
            case "int" -> {
                String[] bounds = rest.split("\\.\\.");
                yield new Int(Long.parseLong(bounds[0]), Long.parseLong(bounds[1]));
            }
            case "number" -> {
                String[] bounds = rest.split("\\.\\.");
                yield new Real(
                        Double.parseDouble(bounds[0]),
                        bounds.length > 1 ? Double.parseDouble(bounds[1]) : Double.POSITIVE_INFINITY);
            }
            case "text" -> rest.equals("or map") ? new TextOrMap() : new Text();
            case "choice" -> new Choice(List.of(rest.split("\\|")));
            case "duration" -> new Duration();
            case "address" -> new Address();
            case "texts" -> new Texts();
            case "pairs" -> new Pairs();
            case "any" -> new AnyValue();
            default -> throw new IllegalArgumentException("no such setting type: " + text);
        };
    }

    /** Returns what a value must be, as it follows the words "must be". */
    default String expectation() {
        return switch (this) {
            case Bool ignored -> "true or false";
            case Int(long min, long max) ->
                max == Long.MAX_VALUE ? "a whole number from " + min : "a whole number from " + min + " to " + max;
            case Real(double min, double max) ->
                Double.isInfinite(max) ? "a number from " + min : "a number from " + min + " to " + max;
            case Text ignored -> "a text";
            case Choice(List<String> words) -> "one of " + String.join(", ", words);
            case Duration ignored -> "a length of time with a unit, such as 30s, 15m or 1h30m";
            case Address ignored -> "an IPv4 or IPv6 address";
            case Texts ignored -> "a list of texts";
            case Pairs ignored -> "a map from names to texts";
            case TextOrMap ignored -> "a text or a map";
            case AnyValue ignored -> "anything";
        };
    }

    /** Tells whether a single value, given as text, is acceptable. */
    default boolean accepts(String text) {
        return switch (this) {
            case Bool ignored -> Truth.parse(text).isPresent();
            case Int(long min, long max) ->
                Numbers.whole(text).filter(n -> n >= min && n <= max).isPresent();
            case Real(double min, double max) ->
                Numbers.real(text).filter(n -> n >= min && n <= max).isPresent();
            case Choice(List<String> words) -> words.contains(text.toLowerCase(Locale.ROOT));
            case Duration ignored -> TimeSpan.parse(text).isPresent();
            case Address ignored -> IpLiteral.isValid(text);
            case Text ignored -> true;
            case Texts ignored -> true;
            case TextOrMap ignored -> true;
            case AnyValue ignored -> true;
            case Pairs ignored -> false;
        };
    }

    /** The number formats of configuration files. */
    final class Numbers {
        private static final Pattern WHOLE = Pattern.compile("[-+]?(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)");
        private static final Pattern REAL = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");

        private Numbers() {}

        /** Reads a whole number; empty when the text is none or does not fit 64 bits. */
        public static Optional<Long> whole(String text) {
            String trimmed = text.strip();
            if (!WHOLE.matcher(trimmed).matches()) {
                return Optional.empty();
            }
            try {
                return Optional.of(Long.decode(trimmed));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        /** Reads a number with or without a fraction. */
        public static Optional<Double> real(String text) {
            String trimmed = text.strip();
            return REAL.matcher(trimmed).matches() ? Optional.of(Double.valueOf(trimmed)) : Optional.empty();
        }
    }
}
