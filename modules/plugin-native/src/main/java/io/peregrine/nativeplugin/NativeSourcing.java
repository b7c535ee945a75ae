package io.peregrine.nativeplugin;

import static io.peregrine.nativeplugin.PluginSymbol.EVENT_TO_STRING;
import static io.peregrine.nativeplugin.PluginSymbol.LIST_OPEN_PARAMS;
import static io.peregrine.nativeplugin.PluginSymbol.OPEN;

import io.peregrine.event.EventSource;
import io.peregrine.event.SourceName;
import io.peregrine.ffi.ProcessMemory;
import io.peregrine.plugin.EventSourcing;
import io.peregrine.plugin.OpenParameter;
import io.peregrine.plugin.PluginEvent;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.json.JsonException;
import io.peregrine.plugin.json.JsonReader;
import io.peregrine.plugin.json.JsonValue;
import io.peregrine.plugin.json.JsonValue.Elements;
import io.peregrine.plugin.json.JsonValue.Members;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code plugin_open} and what goes with it. */
final class NativeSourcing implements EventSourcing {
    private static final int FAILURE = 1;
    private static final int LONGEST_DESCRIPTION = 1 << 16;

    private final NativePlugin plugin;
    private final SourceName source;
    private final EventInput event;

    NativeSourcing(NativePlugin plugin, SourceName source) {
        this.plugin = plugin;
        this.source = source;
        this.event = new EventInput(plugin.arena());
    }

    @Override
    public SourceName source() {
        return source;
    }

    @Override
    public EventSource open(String parameters) throws PluginException {
        try (Arena room = Arena.ofConfined()) {
            long code = room.allocate(8, 8).address();
            ProcessMemory.putInt(code, FAILURE);
            // The text stays as long as the plugin, which Falco lets it keep.
            long text = plugin.arena().allocateFrom(parameters).address();
            long instance = plugin.calls().call(OPEN, plugin.state(), text, code);
            NativeSource opened = new NativeSource(plugin, source, instance);
            if (ProcessMemory.getInt(code) != 0) {
                String reason = NativeSource.cut(plugin.lastError());
                opened.close();
                throw new PluginException(reason.isEmpty() ? "Initialization issues during scap_init" : reason);
            }
            return opened;
        }
    }

    @Override
    public List<OpenParameter> suggestedParameters() throws PluginException {
        if (!plugin.calls().has(LIST_OPEN_PARAMS) || plugin.state() == 0) {
            return List.of();
        }
        String text;
        try (Arena room = Arena.ofConfined()) {
            long code = room.allocate(8, 8).address();
            text = ProcessMemory.text(
                    plugin.calls().call(LIST_OPEN_PARAMS, plugin.state(), code), PluginCalls.LONGEST_TEXT);
            if (ProcessMemory.getInt(code) != 0) {
                throw breach("list_open_params has error " + plugin.lastError());
            }
        }
        return text.isEmpty() ? List.of() : parameters(text);
    }

    private List<OpenParameter> parameters(String text) throws PluginException {
        List<OpenParameter> parameters = new ArrayList<>();
        for (JsonValue entry : entries(text)) {
            if (!(entry instanceof Members members)
                    || members.get("value")
                            .map(FieldDeclarations::text)
                            .orElse("")
                            .isEmpty()) {
                throw breach("list_open_params has entry with no value");
            }
            parameters.add(new OpenParameter(
                    members.get("value").map(FieldDeclarations::text).orElse(""),
                    members.get("desc").map(FieldDeclarations::text).orElse("")));
        }
        return parameters;
    }

    private List<JsonValue> entries(String text) throws PluginException {
        try {
            if (JsonReader.read(text) instanceof Elements(List<JsonValue> elements)) {
                return elements;
            }
        } catch (JsonException e) {
            throw breach("list_open_params returned a non-array JSON");
        }
        throw breach("list_open_params returned a non-array JSON");
    }

    private PluginException breach(String what) {
        return new PluginException(
                "error in plugin " + plugin.identity().name() + ": " + what, PluginException.Fault.BREACH);
    }

    @Override
    public Optional<String> describe(PluginEvent shown) {
        if (!plugin.calls().has(EVENT_TO_STRING) || plugin.state() == 0) {
            return Optional.empty();
        }
        long text = plugin.calls().call(EVENT_TO_STRING, plugin.state(), event.of(shown));
        return Optional.of(ProcessMemory.text(text, LONGEST_DESCRIPTION)).filter(line -> !line.isEmpty());
    }
}
