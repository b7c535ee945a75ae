package io.peregrine.nativeplugin;

import io.peregrine.ffi.ProcessMemory;
import io.peregrine.plugin.CaptureListening;
import io.peregrine.plugin.PluginException;

/**
 * {@code plugin_capture_open} and {@code plugin_capture_close}.
 *
 * <p>{@code ss_plugin_capture_listen_input}: owner at 0, routine at 8, table_reader_ext at 16, table_writer_ext at 24, get_owner_last_error at 32. As in
 * the Falco that is shipped there are no routines: subscribing answers NULL, unsubscribing FAILURE.
 */
final class NativeListening implements CaptureListening {
    private static final long SIZE = 40;

    private final NativePlugin plugin;
    private final long input;

    NativeListening(NativePlugin plugin) {
        this.plugin = plugin;
        this.input = plugin.arena().allocate(SIZE, 8).address();
        Owner owner = plugin.owner();
        TableFunctions tables = owner.functions().tables();
        ProcessMemory.putLong(input, owner.pointer());
        ProcessMemory.putLong(input + 8, owner.functions().routines());
        ProcessMemory.putLong(input + 16, tables.readerAddress());
        ProcessMemory.putLong(input + 24, tables.writerAddress());
        ProcessMemory.putLong(input + 32, owner.functions().lastErrorFunction());
    }

    @Override
    public void captureOpened() throws PluginException {
        call(PluginSymbol.CAPTURE_OPEN);
    }

    @Override
    public void captureClosed() throws PluginException {
        call(PluginSymbol.CAPTURE_CLOSE);
    }

    private void call(PluginSymbol symbol) throws PluginException {
        if ((int) plugin.calls().call(symbol, plugin.state(), input) != 0) {
            throw new PluginException(plugin.lastError());
        }
    }
}
