package io.peregrine.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * What the kernel counted of a loaded program.
 *
 * <pre>
 * struct bpf_prog_info (linux/bpf.h)
 *   0                192           200       208
 *   +----------------+-------------+---------+-----
 *   | ...            | run_time_ns | run_cnt | ...      little-endian, 64 bits each
 *   +----------------+-------------+---------+-----
 * </pre>
 *
 * @param count how often it ran
 * @param nanoseconds how long it ran
 */
public record ProgramRuns(long count, long nanoseconds) {
    private static final long TIME = 192;
    private static final long COUNT = 200;
    private static final int SIZE = 208;

    static Optional<ProgramRuns> of(int program) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment facts = arena.allocate(SIZE, 8);
            MemorySegment length = arena.allocateFrom(ValueLayout.JAVA_INT, SIZE);
            int result = Libbpf.OBJECT_INFO.call(program, facts, length).asInt();
            if (result != 0 || length.get(ValueLayout.JAVA_INT, 0) < SIZE) {
                return Optional.empty();
            }
            return Optional.of(
                    new ProgramRuns(facts.get(ValueLayout.JAVA_LONG, COUNT), facts.get(ValueLayout.JAVA_LONG, TIME)));
        }
    }
}
