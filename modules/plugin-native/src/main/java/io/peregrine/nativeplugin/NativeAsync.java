package io.peregrine.nativeplugin;

import io.peregrine.plugin.AsyncEvents;
import io.peregrine.plugin.AsyncSink;
import io.peregrine.plugin.PluginException;
import java.util.Optional;
import java.util.Set;

/** {@code plugin_set_async_event_handler} and {@code plugin_dump_state}. */
final class NativeAsync implements AsyncEvents {
    private final NativePlugin plugin;
    private final Set<String> names;

    NativeAsync(NativePlugin plugin, Set<String> names) {
        this.plugin = plugin;
        this.names = names;
    }

    @Override
    public Set<String> asyncEvents() {
        return names;
    }

    @Override
    public Set<String> asyncSources() {
        return plugin.declaration().asyncSources();
    }

    @Override
    public void beginAsync(AsyncSink sink) throws PluginException {
        Owner owner = plugin.owner();
        owner.sendTo(Optional.of(sink));
        if (set(owner.functions().asyncFunction()) != 0) {
            owner.sendTo(Optional.empty());
            throw new PluginException(plugin.lastError());
        }
    }

    @Override
    public void endAsync() throws PluginException {
        int code = set(0);
        if (code == 0) {
            plugin.owner().sendTo(Optional.empty());
        } else {
            throw new PluginException(plugin.lastError());
        }
    }

    private int set(long handler) {
        return (int) plugin.calls()
                .call(
                        PluginSymbol.SET_ASYNC_EVENT_HANDLER,
                        plugin.state(),
                        plugin.owner().pointer(),
                        handler);
    }

    @Override
    public void dumpState(AsyncSink sink) throws PluginException {
        if (!plugin.calls().has(PluginSymbol.DUMP_STATE)) {
            return;
        }
        Owner owner = plugin.owner();
        owner.dumpTo(Optional.of(sink));
        try {
            long handler = owner.functions().dumpFunction();
            if ((int) plugin.calls().call(PluginSymbol.DUMP_STATE, plugin.state(), owner.pointer(), handler) != 0) {
                throw new PluginException(owner.lastErrorText());
            }
        } finally {
            owner.dumpTo(Optional.empty());
        }
    }
}
