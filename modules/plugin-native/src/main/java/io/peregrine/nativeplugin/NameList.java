package io.peregrine.nativeplugin;

import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.json.JsonException;
import io.peregrine.plugin.json.JsonReader;
import io.peregrine.plugin.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the lists of names of sources and asynchronous events: JSON arrays of values that can be texts. */
final class NameList {
    private NameList() {}

    /** The names, in order; no text is an empty list. */
    static Set<String> read(PluginCalls calls, PluginSymbol symbol) throws PluginException {
        String text = calls.text(symbol);
        if (text.isEmpty()) {
            return Set.of();
        }
        try {
            if (JsonReader.read(text) instanceof JsonValue.Elements(List<JsonValue> elements)) {
                Set<String> names = new LinkedHashSet<>();
                elements.stream()
                        .map(FieldDeclarations::text)
                        .filter(name -> !name.isEmpty())
                        .forEach(names::add);
                return names;
            }
        } catch (JsonException e) {
            throw new PluginException("'" + symbol.word() + "' did not return a json array", e);
        }
        throw new PluginException("'" + symbol.word() + "' did not return a json array");
    }
}
