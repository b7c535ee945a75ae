package io.peregrine.ffi;

import java.lang.foreign.MemorySegment;

/** An attached program; closing detaches it. */
public final class BpfLink implements AutoCloseable {
    private final MemorySegment link;
    private boolean open = true;

    BpfLink(MemorySegment link) {
        this.link = link;
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            Libbpf.LINK_DESTROY.call(link);
        }
    }
}
