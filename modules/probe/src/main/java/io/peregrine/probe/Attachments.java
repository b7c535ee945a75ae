package io.peregrine.probe;

import io.peregrine.ffi.BpfLink;
import io.peregrine.ffi.BpfProgram;
import io.peregrine.ffi.NativeException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The programs that are attached at this moment. Safe for any thread. */
final class Attachments implements AutoCloseable {
    private final Map<String, BpfProgram> programs;
    private final EntryPrograms entry;
    private final Map<AttachPoint, BpfLink> links = new EnumMap<>(AttachPoint.class);

    private boolean closed;
    private volatile Set<AttachPoint> points = Set.of();

    Attachments(Map<String, BpfProgram> programs, EntryPrograms entry) {
        this.programs = programs;
        this.entry = entry;
    }

    /**
     * Attaches what is needed and not yet there.
     *
     * @throws NativeException when the kernel refuses one of them; everything is as before then
     */
    synchronized void attach(Set<AttachPoint> needed) throws NativeException {
        if (closed) {
            return;
        }
        Set<AttachPoint> before = Set.copyOf(links.keySet());
        try {
            for (AttachPoint point : AttachPoint.values()) {
                if (needed.contains(point) && !links.containsKey(point)) {
                    links.put(point, entry.attach(point, programs));
                }
            }
        } catch (NativeException e) {
            detachAllBut(before);
            throw e;
        } finally {
            points = Set.copyOf(links.keySet());
        }
    }

    /**
     * Attaches the program of all calls for code of 32 bits, where programs of single calls are attached, with the last of which it goes.
     *
     * @throws NativeException when the kernel refuses
     */
    synchronized void attachForCompat() throws NativeException {
        if (hasSingle(links.keySet())) {
            attach(EnumSet.of(AttachPoint.CALL_BEGIN));
        }
    }

    private static boolean hasSingle(Set<AttachPoint> points) {
        return points.stream().anyMatch(AttachPoint.SINGLE_CALLS::contains);
    }

    /**
     * Attaches the program that sees descriptors copied, where another does not do its work; it stays.
     *
     * @throws NativeException when the kernel refuses
     */
    synchronized void attachForCopies() throws NativeException {
        if (programs.containsKey(AttachPoint.COPY.program())) {
            attach(EnumSet.of(AttachPoint.COPY));
        }
    }

    /** Detaches what is no longer needed. */
    synchronized void detachAllBut(Set<AttachPoint> kept) {
        boolean keepForCompat = hasSingle(kept) && hasSingle(links.keySet());
        for (AttachPoint point : AttachPoint.values()) {
            boolean keep = kept.contains(point)
                    || point == AttachPoint.COPY
                    || keepForCompat && point == AttachPoint.CALL_BEGIN;
            if (!keep && links.containsKey(point)) {
                links.remove(point).close();
            }
        }
        points = Set.copyOf(links.keySet());
    }

    /** Where programs are attached; for any thread. */
    Set<AttachPoint> points() {
        return points;
    }

    @Override
    public synchronized void close() {
        closed = true;
        links.values().forEach(BpfLink::close);
        links.clear();
        points = Set.of();
    }
}
