package io.peregrine.nativeplugin;

import io.peregrine.ffi.ProcessMemory;
import java.lang.foreign.Arena;

/**
 * {@code ss_plugin_init_input}.
 *
 * <pre>
 *  0        8        16                     24       32
 *  +--------+--------+----------------------+--------+--------+
 *  | config | owner  | get_owner_last_error | tables | log_fn |
 *  +--------+--------+----------------------+--------+--------+
 * </pre>
 */
final class InitInput {
    private static final long SIZE = 40;

    private InitInput() {}

    /** The address of a filled one, which lives as long as the arena. */
    static long write(Arena arena, String config, Owner owner, boolean tables) {
        long at = arena.allocate(SIZE, 8).address();
        ProcessMemory.putLong(at, arena.allocateFrom(config).address());
        ProcessMemory.putLong(at + 8, owner.pointer());
        ProcessMemory.putLong(at + 16, owner.functions().lastErrorFunction());
        ProcessMemory.putLong(at + 24, tables ? TablesInput.write(arena, owner) : 0);
        ProcessMemory.putLong(at + 32, owner.functions().logFunction());
        return at;
    }
}
