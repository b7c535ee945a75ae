package io.peregrine.ffi;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.Optional;

/** The functions of the C library that this package uses. */
final class Libc {
    private static final SymbolLookup LIBRARY = Linker.nativeLinker().defaultLookup();

    static final NativeFunction MMAP = NativeFunction.of(LIBRARY, "mmap");
    static final NativeFunction MUNMAP = NativeFunction.of(LIBRARY, "munmap");
    static final NativeFunction MADVISE = NativeFunction.of(LIBRARY, "madvise");
    static final NativeFunction CLOSE = NativeFunction.of(LIBRARY, "close");
    static final NativeFunction MEMFD_CREATE = NativeFunction.of(LIBRARY, "memfd_create");
    static final NativeFunction SYSCALL = NativeFunction.of(LIBRARY, "syscall");
    static final NativeFunction READ = NativeFunction.of(LIBRARY, "read");
    static final NativeFunction GETPGID = NativeFunction.of(LIBRARY, "getpgid");
    static final NativeFunction GETEUID = NativeFunction.of(LIBRARY, "geteuid");
    static final NativeFunction ISATTY = NativeFunction.of(LIBRARY, "isatty");
    static final NativeFunction SYSCONF = NativeFunction.of(LIBRARY, "sysconf");
    static final NativeFunction VSNPRINTF = NativeFunction.of(LIBRARY, "vsnprintf");
    static final NativeFunction CLOCK_GETTIME = NativeFunction.of(LIBRARY, "clock_gettime");
    static final NativeFunction EXECV = NativeFunction.of(LIBRARY, "execv");
    private static final NativeFunction STRERROR = NativeFunction.of(LIBRARY, "strerror");

    /** Of glibc alone. */
    private static final Optional<NativeFunction> MALLOC_TRIM =
            LIBRARY.find("malloc_trim").map(found -> NativeFunction.of(LIBRARY, "malloc_trim"));

    private Libc() {}

    static boolean trim() {
        return MALLOC_TRIM.map(trim -> trim.call(0L).asInt() != 0).orElse(false);
    }

    static String errorText(int errno) {
        MemorySegment text = STRERROR.call(Math.abs(errno)).asPointer();
        return text.reinterpret(256).getString(0);
    }

    static void close(int descriptor) {
        CLOSE.call(descriptor);
    }
}
