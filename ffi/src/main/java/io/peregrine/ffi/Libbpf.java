package io.peregrine.ffi;

import static io.peregrine.ffi.NativeFunction.INT;
import static io.peregrine.ffi.NativeFunction.LONG;
import static io.peregrine.ffi.NativeFunction.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;

/** The functions of libbpf that this package uses. Linked on first use. */
final class Libbpf {
    private static final String FILE = "libbpf.so.1";

    private static final SymbolLookup LIBRARY = SymbolLookup.libraryLookup(FILE, Arena.global());
    private static final ValueLayout BOOL = ValueLayout.JAVA_BOOLEAN;

    static final NativeFunction SET_PRINT = function("libbpf_set_print", POINTER, POINTER);
    static final NativeFunction OPEN = function("bpf_object__open_mem", POINTER, POINTER, LONG, POINTER);
    static final NativeFunction LOAD = function("bpf_object__load", INT, POINTER);
    static final NativeFunction CLOSE = function("bpf_object__close", null, POINTER);
    static final NativeFunction FIND_MAP = function("bpf_object__find_map_by_name", POINTER, POINTER, POINTER);
    static final NativeFunction NEXT_PROGRAM = function("bpf_object__next_program", POINTER, POINTER, POINTER);

    static final NativeFunction MAP_FD = function("bpf_map__fd", INT, POINTER);
    static final NativeFunction MAP_SET_MAX_ENTRIES = function("bpf_map__set_max_entries", INT, POINTER, INT);
    static final NativeFunction MAP_SET_AUTOCREATE = function("bpf_map__set_autocreate", INT, POINTER, BOOL);
    static final NativeFunction MAP_SET_INNER_FD = function("bpf_map__set_inner_map_fd", INT, POINTER, INT);
    static final NativeFunction MAP_REUSE_FD = function("bpf_map__reuse_fd", INT, POINTER, INT);
    static final NativeFunction MAP_VALUE_SIZE = function("bpf_map__value_size", INT, POINTER);
    static final NativeFunction MAP_MAX_ENTRIES = function("bpf_map__max_entries", INT, POINTER);

    static final NativeFunction PROGRAM_NAME = function("bpf_program__name", POINTER, POINTER);
    static final NativeFunction PROGRAM_SECTION = function("bpf_program__section_name", POINTER, POINTER);
    static final NativeFunction PROGRAM_FD = function("bpf_program__fd", INT, POINTER);
    static final NativeFunction PROGRAM_SET_AUTOLOAD = function("bpf_program__set_autoload", INT, POINTER, BOOL);
    static final NativeFunction PROGRAM_ATTACH = function("bpf_program__attach", POINTER, POINTER);
    static final NativeFunction PROGRAM_ATTACH_ITERATOR =
            function("bpf_program__attach_iter", POINTER, POINTER, POINTER);
    static final NativeFunction LINK_FD = function("bpf_link__fd", INT, POINTER);
    static final NativeFunction ITERATOR_CREATE = function("bpf_iter_create", INT, INT);
    static final NativeFunction LINK_DESTROY = function("bpf_link__destroy", INT, POINTER);

    static final NativeFunction MAP_CREATE = function("bpf_map_create", INT, INT, POINTER, INT, INT, INT, POINTER);
    static final NativeFunction MAP_UPDATE = function("bpf_map_update_elem", INT, INT, POINTER, POINTER, LONG);
    static final NativeFunction MAP_DELETE = function("bpf_map_delete_elem", INT, INT, POINTER);

    static final NativeFunction OBJECT_INFO = function("bpf_obj_get_info_by_fd", INT, INT, POINTER, POINTER);

    static final NativeFunction PROBE_MAP_TYPE = function("libbpf_probe_bpf_map_type", INT, INT, POINTER);

    private Libbpf() {}

    private static NativeFunction function(
            String name, java.lang.foreign.MemoryLayout result, java.lang.foreign.MemoryLayout... parameters) {
        return NativeFunction.of(LIBRARY, name, result, parameters);
    }

    /** Fails with the remedy when the library is not installed or too old. */
    static void require() throws NativeException {
        try {
            SET_PRINT.hashCode();
        } catch (LinkageError e) {
            throw new NativeException("the probe needs the library " + FILE
                    + " (libbpf 1.0 or newer), which is not here: apt-get install libbpf1");
        }
    }
}
