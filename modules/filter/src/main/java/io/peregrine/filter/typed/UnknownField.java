package io.peregrine.filter.typed;

import io.peregrine.diagnostics.NameDistance;
import io.peregrine.filter.field.FieldCatalog;
import io.peregrine.filter.field.FieldInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What to do about the name of a field that is not there. */
final class UnknownField {
    /** Beginnings of names, and the plugin that brings their fields. */
    private static final Map<String, String> PLUGINS = Map.of(
            "container.", "container",
            "k8s.", "container",
            "k8smeta.", "k8smeta",
            "ka.", "k8saudit",
            "jevt.", "json",
            "json.", "json",
            "ct.", "cloudtrail");

    private UnknownField() {}

    /** Which plugin has such fields, where none is loaded, else which known name is close; empty when none is. */
    static Optional<String> hint(String name, FieldCatalog catalog) {
        List<String> names = catalog.fields().stream().map(FieldInfo::name).toList();
        String group = name.substring(0, name.indexOf('.') + 1);
        return PLUGINS.containsKey(group) && names.stream().noneMatch(known -> known.startsWith(group))
                ? Optional.of("the fields " + group + "* come from the plugin " + PLUGINS.get(group)
                        + ", which is not loaded for this source: see load_plugins")
                : NameDistance.suggestion(name, names);
    }
}
