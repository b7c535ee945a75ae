package io.peregrine.loader;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tells which plugins a rule needs: those that bring its events, a field that it reads or an asynchronous event that it names. */
final class UsedPlugins {
    private UsedPlugins() {}

    /**
     * The names of the plugins, sorted.
     *
     * @param plugins the plugins that are there
     * @param source the event source of the rule
     * @param fields the fields of the condition and the output, with their arguments
     * @param eventNames what the condition compares event types with
     */
    static List<String> of(
            Map<String, LoadedPlugin> plugins, String source, Collection<String> fields, Set<String> eventNames) {
        Set<String> names = new HashSet<>();
        fields.forEach(field -> names.add(field.replaceFirst("\\[.*", "")));
        List<String> used = new ArrayList<>();
        new TreeMap<>(plugins).forEach((name, plugin) -> {
            boolean events = plugin.source().filter(source::equals).isPresent();
            boolean field = plugin.fields().stream().anyMatch(names::contains);
            if (events || field || plugin.asyncEvents().stream().anyMatch(eventNames::contains)) {
                used.add(name);
            }
        });
        return used;
    }
}
