package io.peregrine.nativeplugin;

import io.peregrine.ffi.SharedLibrary;
import java.lang.foreign.MemorySegment;

/** The addresses of what a library exports. Immutable. */
final class PluginSymbols {
    private final MemorySegment[] functions = new MemorySegment[PluginSymbol.values().length];

    PluginSymbols(SharedLibrary library) {
        for (PluginSymbol symbol : PluginSymbol.values()) {
            functions[symbol.ordinal()] = library.find(symbol.exported()).orElse(MemorySegment.NULL);
        }
    }

    boolean has(PluginSymbol symbol) {
        return functions[symbol.ordinal()].address() != 0;
    }

    MemorySegment function(PluginSymbol symbol) {
        return functions[symbol.ordinal()];
    }
}
