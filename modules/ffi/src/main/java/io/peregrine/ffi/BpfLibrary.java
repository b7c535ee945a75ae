package io.peregrine.ffi;

/** Whether libbpf is there. A class of its own, because to call a function of {@link Libbpf} is to link it already. */
final class BpfLibrary {
    private BpfLibrary() {}

    /**
     * Links libbpf.
     *
     * @throws NativeException with the remedy when the library is not installed or too old
     */
    static void require() throws NativeException {
        try {
            Libbpf.SET_PRINT.hashCode();
        } catch (LinkageError e) {
            throw new NativeException("the probe needs the library " + Libbpf.FILE
                    + " (libbpf 1.0 or newer), which is not here: apt-get install libbpf1");
        }
    }
}
