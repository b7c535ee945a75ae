package io.peregrine.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The functions of libbpf that this package uses. Linked on first use: from the folder that the property {@code peregrine.native} names, which a
 * package brings along, else from where the system's loader looks.
 */
final class Libbpf {
    static final String FILE = "libbpf.so.1";

    private static final SymbolLookup LIBRARY = library();

    static final NativeFunction SET_PRINT = function("libbpf_set_print");
    static final NativeFunction OPEN = function("bpf_object__open_mem");
    static final NativeFunction LOAD = function("bpf_object__load");
    static final NativeFunction CLOSE = function("bpf_object__close");
    static final NativeFunction FIND_MAP = function("bpf_object__find_map_by_name");
    static final NativeFunction NEXT_PROGRAM = function("bpf_object__next_program");

    static final NativeFunction MAP_FD = function("bpf_map__fd");
    static final NativeFunction MAP_SET_MAX_ENTRIES = function("bpf_map__set_max_entries");
    static final NativeFunction MAP_SET_AUTOCREATE = function("bpf_map__set_autocreate");
    static final NativeFunction MAP_SET_INNER_FD = function("bpf_map__set_inner_map_fd");
    static final NativeFunction MAP_SET_INITIAL_VALUE = function("bpf_map__set_initial_value");
    static final NativeFunction MAP_REUSE_FD = function("bpf_map__reuse_fd");
    static final NativeFunction MAP_VALUE_SIZE = function("bpf_map__value_size");
    static final NativeFunction MAP_MAX_ENTRIES = function("bpf_map__max_entries");

    static final NativeFunction PROGRAM_NAME = function("bpf_program__name");
    static final NativeFunction PROGRAM_SECTION = function("bpf_program__section_name");
    static final NativeFunction PROGRAM_FD = function("bpf_program__fd");
    static final NativeFunction PROGRAM_SET_AUTOLOAD = function("bpf_program__set_autoload");
    static final NativeFunction PROGRAM_ATTACH = function("bpf_program__attach");
    static final NativeFunction PROGRAM_ATTACH_PERF_EVENT = function("bpf_program__attach_perf_event");
    static final NativeFunction PROGRAM_ATTACH_ITERATOR = function("bpf_program__attach_iter");
    static final NativeFunction LINK_FD = function("bpf_link__fd");
    static final NativeFunction ITERATOR_CREATE = function("bpf_iter_create");
    static final NativeFunction LINK_DESTROY = function("bpf_link__destroy");

    static final NativeFunction MAP_CREATE = function("bpf_map_create");
    static final NativeFunction MAP_UPDATE = function("bpf_map_update_elem");
    static final NativeFunction MAP_UPDATE_MANY = function("bpf_map_update_batch");
    static final NativeFunction MAP_DELETE = function("bpf_map_delete_elem");

    static final NativeFunction OBJECT_INFO = function("bpf_obj_get_info_by_fd");

    static final NativeFunction PROBE_MAP_TYPE = function("libbpf_probe_bpf_map_type");
    static final NativeFunction PROBE_PROGRAM_TYPE = function("libbpf_probe_bpf_prog_type");
    static final NativeFunction PROBE_HELPER = function("libbpf_probe_bpf_helper");

    private Libbpf() {}

    private static SymbolLookup library() {
        Path own = Path.of(System.getProperty("peregrine.native", "")).resolve(FILE);
        return own.isAbsolute() && Files.isRegularFile(own)
                ? SymbolLookup.libraryLookup(own, Arena.global())
                : SymbolLookup.libraryLookup(FILE, Arena.global());
    }

    private static NativeFunction function(String name) {
        return NativeFunction.of(LIBRARY, name);
    }
}
