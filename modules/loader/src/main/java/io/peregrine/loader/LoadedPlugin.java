package io.peregrine.loader;

import java.util.Optional;
import java.util.Set;

/**
 * A plugin that is there, as far as rules have to do with it.
 *
 * @param version its version, against which files hold what they require
 * @param fields the names of the fields that it brings, without arguments
 * @param asyncEvents the names of the asynchronous events that it brings
 * @param source the event source whose events it brings
 */
public record LoadedPlugin(Version version, Set<String> fields, Set<String> asyncEvents, Optional<String> source) {
    public LoadedPlugin {
        fields = Set.copyOf(fields);
        asyncEvents = Set.copyOf(asyncEvents);
    }

    /** A plugin that brings nothing. */
    public static LoadedPlugin of(Version version) {
        return new LoadedPlugin(version, Set.of(), Set.of(), Optional.empty());
    }
}
