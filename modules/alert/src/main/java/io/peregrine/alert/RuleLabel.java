package io.peregrine.alert;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an alert says of the rule that matched; one instance serves all alerts of a rule.
 *
 * @param name the rule's name
 * @param priority the rule's priority
 * @param source the event source that the rule watches, for example {@code syscall}
 * @param tags the rule's tags in their natural order, unmodifiable
 */
public record RuleLabel(String name, Priority priority, String source, SortedSet<String> tags) {

    public RuleLabel {
        tags = tags.isEmpty() ? Collections.emptySortedSet() : Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    }

    /** Makes a label from tags in any order. */
    public static RuleLabel of(String name, Priority priority, String source, Collection<String> tags) {
        return new RuleLabel(name, priority, source, new TreeSet<>(tags));
    }
}
