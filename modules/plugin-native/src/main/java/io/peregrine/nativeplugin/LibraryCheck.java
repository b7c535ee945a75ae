package io.peregrine.nativeplugin;

import static io.peregrine.nativeplugin.PluginSymbol.*;

import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.host.SemanticVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds a library against the interface, in Falco's order and words: {@code plugin_loader.c} and {@code plugin.cpp} of libs 0.25.2. */
final class LibraryCheck {
    private static final String OURS = "3.12.0";
    private static final int MAJOR = 3;
    private static final int MINOR = 12;

    private final PluginCalls calls;

    LibraryCheck(PluginCalls calls) {
        this.calls = calls;
    }

    /** The version of the interface that the library was made for. */
    SemanticVersion apiVersion() throws PluginException {
        if (!calls.has(GET_REQUIRED_API_VERSION)) {
            throw new PluginException("plugin_get_required_api_version symbol not implemented");
        }
        String text = calls.text(GET_REQUIRED_API_VERSION);
        Optional<SemanticVersion> version = SemanticVersion.parse(text);
        if (version.isEmpty()) {
            throw new PluginException("plugin provided an invalid required API version: '" + text + "'");
        }
        Optional<String> reason = incompatibility(version.get());
        if (reason.isPresent()) {
            throw new PluginException("plugin required API version '" + version.get()
                    + "' not compatible with the framework's API version '" + OURS + "': " + reason.get());
        }
        return version.get();
    }

    private static Optional<String> incompatibility(SemanticVersion wanted) {
        if (wanted.major() != MAJOR) {
            return Optional.of("major versions disagree");
        }
        if (wanted.minor() > MINOR) {
            return Optional.of("framework's minor is less than the requested one");
        }
        return wanted.minor() == MINOR && wanted.patch() > 0
                ? Optional.of("framework's patch is less than the requested one")
                : Optional.empty();
    }

    /** The version of the plugin itself. */
    SemanticVersion pluginVersion() throws PluginException {
        String text = calls.text(GET_VERSION);
        return SemanticVersion.parse(text)
                .orElseThrow(() -> new PluginException("plugin provided an invalid version string: '" + text + "'"));
    }

    void requiredSymbols() throws PluginException {
        for (PluginSymbol symbol : PluginSymbol.values()) {
            if (symbol.ordinal() < PluginSymbol.REQUIRED && !calls.has(symbol)) {
                throw new PluginException("required symbol not implemented: '" + symbol.word() + "'");
            }
        }
    }

    /** Every capability is there as a whole or not at all, and there is one. */
    void capabilities() throws PluginException {
        List<String> faults = new ArrayList<>();
        if (isSourcing()) {
            if (calls.has(GET_ID) != calls.has(GET_EVENT_SOURCE)
                    || hasId() == sourceName().isEmpty()) {
                faults.add("must implement both 'plugin_get_id' and 'plugin_get_event_source' or neither"
                        + " (event sourcing)");
            }
        } else if (calls.has(OPEN) || calls.has(CLOSE) || calls.has(NEXT_BATCH)) {
            faults.add("must implement all of 'plugin_open', 'plugin_close', and 'plugin_next_batch'"
                    + " (event sourcing)");
        }
        if (calls.has(EXTRACT_FIELDS) && !calls.has(GET_FIELDS)) {
            faults.add("must implement both 'plugin_get_fields' and 'plugin_extract_fields' (field extraction)");
        }
        if (calls.has(SET_ASYNC_EVENT_HANDLER) && !calls.has(GET_ASYNC_EVENTS)) {
            faults.add("must implement both 'plugin_get_async_events' and 'plugin_set_async_event_handler'"
                    + " (async events)");
        }
        if (calls.has(CAPTURE_OPEN) && !calls.has(CAPTURE_CLOSE)) {
            faults.add("must implement both 'plugin_capture_open' and 'plugin_capture_close' (capture listening)");
        }
        if (!faults.isEmpty()) {
            throw new PluginException("broken plugin capabilities: " + String.join(", ", faults));
        }
        if (!isSourcing() && !isExtracting() && !isParsing() && !isAsync() && !isListening()) {
            throw new PluginException("plugin does not implement any capability");
        }
        if (isSourcing() && sourceName().equals("syscall")) {
            throw new PluginException("plugin can't implement the reserved event source 'syscall'");
        }
    }

    boolean isSourcing() {
        return calls.has(OPEN) && calls.has(CLOSE) && calls.has(NEXT_BATCH);
    }

    boolean isExtracting() {
        return calls.has(GET_FIELDS) && calls.has(EXTRACT_FIELDS);
    }

    boolean isParsing() {
        return calls.has(PARSE_EVENT);
    }

    boolean isAsync() {
        return calls.has(GET_ASYNC_EVENTS) && calls.has(SET_ASYNC_EVENT_HANDLER);
    }

    boolean isListening() {
        return calls.has(CAPTURE_OPEN) && calls.has(CAPTURE_CLOSE);
    }

    /** The id of the source, 0 for system calls. */
    long sourceId() {
        return calls.has(GET_ID) ? Integer.toUnsignedLong((int) calls.call(GET_ID)) : 0;
    }

    private boolean hasId() {
        return sourceId() != 0;
    }

    /** The name of the source, empty for system calls. */
    String sourceName() {
        return calls.text(GET_EVENT_SOURCE);
    }
}
