package io.peregrine.nativeplugin;

import io.peregrine.state.table.Table;
import io.peregrine.state.table.TableException;
import io.peregrine.state.table.TableField;
import io.peregrine.state.table.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the native plugins of one stream share of its tables: the tables that plugins brought, and the fields that were asked for. For any thread: a plugin that a
 * reload exchanges starts beside the stream. Such a plugin brings its tables while those of the instance before it are in use; who looks for a table finds
 * the latest.
 *
 * <p>As in Falco a field that somebody got by its name is got again by that name alone, whatever type is asked for.
 */
final class SourceTables {
    private static final long STEP = 16;

    // Guarded by this.
    private final List<PluginTable> tables = new ArrayList<>();
    private final Map<String, Long> pointers = new HashMap<>();

    private volatile TableField[] fields = {};

    /** The tables that plugins brought, each name once. */
    synchronized List<PluginTable> tables() {
        Map<String, PluginTable> latest = new LinkedHashMap<>();
        tables.forEach(table -> latest.put(table.name(), table));
        return List.copyOf(latest.values());
    }

    /** A table by its name. */
    synchronized Optional<PluginTable> table(String name) {
        return tables.reversed().stream()
                .filter(table -> table.name().equals(name))
                .findFirst();
    }

    /** Adds a table; false when another plugin, or this instance, has brought one of that name. */
    synchronized boolean add(PluginTable table) {
        boolean taken = tables.stream()
                .filter(other -> other.name().equals(table.name()))
                .anyMatch(other -> other.owner() == table.owner()
                        || !other.owner().name().equals(table.owner().name()));
        if (!taken) {
            tables.add(table);
        }
        return !taken;
    }

    /** The tables of an instance that ends leave. */
    synchronized void leave(Owner owner) {
        tables.removeIf(table -> table.owner() == owner);
    }

    /** The pointer of a field by name. */
    synchronized long get(Table table, String kind, String name, ValueType type) throws TableException {
        Long known = pointers.get(kind + "." + name);
        return known != null ? known : pointer(table.field(name, type));
    }

    /** The pointer of a field. */
    synchronized long pointer(TableField field) {
        return pointers.computeIfAbsent(field.kind() + "." + field.name(), name -> {
            TableField[] more = Arrays.copyOf(fields, fields.length + 1);
            more[more.length - 1] = field;
            fields = more;
            return more.length * STEP;
        });
    }

    Optional<TableField> field(long pointer) {
        TableField[] now = fields;
        long index = pointer / STEP - 1;
        return pointer % STEP == 0 && index >= 0 && index < now.length
                ? Optional.of(now[(int) index])
                : Optional.empty();
    }
}
