package io.peregrine.loader;

import io.peregrine.alert.Priority;
import io.peregrine.diagnostics.MappedText;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A rule as it was written, with all that later items changed in it.
 *
 * @param name its name
 * @param source the name of its event source
 * @param knownSource whether that source exists; a rule of an unknown one is kept but never compiled
 * @param texts its texts
 * @param priority its priority
 * @param tags its tags
 * @param exceptions its exceptions in order
 * @param switches its yes and no
 * @param capture its recording
 * @param contexts where it stands
 */
record RuleDraft(
        String name,
        String source,
        boolean knownSource,
        Texts texts,
        Priority priority,
        SortedSet<String> tags,
        List<ExceptionDefinition> exceptions,
        Switches switches,
        RuleRecording capture,
        Contexts contexts) {
    RuleDraft {
        tags = tags.isEmpty() ? Collections.emptySortedSet() : Collections.unmodifiableSortedSet(new TreeSet<>(tags));
        exceptions = List.copyOf(exceptions);
    }

    /** The condition, the output and the description. */
    record Texts(MappedText condition, MappedText output, String description) {}

    /** What can be switched on and off. */
    record Switches(boolean enabled, boolean warnEventTypes, boolean skipUnknownFilter) {}

    /** Where the rule, its condition and its output stand. */
    record Contexts(ItemContext rule, ItemContext condition, ItemContext output) {}

    RuleDraft withSource(boolean known) {
        return new RuleDraft(name, source, known, texts, priority, tags, exceptions, switches, capture, contexts);
    }

    RuleDraft withExceptions(List<ExceptionDefinition> other) {
        return new RuleDraft(name, source, knownSource, texts, priority, tags, other, switches, capture, contexts);
    }

    RuleDraft withEnabled(boolean enabled) {
        Switches other = new Switches(enabled, switches.warnEventTypes(), switches.skipUnknownFilter());
        return new RuleDraft(name, source, knownSource, texts, priority, tags, exceptions, other, capture, contexts);
    }
}
