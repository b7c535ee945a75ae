package io.peregrine.bench.plugin;

import io.peregrine.plugin.EventParsing;
import io.peregrine.plugin.Plugin;
import io.peregrine.plugin.PluginEvent;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.PluginHost;
import io.peregrine.plugin.PluginIdentity;
import io.peregrine.state.table.Table;
import io.peregrine.state.table.TableEntry;
import io.peregrine.state.table.TableException;
import io.peregrine.state.table.TableField;
import io.peregrine.state.table.ValueType;
import java.util.Set;

/** A parser in Java that counts the system calls of each thread in a field that it adds. */
public final class JavaParser implements Plugin, EventParsing {
    private Table threads;
    private TableField calls;

    @Override
    public PluginIdentity identity() {
        return new PluginIdentity("measured", "0.1.0", "for the bench", "-");
    }

    @Override
    public void start(PluginHost host) throws PluginException {
        threads = host.tables().threadTable();
        try {
            calls = threads.addField("measured_calls", ValueType.UINT64);
        } catch (TableException e) {
            throw new PluginException(e.getMessage(), e);
        }
    }

    @Override
    public Set<String> parseSources() {
        return Set.of("syscall");
    }

    @Override
    public void parse(PluginEvent event) {
        try {
            TableEntry thread = threads.get(event.tid());
            thread.setNumber(calls, thread.number(calls) + 1);
        } catch (TableException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
