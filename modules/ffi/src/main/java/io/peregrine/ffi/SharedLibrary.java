package io.peregrine.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.Optional;

/**
 * A library of others that was loaded into this process, all of its symbols resolved. It stays loaded to the end of the process: nobody can
 * know whether its threads have ended.
 */
public final class SharedLibrary {
    private static final int RTLD_NOW = 2;
    private static final int LONGEST_ERROR = 4096;
    private static final SymbolLookup LIBRARY = Linker.nativeLinker().defaultLookup();
    private static final NativeFunction DLOPEN = NativeFunction.of(LIBRARY, "dlopen");
    private static final NativeFunction DLSYM = NativeFunction.of(LIBRARY, "dlsym");
    private static final NativeFunction DLERROR = NativeFunction.of(LIBRARY, "dlerror");

    private final MemorySegment handle;

    private SharedLibrary(MemorySegment handle) {
        this.handle = handle;
    }

    /**
     * Loads a library, whose constructors run. Loading the same file again gives the same library.
     *
     * @throws NativeException when the system cannot load it; the message is the system's
     */
    public static synchronized SharedLibrary open(String path) throws NativeException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handle =
                    DLOPEN.call(arena.allocateFrom(path), RTLD_NOW).asPointer();
            if (handle.address() == 0) {
                MemorySegment error = DLERROR.call().asPointer();
                throw new NativeException(
                        error.address() == 0
                                ? "no reason is known"
                                : error.reinterpret(LONGEST_ERROR).getString(0));
            }
            return new SharedLibrary(handle);
        }
    }

    /** The address of a function or variable that the library exports. */
    public Optional<MemorySegment> find(String symbol) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address =
                    DLSYM.call(handle, arena.allocateFrom(symbol)).asPointer();
            return Optional.of(address).filter(found -> found.address() != 0);
        }
    }
}
