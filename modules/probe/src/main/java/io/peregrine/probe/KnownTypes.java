package io.peregrine.probe;

import io.peregrine.ffi.KernelTypes;
import io.peregrine.ffi.NativeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The types of the running kernel that our programs touch; asked for once, by the first who needs them. Safe for any thread. */
public final class KnownTypes {
    /** Their names, a line each, in the order of the programs' {@code kernel_types}. */
    private static final String NAMES = "kernel-types";

    private Optional<KernelTypes> known = Optional.empty();

    /** Asks for nothing yet. */
    public KnownTypes() {}

    /**
     * What the kernel tells of them.
     *
     * @throws NativeException when it does not tell it
     * @throws IOException when this build lacks their names
     */
    synchronized KernelTypes get() throws NativeException, IOException {
        if (known.isEmpty()) {
            known = Optional.of(read());
        }
        return known.get();
    }

    private static KernelTypes read() throws NativeException, IOException {
        try (InputStream names = KnownTypes.class.getResourceAsStream(NAMES)) {
            if (names == null) {
                throw new IOException("this build of Peregrine has no file " + NAMES);
            }
            return KernelTypes.read(new String(names.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList());
        }
    }
}
