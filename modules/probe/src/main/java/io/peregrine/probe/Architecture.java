package io.peregrine.probe;

import io.peregrine.schema.SyscallDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A processor architecture that the probe is compiled for. */
public enum Architecture {
    /** 64-bit x86, which also runs 32-bit programs. */
    X86_64("amd64", "x86_64"),
    /** 64-bit ARM. */
    AARCH64("aarch64", "arm64");

    private final String javaName;
    private final String otherName;

    Architecture(String javaName, String otherName) {
        this.javaName = javaName;
        this.otherName = otherName;
    }

    /** The machine with a name as in the system property {@code os.arch}, empty for one that the probe does not know. */
    public static Optional<Architecture> named(String name) {
        for (Architecture machine : values()) {
            if (name.equals(machine.javaName) || name.equals(machine.otherName)) {
                return Optional.of(machine);
            }
        }
        return Optional.empty();
    }

    /** A call's number on this machine, -1 when it has none. */
    public int number(SyscallDescriptor call) {
        return this == X86_64 ? call.x86Number() : call.armNumber();
    }

    /** Whether programs of its 32-bit predecessor run on it and are watched. */
    boolean hasCompat() {
        return this == X86_64;
    }

    /** The bytes of an object file of this package's resources, {@code peregrine} or {@code iterators}. */
    byte[] objectFile(String name, ProgramFile compiled) throws IOException {
        String file = name + "-" + (this == X86_64 ? "x86_64" : "aarch64") + compiled.suffix() + ".bpf.o";
        try (InputStream image = Architecture.class.getResourceAsStream(file)) {
            if (image == null) {
                throw new IOException("this build of Peregrine has no program file " + file);
            }
            return image.readAllBytes();
        }
    }
}
