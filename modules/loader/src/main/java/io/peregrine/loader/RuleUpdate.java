package io.peregrine.loader;

import io.peregrine.alert.Priority;
import io.peregrine.diagnostics.MappedText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an item adds to a rule of an earlier item, or puts in its place. What is empty stays as it is.
 *
 * @param name the rule's name
 * @param source the event source that the item names, empty when it names none
 * @param values what changes
 * @param context where the item stands
 */
record RuleUpdate(String name, Optional<String> source, Values values, ItemContext context) {
    /** What changes. */
    record Values(
            Optional<MappedText> condition,
            Optional<MappedText> output,
            Optional<String> description,
            Optional<Set<String>> tags,
            Optional<List<ExceptionDefinition>> exceptions,
            Optional<Priority> priority,
            Optional<Boolean> enabled,
            Optional<Boolean> warnEventTypes,
            Optional<Boolean> skipUnknownFilter,
            CaptureKeys capture) {
        boolean isEmpty() {
            return capture.isEmpty()
                    && Stream.of(
                                    condition,
                                    output,
                                    description,
                                    tags,
                                    exceptions,
                                    priority,
                                    enabled,
                                    warnEventTypes,
                                    skipUnknownFilter)
                            .allMatch(Optional::isEmpty);
        }
    }
}
