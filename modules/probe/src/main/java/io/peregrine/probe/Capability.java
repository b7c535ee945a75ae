package io.peregrine.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** What a process may do instead of being root, of that which watching needs; each with its bit in the kernel's masks. */
enum Capability {
    /** Do as if one owned every file. */
    DAC_OVERRIDE(1),
    /** Read every file and folder: the descriptors and the environment of other users' processes, keys and rules. */
    DAC_READ_SEARCH(2),
    /** Look into other users' processes: their executable, folder, descriptors. */
    SYS_PTRACE(19),
    /** Everything that was not split off. */
    SYS_ADMIN(21),
    /** Attach programs to tracepoints and read memory in them. */
    PERFMON(38),
    /** Load programs and make their maps. */
    BPF(39);

    private static final String EFFECTIVE = "CapEff:";

    private final int bit;

    Capability(int bit) {
        this.bit = bit;
    }

    /**
     * Those that a process has at this moment.
     *
     * @param status its file {@code /proc/PID/status}
     */
    static Set<Capability> of(Path status) throws IOException {
        long effective = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(EFFECTIVE))
                .mapToLong(line -> Long.parseUnsignedLong(
                        line.substring(EFFECTIVE.length()).strip(), 16))
                .findFirst()
                .orElse(0);
        Set<Capability> held = EnumSet.noneOf(Capability.class);
        for (Capability capability : values()) {
            if ((effective >> capability.bit & 1) != 0) {
                held.add(capability);
            }
        }
        return held;
    }
}
