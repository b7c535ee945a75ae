package io.peregrine.probe;

import io.peregrine.event.SourceException;
import io.peregrine.ffi.SystemCalls;
import java.nio.file.Files;
import java.nio.file.Path;

/** What must hold before it is worth asking the kernel. */
final class Preconditions {
    private static final Path TYPES = Path.of("/sys/kernel/btf/vmlinux");

    private Preconditions() {}

    /** The machine, or why the probe cannot run here. */
    static Machine check() throws SourceException {
        String architecture = System.getProperty("os.arch");
        Machine machine = Machine.named(architecture)
                .orElseThrow(() -> new SourceException("the probe knows x86-64 and 64-bit ARM, and this is a "
                        + architecture + ": only captures and plugins can be read here"));
        if (SystemCalls.effectiveUser() != 0) {
            throw new SourceException("watching this machine needs root: start Peregrine with sudo");
        }
        if (!Files.isReadable(TYPES)) {
            throw new SourceException("the kernel offers no type information (" + TYPES
                    + "): the probe needs Linux 5.8 or newer built with CONFIG_DEBUG_INFO_BTF");
        }
        return machine;
    }
}
