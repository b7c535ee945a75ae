package io.peregrine.probe;

import io.peregrine.ffi.BpfMap;
import io.peregrine.ffi.BpfObject;
import io.peregrine.ffi.BpfProgram;
import io.peregrine.ffi.NativeException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The programs that compose the events of calls. Those of expected calls are loaded with the probe, and the others when {@link #loadAll} says so,
 * as a second object that works with the maps of the first: the kernel's verification of all of them took a third of the time of a start. Safe for
 * any thread.
 */
final class CallPrograms implements AutoCloseable {
    private static final List<String> SHARED_MAPS = List.of("counters", "rings", "calls", "cpus", ".data.settings");

    /** Opens the object. */
    interface Opening {
        BpfObject open() throws NativeException;
    }

    private final Opening opening;
    private final BpfObject first;
    private final String entries;
    private final String otherEntries;
    private final Set<String> loaded = new HashSet<>();
    private CallTable calls;
    private Optional<BpfObject> second = Optional.empty();
    private boolean closed;

    /**
     * The programs of an object that is open and not yet loaded.
     *
     * @param opening how the first object was opened
     * @param entries the map that holds arguments taken when a call begins
     * @param otherEntries the map of which nothing is created here, because the kernel or the programs cannot use it
     */
    CallPrograms(Opening opening, BpfObject first, String entries, String otherEntries) throws NativeException {
        this.opening = opening;
        this.first = first;
        this.entries = entries;
        this.otherEntries = otherEntries;
        first.map(otherEntries).setAutocreate(false);
    }

    /** Before the first object is loaded: leaves out what is not needed for these calls. */
    synchronized void expect(CallTable calls, Set<Integer> ids) {
        this.calls = calls;
        Set<String> needed = calls.programs(ids);
        needed.add(CallTable.GENERIC);
        for (BpfProgram program : first.programs().values()) {
            boolean load = !CallTable.isOfCall(program.name()) || needed.contains(program.name());
            program.setAutoload(load);
            if (load) {
                loaded.add(program.name());
            }
        }
    }

    /** Before the first object is loaded: leaves programs out for good. */
    synchronized void leaveOut(Set<String> names) {
        names.forEach(name -> first.programs().get(name).setAutoload(false));
        loaded.addAll(names);
    }

    /** After the first object was loaded: lets the programs be found. */
    synchronized void enter() throws NativeException {
        enter(first.programs());
    }

    private void enter(Map<String, BpfProgram> programs) throws NativeException {
        BpfMap table = first.map("calls");
        for (int number = 0; number < SettingsLayout.CALL_NUMBERS; number++) {
            BpfProgram program = programs.get(calls.program(number));
            if (program != null && program.fd() >= 0) {
                table.put(number, program.fd());
            }
        }
    }

    /** Makes sure that all programs that these calls need are loaded. */
    synchronized void require(Set<Integer> ids) throws NativeException {
        if (!loaded.containsAll(calls.programs(ids))) {
            loadAll();
        }
    }

    /** Loads what is not loaded yet. */
    synchronized void loadAll() throws NativeException {
        if (closed || loaded.containsAll(first.programs().keySet())) {
            return;
        }
        BpfObject object = BpfObject.explained(this::loadOthers);
        second = Optional.of(object);
        loaded.addAll(object.programs().keySet());
    }

    private BpfObject loadOthers() throws NativeException {
        BpfObject object = opening.open();
        try {
            for (BpfProgram program : object.programs().values()) {
                program.setAutoload(!loaded.contains(program.name()));
            }
            for (String map : SHARED_MAPS) {
                object.map(map).reuse(first.map(map).fd());
            }
            for (String map : FilterMaps.NAMES) {
                object.map(map).reuse(first.map(map).fd());
            }
            object.map(entries).reuse(first.map(entries).fd());
            object.map(otherEntries).setAutocreate(false);
            object.load();
            enter(object.programs());
            return object;
        } catch (NativeException | RuntimeException e) {
            object.close();
            throw e;
        }
    }

    /** Gives the second object back; the first belongs to the probe. */
    @Override
    public synchronized void close() {
        closed = true;
        second.ifPresent(BpfObject::close);
        second = Optional.empty();
    }
}
