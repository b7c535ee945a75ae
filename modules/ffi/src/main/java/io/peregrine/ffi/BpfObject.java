package io.peregrine.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A compiled set of eBPF programs and maps, opened from memory. Between opening and {@link #load} programs can be left out and maps sized;
 * afterwards maps have descriptors and programs can be attached. Closing gives back everything that no link holds. Owned by one thread.
 */
public final class BpfObject implements AutoCloseable {
    /** The section of variables that holds the kernel's numbers of types. */
    private static final String NUMBERS_OF_TYPES = ".rodata.types";

    /** Where the size and the path of the type information lie in libbpf's {@code struct bpf_object_open_opts}. */
    private static final long OPTIONS_SIZE = 56;

    private static final long TYPES_PATH = 48;

    private final Arena arena = Arena.ofShared();
    private final MemoryFile types;
    private final MemorySegment object;
    private final Map<String, BpfProgram> programs = new LinkedHashMap<>();
    private boolean open = true;

    private BpfObject(byte[] image, KernelTypes known) throws NativeException {
        types = MemoryFile.of("types", known.excerpt());
        MemorySegment copy = arena.allocate(image.length, 16);
        copy.copyFrom(MemorySegment.ofArray(image));
        NativeFunction.Result result = Libbpf.OPEN.call(copy, (long) image.length, options());
        object = result.asPointer();
        if (object.address() == 0) {
            arena.close();
            types.close();
            throw failure("cannot read the probe's program file", result.errno());
        }
        MemorySegment program = next(MemorySegment.NULL);
        while (program.address() != 0) {
            BpfProgram next = new BpfProgram(program);
            programs.put(next.name(), next);
            program = next(program);
        }
    }

    /**
     * Names the excerpt as the types of the kernel, in which libbpf looks for those that programs touch, and not in those of modules either, which takes
     * CAP_SYS_ADMIN.
     */
    private MemorySegment options() {
        MemorySegment options = arena.allocate(OPTIONS_SIZE, Long.BYTES);
        options.set(ValueLayout.JAVA_LONG, 0, OPTIONS_SIZE);
        options.set(ValueLayout.ADDRESS, TYPES_PATH, arena.allocateFrom(types.path()));
        return options;
    }

    private MemorySegment next(MemorySegment program) {
        return Libbpf.NEXT_PROGRAM.call(object, program).asPointer();
    }

    /**
     * Opens an object file.
     *
     * @param image the file's bytes, an ELF file made by clang for the target bpf
     * @param types all types of the kernel that its programs touch
     * @throws NativeException when libbpf is missing or the file is not one that it reads
     */
    public static BpfObject open(byte[] image, KernelTypes types) throws NativeException {
        BpfLibrary.require();
        BpfLog.begin();
        BpfObject object = new BpfObject(image, types);
        try {
            object.map(NUMBERS_OF_TYPES).setInitialValue(types.numbers());
            return object;
        } catch (NativeException e) {
            object.close();
            throw e;
        }
    }

    /**
     * What opens and loads objects.
     *
     * @param <T> what comes of it
     * @param <X> what else can be wrong
     */
    public interface Attempt<T, X extends Exception> {
        /** Tries it; what it began when it fails, it has closed again. */
        T make() throws NativeException, X;
    }

    /**
     * Makes an attempt and, where the kernel or libbpf refuses, another one to which libbpf says why. It has thousands of messages for an object, so that
     * nobody listens while all goes well.
     */
    public static <T, X extends Exception> T explained(Attempt<T, X> attempt) throws NativeException, X {
        try {
            return attempt.make();
        } catch (NativeException e) {
            if (!BpfLog.listen()) {
                throw e;
            }
            return attempt.make();
        }
    }

    /** Its programs by name, in the file's order. */
    public Map<String, BpfProgram> programs() {
        return programs;
    }

    /**
     * A map of the object.
     *
     * @throws NativeException when the object has none of this name
     */
    public BpfMap map(String name) throws NativeException {
        try (Arena local = Arena.ofConfined()) {
            MemorySegment map =
                    Libbpf.FIND_MAP.call(object, local.allocateFrom(name)).asPointer();
            if (map.address() == 0) {
                throw new NativeException("the probe's program file has no map named " + name);
            }
            return new BpfMap(name, map);
        }
    }

    /**
     * Hands maps and programs to the kernel, which verifies them.
     *
     * @throws NativeException with the kernel's reason, its error number and the verifier's last words
     */
    public void load() throws NativeException {
        int result = Libbpf.LOAD.call(object).asInt();
        types.close();
        if (result != 0) {
            throw failure("the kernel refuses the probe", -result);
        }
    }

    private static NativeException failure(String what, int errno) {
        String log = BpfLog.take().strip();
        String detail = log.isEmpty() ? "" : "; libbpf says:\n" + log;
        return new NativeException(what + ": " + Errno.text(errno) + detail, errno);
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            Libbpf.CLOSE.call(object);
            types.close();
            arena.close();
        }
    }
}
