package io.peregrine.fields.catalog;

import io.peregrine.fields.Catalog;
import io.peregrine.fields.FieldClass;
import java.util.ArrayList;
import java.util.List;

/** The catalogs of the fields that need no plugin. */
public final class BuiltinFields {
    /** The name of the source of system calls. */
    public static final String SYSCALL = "syscall";

    private BuiltinFields() {}

    /** All fields of system calls. */
    public static Catalog syscall(FieldSettings settings) {
        return syscall(settings, List.of());
    }

    /** All fields of system calls, and those of plugins that know more of them. */
    public static Catalog syscall(FieldSettings settings, List<FieldClass> plugins) {
        List<FieldClass> classes = new ArrayList<>();
        classes.add(GeneralFields.all(settings, PluginEventText.NONE, SYSCALL));
        classes.add(EventFields.all(settings));
        classes.add(ProcessFields.all());
        classes.add(UserFields.all());
        classes.add(GroupFields.all());
        classes.add(FdFields.all(settings));
        classes.add(FsPathFields.all());
        classes.add(FdListFields.all());
        addStatic(classes, settings);
        classes.addAll(plugins);
        return new Catalog(classes);
    }

    /**
     * The fields of a source that a plugin feeds: those of all events and the plugins' own.
     *
     * @param source the source's name
     * @param events what the plugin says of its events
     * @param plugins the plugins' fields
     */
    public static Catalog plugin(
            FieldSettings settings, String source, PluginEventText events, List<FieldClass> plugins) {
        List<FieldClass> classes = new ArrayList<>();
        classes.add(GeneralFields.all(settings, events, source));
        addStatic(classes, settings);
        classes.addAll(plugins);
        return new Catalog(classes);
    }

    private static void addStatic(List<FieldClass> classes, FieldSettings settings) {
        if (!settings.staticFields().isEmpty()) {
            classes.add(StaticFields.all(settings.staticFields()));
        }
    }
}
