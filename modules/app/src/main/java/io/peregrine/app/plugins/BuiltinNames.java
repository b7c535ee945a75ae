package io.peregrine.app.plugins;

import io.peregrine.event.SourceName;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.fields.catalog.PluginEventText;
import java.util.List;

/** The names of the fields that need no plugin. */
final class BuiltinNames {
    private static final Catalog SYSCALL = BuiltinFields.syscall(FieldSettings.DEFAULT);
    private static final Catalog OTHERS =
            BuiltinFields.plugin(FieldSettings.DEFAULT, "", PluginEventText.NONE, List.of());

    private BuiltinNames() {}

    static boolean has(SourceName source, String name) {
        Catalog catalog = source.equals(SourceName.SYSCALL) ? SYSCALL : OTHERS;
        return catalog.field(name).isPresent();
    }
}
