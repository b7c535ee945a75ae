package io.peregrine.nativeplugin;

import io.peregrine.state.table.Table;
import io.peregrine.state.table.TableException;
import io.peregrine.state.table.TableField;
import io.peregrine.state.table.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the native plugins of one stream share of its tables: the tables that plugins brought, and the fields that were asked for. Owned by the thread of the
 * stream, before it runs by the one that starts plugins.
 *
 * <p>As in Falco a field that somebody got by its name is got again by that name alone, whatever type is asked for.
 */
final class SourceTables {
    private static final long STEP = 16;

    private final Map<String, PluginTable> tables = new LinkedHashMap<>();
    private final List<TableField> fields = new ArrayList<>();
    private final Map<String, Long> pointers = new HashMap<>();

    Map<String, PluginTable> tables() {
        return tables;
    }

    /** The pointer of a field by name. */
    long get(Table table, String kind, String name, ValueType type) throws TableException {
        Long known = pointers.get(kind + "." + name);
        return known != null ? known : pointer(table.field(name, type));
    }

    /** The pointer of a field. */
    long pointer(TableField field) {
        return pointers.computeIfAbsent(field.kind() + "." + field.name(), name -> {
            fields.add(field);
            return fields.size() * STEP;
        });
    }

    Optional<TableField> field(long pointer) {
        long index = pointer / STEP - 1;
        return pointer % STEP == 0 && index >= 0 && index < fields.size()
                ? Optional.of(fields.get((int) index))
                : Optional.empty();
    }
}
