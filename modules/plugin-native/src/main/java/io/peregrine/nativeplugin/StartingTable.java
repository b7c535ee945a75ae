package io.peregrine.nativeplugin;

import io.peregrine.plugin.PluginHost;
import java.util.function.Supplier;

/**
 * A table as an instance reaches it that is starting: its source may run already, when a reload exchanges the plugin, so that every call is made between
 * two events, by the thread that owns the entries.
 */
final class StartingTable implements TableHandle {
    private final TableHandle table;
    private final PluginHost host;

    StartingTable(TableHandle table, PluginHost host) {
        this.table = table;
        this.host = host;
    }

    /** The table itself. */
    TableHandle table() {
        return table;
    }

    private <T> T between(Supplier<T> call) {
        return host.betweenEvents(call);
    }

    private void between(Runnable call) {
        host.betweenEvents(() -> {
            call.run();
            return true;
        });
    }

    @Override
    public long listFields(long count) {
        return between(() -> table.listFields(count));
    }

    @Override
    public long field(String name, int type) {
        return between(() -> table.field(name, type));
    }

    @Override
    public long addField(String name, int type) {
        return between(() -> table.addField(name, type));
    }

    @Override
    public long name() {
        return between(table::name);
    }

    @Override
    public long size() {
        return between(table::size);
    }

    @Override
    public long entry(long key) {
        return between(() -> table.entry(key));
    }

    @Override
    public int read(long entry, long field, long out) {
        return between(() -> table.read(entry, field, out));
    }

    @Override
    public void release(long entry) {
        between(() -> table.release(entry));
    }

    @Override
    public boolean iterate(long function, long state) {
        return between(() -> table.iterate(function, state));
    }

    @Override
    public int clear() {
        return between(table::clear);
    }

    @Override
    public int erase(long key) {
        return between(() -> table.erase(key));
    }

    @Override
    public long create() {
        return between(table::create);
    }

    @Override
    public void destroy(long entry) {
        between(() -> table.destroy(entry));
    }

    @Override
    public long add(long key, long entry) {
        return between(() -> table.add(key, entry));
    }

    @Override
    public int write(long entry, long field, long in) {
        return between(() -> table.write(entry, field, in));
    }
}
