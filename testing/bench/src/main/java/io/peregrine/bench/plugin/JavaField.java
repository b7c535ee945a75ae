package io.peregrine.bench.plugin;

import io.peregrine.plugin.FieldExtraction;
import io.peregrine.plugin.Plugin;
import io.peregrine.plugin.PluginField;
import io.peregrine.plugin.PluginIdentity;
import java.util.List;
import java.util.Set;

/** A field in Java over system calls. */
public final class JavaField implements Plugin, FieldExtraction {
    @Override
    public PluginIdentity identity() {
        return new PluginIdentity("measured", "0.1.0", "for the bench", "-");
    }

    @Override
    public Set<String> extractSources() {
        return Set.of("syscall");
    }

    @Override
    public List<PluginField> fields() {
        return List.of(PluginField.field("measured.constant", "-").number((event, out) -> out.number(7)));
    }
}
