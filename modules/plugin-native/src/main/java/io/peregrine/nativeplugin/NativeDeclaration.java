package io.peregrine.nativeplugin;

import io.peregrine.event.SourceName;
import io.peregrine.plugin.FieldDeclaration;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.PluginIdentity;
import io.peregrine.plugin.host.SemanticVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a library declares, before any instance of it is started.
 *
 * @param identity who the plugin is
 * @param api the version of the interface that it was made for
 * @param source its event source, when it has one
 * @param fields its fields, none without extraction
 * @param extractSources the sources of its fields
 * @param parses whether it parses
 * @param parseSources the sources that it parses
 * @param asyncEvents the names of its asynchronous events, when it has that capability
 * @param asyncSources the sources of those
 * @param listens whether it listens
 */
record NativeDeclaration(
        PluginIdentity identity,
        SemanticVersion api,
        Optional<SourceName> source,
        List<FieldDeclaration> fields,
        Set<String> extractSources,
        boolean parses,
        Set<String> parseSources,
        Optional<Set<String>> asyncEvents,
        Set<String> asyncSources,
        boolean listens) {
    /**
     * Asks a library.
     *
     * @throws PluginException with what is wrong with it
     */
    static NativeDeclaration of(PluginCalls calls, String path) throws PluginException {
        LibraryCheck check = new LibraryCheck(calls);
        SemanticVersion api;
        PluginIdentity identity;
        try {
            api = check.apiVersion();
            check.requiredSymbols();
            SemanticVersion version = check.pluginVersion();
            identity = new PluginIdentity(
                    calls.text(PluginSymbol.GET_NAME),
                    version.toString(),
                    calls.text(PluginSymbol.GET_DESCRIPTION),
                    calls.text(PluginSymbol.GET_CONTACT));
            check.capabilities();
        } catch (PluginException e) {
            throw new PluginException("cannot load plugin " + path + ": " + e.getMessage(), e);
        }
        try {
            return lists(calls, check, identity, api);
        } catch (PluginException e) {
            throw new PluginException("error in plugin " + identity.name() + ": " + e.getMessage(), e);
        }
    }

    private static NativeDeclaration lists(
            PluginCalls calls, LibraryCheck check, PluginIdentity identity, SemanticVersion api)
            throws PluginException {
        Optional<SourceName> source = check.isSourcing()
                ? Optional.of(
                        check.sourceId() == 0
                                ? SourceName.SYSCALL
                                : new SourceName(check.sourceName(), check.sourceId()))
                : Optional.empty();
        List<FieldDeclaration> fields = List.of();
        Set<String> extractSources = Set.of();
        if (check.isExtracting()) {
            fields = fields(calls);
            extractSources = NameList.read(calls, PluginSymbol.GET_EXTRACT_EVENT_SOURCES);
        }
        Set<String> parseSources =
                check.isParsing() ? NameList.read(calls, PluginSymbol.GET_PARSE_EVENT_SOURCES) : Set.of();
        Set<String> asyncSources = Set.of();
        Optional<Set<String>> asyncEvents = Optional.empty();
        if (check.isAsync()) {
            asyncSources = NameList.read(calls, PluginSymbol.GET_ASYNC_EVENT_SOURCES);
            asyncEvents = Optional.of(asyncEvents(calls));
        }
        return new NativeDeclaration(
                identity,
                api,
                source,
                fields,
                extractSources,
                check.isParsing(),
                parseSources,
                asyncEvents,
                asyncSources,
                check.isListening());
    }

    private static List<FieldDeclaration> fields(PluginCalls calls) throws PluginException {
        long text = calls.call(PluginSymbol.GET_FIELDS);
        if (text == 0) {
            throw new PluginException("get_fields returned a null string");
        }
        return FieldDeclarations.read(io.peregrine.ffi.ProcessMemory.text(text, PluginCalls.LONGEST_TEXT));
    }

    private static Set<String> asyncEvents(PluginCalls calls) throws PluginException {
        if (calls.text(PluginSymbol.GET_ASYNC_EVENTS).isEmpty()) {
            throw new PluginException("'get_async_events' did not return a json array but it should");
        }
        return NameList.read(calls, PluginSymbol.GET_ASYNC_EVENTS);
    }
}
