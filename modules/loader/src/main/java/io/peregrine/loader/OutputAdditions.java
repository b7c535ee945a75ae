package io.peregrine.loader;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What the configuration appends to the outputs of rules.
 *
 * @param additions the entries in the order of the configuration
 */
public record OutputAdditions(List<Addition> additions) {
    /** Nothing is appended. */
    public static final OutputAdditions NONE = new OutputAdditions(List.of());

    public OutputAdditions {
        additions = List.copyOf(additions);
    }

    /**
     * One entry.
     *
     * @param rules tells by its name whether it is for a rule
     * @param source the only source that it is for, empty for all
     * @param tags tags that a rule must have, all of them
     * @param text is put behind the output, a blank between
     * @param fields further output fields
     */
    public record Addition(
            Predicate<String> rules,
            Optional<String> source,
            Set<String> tags,
            Optional<String> text,
            List<ExtraField> fields) {
        public Addition {
            tags = Set.copyOf(tags);
            fields = List.copyOf(fields);
        }

        /** An entry for every rule that puts a text behind its output. */
        public static Addition ofText(String text) {
            return new Addition(rule -> true, Optional.empty(), Set.of(), Optional.of(text), List.of());
        }

        private boolean isFor(Subject subject) {
            return rules.test(subject.rule)
                    && source.map(subject.source::equals).orElse(true)
                    && subject.tags.containsAll(tags);
        }
    }

    /**
     * A further output field.
     *
     * @param key its name in the alert
     * @param format an output; for a typed field the field itself behind a percent sign
     * @param typed whether the value keeps its type instead of becoming text
     */
    public record ExtraField(String key, String format, boolean typed) {
        /** A field under its own name that keeps its type. */
        public static ExtraField typed(String field) {
            return new ExtraField(field, "%" + field, true);
        }

        /** A text under a name. */
        public static ExtraField text(String key, String format) {
            return new ExtraField(key, format, false);
        }
    }

    /**
     * The rule that outputs are completed for.
     *
     * @param rule its name
     * @param source its event source
     * @param tags its tags
     */
    public record Subject(String rule, String source, Set<String> tags) {}

    /** The whole output of a rule. */
    public String complete(Subject subject, String output) {
        StringBuilder text = new StringBuilder(output);
        for (Addition addition : additions) {
            if (addition.isFor(subject)) {
                addition.text.ifPresent(more -> text.append(' ').append(more));
            }
        }
        return text.toString();
    }

    /** The further output fields of a rule by name; of two with the same name the last stays. */
    public SortedMap<String, ExtraField> fields(Subject subject) {
        SortedMap<String, ExtraField> fields = new TreeMap<>();
        for (Addition addition : additions) {
            if (addition.isFor(subject)) {
                addition.fields.forEach(field -> fields.put(field.key, field));
            }
        }
        return fields;
    }
}
