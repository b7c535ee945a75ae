package io.peregrine.ffi;

import static io.peregrine.ffi.NativeFunction.INT;
import static io.peregrine.ffi.NativeFunction.LONG;
import static io.peregrine.ffi.NativeFunction.POINTER;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;

/** The functions of the C library that this package uses. */
final class Libc {
    private static final SymbolLookup LIBRARY = Linker.nativeLinker().defaultLookup();

    static final NativeFunction MMAP = NativeFunction.of(LIBRARY, "mmap", POINTER, POINTER, LONG, INT, INT, INT, LONG);
    static final NativeFunction MUNMAP = NativeFunction.of(LIBRARY, "munmap", INT, POINTER, LONG);
    static final NativeFunction CLOSE = NativeFunction.of(LIBRARY, "close", INT, INT);
    static final NativeFunction READ = NativeFunction.of(LIBRARY, "read", LONG, INT, POINTER, LONG);
    static final NativeFunction GETPGID = NativeFunction.of(LIBRARY, "getpgid", INT, INT);
    static final NativeFunction GETEUID = NativeFunction.of(LIBRARY, "geteuid", INT);
    static final NativeFunction ISATTY = NativeFunction.of(LIBRARY, "isatty", INT, INT);
    static final NativeFunction SYSCONF = NativeFunction.of(LIBRARY, "sysconf", LONG, INT);
    static final NativeFunction VSNPRINTF =
            NativeFunction.of(LIBRARY, "vsnprintf", INT, POINTER, LONG, POINTER, POINTER);
    static final NativeFunction CLOCK_GETTIME = NativeFunction.of(LIBRARY, "clock_gettime", INT, INT, POINTER);
    private static final NativeFunction STRERROR = NativeFunction.of(LIBRARY, "strerror", POINTER, INT);

    private Libc() {}

    static String errorText(int errno) {
        MemorySegment text = STRERROR.call(Math.abs(errno)).asPointer();
        return text.reinterpret(256).getString(0);
    }

    static void close(int descriptor) {
        CLOSE.call(descriptor);
    }
}
