package io.peregrine.probe;

import io.peregrine.ffi.BpfLink;
import io.peregrine.ffi.BpfProgram;
import io.peregrine.ffi.NativeException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** The programs that are attached at this moment. Owned by one thread, but for {@link #points}. */
final class Attachments implements AutoCloseable {
    private final Map<String, BpfProgram> programs;
    private final Map<AttachPoint, BpfLink> links = new EnumMap<>(AttachPoint.class);

    private volatile Set<AttachPoint> points = Set.of();

    Attachments(Map<String, BpfProgram> programs) {
        this.programs = programs;
    }

    /**
     * Attaches what is needed and not yet there, and detaches what is no longer needed.
     *
     * @throws NativeException when the kernel refuses one of them; everything is as before then
     */
    void become(Set<AttachPoint> needed) throws NativeException {
        try {
            attach(needed);
            detachAllBut(needed);
        } finally {
            points = Set.copyOf(links.keySet());
        }
    }

    private void attach(Set<AttachPoint> needed) throws NativeException {
        Set<AttachPoint> before = Set.copyOf(links.keySet());
        try {
            for (AttachPoint point : AttachPoint.values()) {
                if (needed.contains(point) && !links.containsKey(point)) {
                    links.put(point, programs.get(point.program()).attach());
                }
            }
        } catch (NativeException e) {
            detachAllBut(before);
            throw e;
        }
    }

    private void detachAllBut(Set<AttachPoint> kept) {
        for (AttachPoint point : AttachPoint.values()) {
            if (!kept.contains(point) && links.containsKey(point)) {
                links.remove(point).close();
            }
        }
    }

    /** Where programs are attached; for any thread. */
    Set<AttachPoint> points() {
        return points;
    }

    @Override
    public void close() {
        links.values().forEach(BpfLink::close);
        links.clear();
        points = Set.of();
    }
}
