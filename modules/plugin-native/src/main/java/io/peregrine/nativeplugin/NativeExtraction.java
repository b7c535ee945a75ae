package io.peregrine.nativeplugin;

import io.peregrine.ffi.ProcessMemory;
import io.peregrine.plugin.FieldDeclaration;
import io.peregrine.plugin.FieldExtraction;
import io.peregrine.plugin.FieldReader;
import io.peregrine.plugin.FieldRequest;
import io.peregrine.plugin.PluginEvent;
import io.peregrine.plugin.PluginField;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code plugin_extract_fields}: one field a call, with structs that are made when the field is bound.
 *
 * <p>{@code ss_plugin_field_extract_input}: owner at 0, get_owner_last_error at 8, num_fields at 16, fields at 24, table_reader (32 bytes) at 32,
 * table_reader_ext at 64, value_offsets at 72.
 */
final class NativeExtraction implements FieldExtraction {
    private static final long SIZE = 80;
    private static final long FIELDS = 24;

    private final NativePlugin plugin;
    private final EventInput event;
    private final long input;

    NativeExtraction(NativePlugin plugin) {
        this.plugin = plugin;
        this.event = new EventInput(plugin.arena());
        this.input = plugin.arena().allocate(SIZE, 8).address();
        Owner owner = plugin.owner();
        ProcessMemory.putLong(input, owner.pointer());
        ProcessMemory.putLong(input + 8, owner.functions().lastErrorFunction());
        ProcessMemory.putInt(input + 16, 1);
        TableFunctions tables = owner.functions().tables();
        tables.writeReader(input + 32);
        ProcessMemory.putLong(input + 64, tables.readerAddress());
    }

    @Override
    public List<PluginField> fields() {
        List<PluginField> fields = new ArrayList<>();
        for (FieldDeclaration declaration : plugin.declaration().fields()) {
            int number = fields.size();
            fields.add(new PluginField(declaration, request -> bind(number, declaration, request)));
        }
        return fields;
    }

    @Override
    public Set<String> extractSources() {
        return plugin.declaration().extractSources();
    }

    @Override
    public Optional<BitSet> extractCodes() {
        return EventCodeList.read(plugin, PluginSymbol.GET_EXTRACT_EVENT_TYPES);
    }

    private FieldReader bind(int number, FieldDeclaration declaration, FieldRequest request) {
        ExtractField field = new ExtractField(number, declaration, request);
        return (shown, out) -> call(shown, field) && field.read(out);
    }

    private boolean call(PluginEvent shown, ExtractField field) {
        ProcessMemory.putLong(input + FIELDS, field.reset());
        long code = plugin.calls().call(PluginSymbol.EXTRACT_FIELDS, plugin.state(), event.of(shown), input);
        plugin.owner().callEnded();
        return (int) code == 0;
    }
}
