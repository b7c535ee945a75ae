package io.peregrine.probe;

import io.peregrine.ffi.DescriptorWait;
import io.peregrine.ffi.NativeException;
import io.peregrine.ffi.RingMap;
import io.peregrine.ffi.SystemCalls;
import java.util.ArrayList;
import java.util.List;

/** The rings of a probe, both in the kernel and here, with the overflow memory that they share. */
final class Rings implements AutoCloseable {
    private final RingMemory memory;
    private final List<RingMap> maps = new ArrayList<>();
    private final List<Ring> readers = new ArrayList<>();
    private final List<Runnable> closing = new ArrayList<>();
    private final OverflowPool overflow;
    private DescriptorWait bell;

    private Rings(RingMemory memory) {
        this.memory = memory;
        overflow = OverflowPool.of(memory.overflowBytes(), memory.bytes());
        closing.add(overflow::close);
    }

    /** Creates and maps the rings of a machine with so many processors. */
    static Rings create(RingMemory memory, int processors) throws NativeException {
        Rings rings = new Rings(memory);
        try {
            for (int i = 0; i < memory.rings(processors); i++) {
                rings.add();
            }
            rings.bell =
                    DescriptorWait.of(rings.maps.stream().mapToInt(RingMap::fd).toArray());
            rings.closing.add(rings.bell::close);
            return rings;
        } catch (NativeException | RuntimeException | Error e) {
            rings.close();
            throw e;
        }
    }

    private void add() throws NativeException {
        RingMap map = RingMap.create(memory.bytes());
        closing.add(map::close);
        maps.add(map);
        Ring reader = Ring.map(map.fd(), map.size(), SystemCalls.pageSize(), overflow);
        closing.add(reader::close);
        readers.add(reader);
    }

    /** The kernel's descriptor of the ring of a processor. */
    int descriptor(int processor) {
        return maps.get(memory.ringOf(processor)).fd();
    }

    /** The reading ends. */
    List<Ring> readers() {
        return readers;
    }

    /** The memory for what the rings have no more room for. */
    OverflowPool overflow() {
        return overflow;
    }

    /** Rings when the kernel writes to a ring whose reader asked for it. */
    DescriptorWait bell() {
        return bell;
    }

    /** Gives all memory back; views of events become invalid. */
    @Override
    public void close() {
        closing.reversed().forEach(Runnable::run);
        closing.clear();
    }
}
