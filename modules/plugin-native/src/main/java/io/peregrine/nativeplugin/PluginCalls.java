package io.peregrine.nativeplugin;

import io.peregrine.ffi.PointerCall;
import io.peregrine.ffi.ProcessMemory;

/** Calls the functions of a plugin and notes which one is running, where a look from outside finds it when the process has died of it. */
final class PluginCalls {
    /** The longest text that a plugin may hand over in one piece: 16 MB. */
    static final int LONGEST_TEXT = 1 << 24;

    private final PluginSymbols symbols;
    private final CallNote.Line note;

    PluginCalls(PluginSymbols symbols, CallNote.Line note) {
        this.symbols = symbols;
        this.note = note;
    }

    /** The same functions, whose calls are noted in another line. */
    PluginCalls notedBy(CallNote.Line other) {
        return new PluginCalls(symbols, other);
    }

    /** No call comes any more. */
    void end() {
        note.end();
    }

    boolean has(PluginSymbol symbol) {
        return symbols.has(symbol);
    }

    long call(PluginSymbol symbol) {
        int before = note.enter(symbol);
        long result = PointerCall.call(symbols.function(symbol));
        note.leave(before);
        return result;
    }

    long call(PluginSymbol symbol, long first) {
        int before = note.enter(symbol);
        long result = PointerCall.call(symbols.function(symbol), first);
        note.leave(before);
        return result;
    }

    long call(PluginSymbol symbol, long first, long second) {
        int before = note.enter(symbol);
        long result = PointerCall.call(symbols.function(symbol), first, second);
        note.leave(before);
        return result;
    }

    long call(PluginSymbol symbol, long first, long second, long third) {
        int before = note.enter(symbol);
        long result = PointerCall.call(symbols.function(symbol), first, second, third);
        note.leave(before);
        return result;
    }

    long call(PluginSymbol symbol, long first, long second, long third, long fourth) {
        int before = note.enter(symbol);
        long result = PointerCall.call(symbols.function(symbol), first, second, third, fourth);
        note.leave(before);
        return result;
    }

    /** What a function without parameters answers as text; empty when there is no such function, or it answers NULL. */
    String text(PluginSymbol symbol) {
        return has(symbol) ? ProcessMemory.text(call(symbol), LONGEST_TEXT) : "";
    }
}
