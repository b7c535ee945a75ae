package io.peregrine.probe;

import io.peregrine.event.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What must hold before it is worth asking the kernel.
 *
 * @param architecture the machine's name as in the system property {@code os.arch}
 * @param status the file with the process's capabilities, {@code /proc/self/status}
 * @param types the file with the kernel's type information
 */
record Preconditions(String architecture, Path status, Path types) {
    private static final int SYS_ADMIN = 21;
    private static final int PERFMON = 38;
    private static final int BPF = 39;
    private static final String EFFECTIVE = "CapEff:";

    /** The machine that this process runs on, or in one sentence why the probe cannot run on it. */
    static Machine check() throws SourceException {
        return new Preconditions(
                        System.getProperty("os.arch"), Path.of("/proc/self/status"), Path.of("/sys/kernel/btf/vmlinux"))
                .machine();
    }

    Machine machine() throws SourceException {
        Machine machine = Machine.named(architecture)
                .orElseThrow(() -> new SourceException("the probe knows x86-64 and 64-bit ARM, and this is a "
                        + architecture + ": only captures and plugins can be read here"));
        List<String> missing = missingCapabilities();
        if (!missing.isEmpty()) {
            throw new SourceException(
                    "watching this machine needs root, or the capabilities CAP_BPF and CAP_PERFMON, of which "
                            + String.join(" and ", missing) + (missing.size() == 1 ? " is" : " are")
                            + " missing: start Peregrine with sudo");
        }
        if (!Files.isReadable(types)) {
            throw new SourceException("the kernel offers no type information (" + types
                    + "): the probe needs Linux 5.8 or newer built with CONFIG_DEBUG_INFO_BTF");
        }
        return machine;
    }

    private List<String> missingCapabilities() throws SourceException {
        long effective = effectiveCapabilities();
        List<String> missing = new ArrayList<>();
        if ((effective >> SYS_ADMIN & 1) == 0) {
            if ((effective >> BPF & 1) == 0) {
                missing.add("CAP_BPF");
            }
            if ((effective >> PERFMON & 1) == 0) {
                missing.add("CAP_PERFMON");
            }
        }
        return missing;
    }

    private long effectiveCapabilities() throws SourceException {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(EFFECTIVE))
                    .mapToLong(line -> Long.parseUnsignedLong(
                            line.substring(EFFECTIVE.length()).strip(), 16))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new SourceException(
                    "cannot read " + status + ", which says what this process may do: mount /proc", e);
        }
    }
}
