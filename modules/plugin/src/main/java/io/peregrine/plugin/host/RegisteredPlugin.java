package io.peregrine.plugin.host;

import io.peregrine.event.SourceName;
import io.peregrine.plugin.AsyncEvents;
import io.peregrine.plugin.CaptureListening;
import io.peregrine.plugin.EventParsing;
import io.peregrine.plugin.EventSourcing;
import io.peregrine.plugin.FieldExtraction;
import io.peregrine.plugin.Plugin;
import io.peregrine.plugin.PluginIdentity;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A plugin that is loaded, with what it declares. Immutable.
 *
 * @param spec what the configuration says of it
 * @param library what makes its instances
 * @param declared an instance that is never started, which is asked for declarations alone
 */
public record RegisteredPlugin(PluginSpec spec, PluginLibrary library, Plugin declared) {
    /** Who the plugin is. */
    public PluginIdentity identity() {
        return declared.identity();
    }

    /** Its own name, which may differ from the one in the configuration. */
    public String name() {
        return identity().name();
    }

    /** The source of its events, when it brings any. */
    public Optional<SourceName> source() {
        return declared.as(EventSourcing.class).map(EventSourcing::source);
    }

    /** The sources whose events have its fields, empty for all; no value when it has no fields. */
    public Optional<Set<String>> extractSources() {
        return declared.as(FieldExtraction.class).map(it -> withOwn(it.extractSources()));
    }

    /** The sources whose events it parses, empty for all; no value when it parses none. */
    public Optional<Set<String>> parseSources() {
        return declared.as(EventParsing.class).map(it -> withOwn(it.parseSources()));
    }

    /** The sources into which it brings asynchronous events, empty for all; no value when it brings none. */
    public Optional<Set<String>> asyncSources() {
        return declared.as(AsyncEvents.class).map(it -> withOwn(it.asyncSources()));
    }

    private Set<String> withOwn(Set<String> sources) {
        Optional<SourceName> own = source().filter(source -> source.id() != 0);
        if (own.isEmpty()) {
            return sources;
        }
        Set<String> all = new LinkedHashSet<>(sources);
        all.add(own.get().name());
        return all;
    }

    /** Whether an instance of it belongs to a source. */
    public boolean serves(SourceName source) {
        return source().equals(Optional.of(source))
                || source().filter(own -> own.id() == 0).isPresent() && source.id() == 0
                || accepts(extractSources(), source)
                || accepts(parseSources(), source)
                || accepts(asyncSources(), source);
    }

    /** Whether it is told when a source begins and ends. */
    public boolean listens() {
        return declared.as(CaptureListening.class).isPresent();
    }

    /** Whether a list of sources holds one: an empty list holds all, no list none. */
    public static boolean accepts(Optional<Set<String>> sources, SourceName source) {
        return sources.filter(names -> names.isEmpty() || names.contains(source.name()))
                .isPresent();
    }
}
