package io.peregrine.nativeplugin;

import io.peregrine.ffi.NativeException;
import io.peregrine.ffi.SharedLibrary;
import io.peregrine.plugin.Plugin;
import io.peregrine.plugin.PluginException;
import io.peregrine.plugin.host.PluginLibrary;

/** A plugin's library, loaded and found right. */
public final class NativeLibrary implements PluginLibrary {
    private final PluginSymbols symbols;
    private final NativeDeclaration declaration;
    private final HostFunctions host;

    private NativeLibrary(PluginSymbols symbols, NativeDeclaration declaration, HostFunctions host) {
        this.symbols = symbols;
        this.declaration = declaration;
        this.host = host;
    }

    /**
     * Loads a library; code of it runs.
     *
     * @param host what all native plugins call, one for the process
     * @throws PluginException with what is wrong with it
     */
    public static NativeLibrary load(String path, HostFunctions host) throws PluginException {
        SharedLibrary library;
        CallNote.Line note = host.notes().line(path);
        try {
            library = SharedLibrary.open(path);
        } catch (NativeException e) {
            note.end();
            throw new PluginException(
                    "cannot load plugin " + path + ": can't load plugin dynamic library: " + e.getMessage(), e);
        }
        PluginSymbols symbols = new PluginSymbols(library);
        PluginCalls calls = new PluginCalls(symbols, note);
        try {
            return new NativeLibrary(symbols, NativeDeclaration.of(calls, path), host);
        } finally {
            calls.end();
        }
    }

    @Override
    public Plugin create() {
        return new NativePlugin(symbols, declaration, host);
    }
}
