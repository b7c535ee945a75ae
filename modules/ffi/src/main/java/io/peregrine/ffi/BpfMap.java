package io.peregrine.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.IntStream;

/** A map of a {@link BpfObject}, and valid as long as that is open. */
public final class BpfMap {
    private final String name;
    private final MemorySegment map;

    BpfMap(String name, MemorySegment map) {
        this.name = name;
        this.map = map;
    }

    /** Before loading: the number of entries. */
    public void setMaxEntries(int entries) throws NativeException {
        check(Libbpf.MAP_SET_MAX_ENTRIES.call(map, entries), "size");
    }

    /** Before loading: whether the map is created at all; programs that use it must then be out of the way. */
    public void setAutocreate(boolean create) throws NativeException {
        check(Libbpf.MAP_SET_AUTOCREATE.call(map, create), "leave out");
    }

    /** Before loading: a map like those that this map of maps will hold. */
    public void setInnerMap(int descriptor) throws NativeException {
        check(Libbpf.MAP_SET_INNER_FD.call(map, descriptor), "shape");
    }

    /** Before loading: what a section of global variables holds. */
    public void setInitialValue(int[] values) throws NativeException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocateFrom(ValueLayout.JAVA_INT, values);
            check(Libbpf.MAP_SET_INITIAL_VALUE.call(map, copy, copy.byteSize()), "set the values of");
        }
    }

    /** Before loading: use an existing map instead of creating one. */
    public void reuse(int descriptor) throws NativeException {
        check(Libbpf.MAP_REUSE_FD.call(map, descriptor), "reuse");
    }

    /** After loading: its descriptor. */
    public int fd() {
        return Libbpf.MAP_FD.call(map).asInt();
    }

    /** The size of one value in bytes. */
    public int valueSize() {
        return Libbpf.MAP_VALUE_SIZE.call(map).asInt();
    }

    /** The number of entries. */
    public int maxEntries() {
        return Libbpf.MAP_MAX_ENTRIES.call(map).asInt();
    }

    /**
     * After loading: maps all values of an array that was declared to allow it, or of a section of global variables. A store is seen by
     * the programs at once.
     *
     * @throws NativeException when the map cannot be mapped
     */
    public MappedMemory values(MappedMemory.Access access) throws NativeException {
        long bytes = (long) valueSize() * maxEntries();
        int page = SystemCalls.pageSize();
        return MappedMemory.map(fd(), 0, (bytes + page - 1) / page * page, access);
    }

    /** After loading: sets the entry of a map from 32-bit keys to 32-bit values (programs, maps). */
    public void put(int key, int value) throws NativeException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment keys = arena.allocateFrom(ValueLayout.JAVA_INT, key);
            MemorySegment values = arena.allocateFrom(ValueLayout.JAVA_INT, value);
            check(Libbpf.MAP_UPDATE.call(fd(), keys, values, 0L), "fill");
        }
    }

    /**
     * After loading: sets the first entries of an array of maps. One at a time where the kernel knows no other way (older ones), and then it waits
     * for all processors for each of them.
     *
     * @param descriptors of the maps, by key
     */
    public void putMaps(int[] descriptors) throws NativeException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment keys = arena.allocateFrom(
                    ValueLayout.JAVA_INT, IntStream.range(0, descriptors.length).toArray());
            MemorySegment values = arena.allocateFrom(ValueLayout.JAVA_INT, descriptors);
            MemorySegment count = arena.allocateFrom(ValueLayout.JAVA_INT, descriptors.length);
            if (Libbpf.MAP_UPDATE_MANY
                            .call(fd(), keys, values, count, MemorySegment.NULL)
                            .asInt()
                    == 0) {
                return;
            }
        }
        for (int key = 0; key < descriptors.length; key++) {
            put(key, descriptors[key]);
        }
    }

    /** After loading: sets the entry of a map from 32-bit keys to values of {@link #valueSize} bytes. */
    public void put(int key, byte[] value) throws NativeException {
        if (value.length != valueSize()) {
            throw new IllegalArgumentException(
                    "A value of " + value.length + " bytes for entries of " + valueSize() + ".");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment keys = arena.allocateFrom(ValueLayout.JAVA_INT, key);
            MemorySegment values = arena.allocateFrom(ValueLayout.JAVA_BYTE, value);
            check(Libbpf.MAP_UPDATE.call(fd(), keys, values, 0L), "fill");
        }
    }

    /** After loading: sets the entry of a map whose keys are bytes. */
    public void put(byte[] key, byte[] value) throws NativeException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment keys = arena.allocateFrom(ValueLayout.JAVA_BYTE, key);
            MemorySegment values = arena.allocateFrom(ValueLayout.JAVA_BYTE, value);
            check(Libbpf.MAP_UPDATE.call(fd(), keys, values, 0L), "fill");
        }
    }

    /** After loading: removes the entry of a map whose keys are bytes. */
    public void remove(byte[] key) throws NativeException {
        try (Arena arena = Arena.ofConfined()) {
            check(Libbpf.MAP_DELETE.call(fd(), arena.allocateFrom(ValueLayout.JAVA_BYTE, key)), "thin out");
        }
    }

    private void check(NativeFunction.Result result, String what) throws NativeException {
        if (result.asInt() != 0) {
            int errno = Math.abs(result.asInt());
            throw new NativeException("cannot " + what + " the probe's map " + name + ": " + Errno.text(errno), errno);
        }
    }
}
