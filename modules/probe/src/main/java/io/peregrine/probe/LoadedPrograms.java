package io.peregrine.probe;

import io.peregrine.event.SourceException;
import io.peregrine.ffi.BpfMap;
import io.peregrine.ffi.BpfObject;
import io.peregrine.ffi.Errno;
import io.peregrine.ffi.KernelFeatures;
import io.peregrine.ffi.NativeException;
import java.io.IOException;
import java.util.Set;

/**
 * The programs in the kernel, before any is attached. Closing takes them out of it. Owned by one thread.
 *
 * @param object the object that they come from
 * @param ofCalls those that compose the events of calls
 * @param calls which calls they are for
 * @param entry which of them take arguments when calls begin
 */
record LoadedPrograms(BpfObject object, CallPrograms ofCalls, CallTable calls, EntryPrograms entry)
        implements AutoCloseable {
    /** How many rows of counters a processor has. */
    static final int CONTEXTS = 2;

    /**
     * What is wanted of them.
     *
     * @param entry where arguments are taken when calls begin
     * @param expected portable ids of the calls whose programs are loaded
     * @param processors how many there can be
     * @param ring the descriptor of a ring like all
     */
    record Wanted(EntryChoice entry, Set<Integer> expected, int processors, int ring) {
        Wanted {
            expected = Set.copyOf(expected);
        }
    }

    /**
     * Loads them. What the kernel refuses and what can be done without is given up: programs at functions, where one of them is refused, else first the
     * file that is for later kernels.
     *
     * @throws SourceException when a way to take arguments is wanted that cannot be had
     * @throws NativeException when the kernel refuses what is needed
     * @throws IOException when this build lacks a file
     */
    static LoadedPrograms load(Wanted wanted, Architecture machine, ProbeMeans means)
            throws SourceException, NativeException, IOException {
        EntryPrograms entry = EntryPrograms.choose(wanted.entry(), means.tracefs(), machine);
        ProgramFile.Loading<LoadedPrograms> loading =
                file -> load(wanted, machine, entry, () -> open(machine, file, means.types()));
        try {
            return ProgramFile.firstTaken(means.files(), loading);
        } catch (NativeException e) {
            giveUpFunctions(entry, e);
            return ProgramFile.firstTaken(means.files(), loading);
        }
    }

    private static BpfObject open(Architecture machine, ProgramFile file, KnownTypes types) throws NativeException {
        try {
            return BpfObject.open(machine.objectFile("peregrine", file), types.get());
        } catch (IOException e) {
            throw new NativeException(e.getMessage());
        }
    }

    private static LoadedPrograms load(
            Wanted wanted, Architecture machine, EntryPrograms entry, CallPrograms.Opening opening)
            throws SourceException, NativeException {
        try {
            return BpfObject.explained(() -> loadAsDecided(wanted, machine, entry, opening));
        } catch (NativeException e) {
            if (!namesFunction(e)) {
                throw e;
            }
            giveUpFunctions(entry, e);
            return BpfObject.explained(() -> loadAsDecided(wanted, machine, entry, opening));
        }
    }

    private static LoadedPrograms loadAsDecided(
            Wanted wanted, Architecture machine, EntryPrograms entry, CallPrograms.Opening opening)
            throws SourceException, NativeException {
        LoadedPrograms programs = open(machine, entry, opening);
        try {
            programs.prepare(wanted);
            programs.object.load();
            return programs;
        } catch (NativeException | RuntimeException | Error e) {
            programs.close();
            throw e;
        }
    }

    private static void giveUpFunctions(EntryPrograms entry, NativeException refusal)
            throws SourceException, NativeException {
        if (entry.place() != EntryWay.Place.FUNCTION) {
            throw refusal;
        }
        entry.giveUp("the kernel refuses a program at a function: " + Errno.text(refusal.errno()));
    }

    /** Whether what libbpf and the verifier say is of a program at a function. */
    private static boolean namesFunction(NativeException refusal) {
        return refusal.getMessage().contains(AttachPoint.FUNCTION_PROGRAM);
    }

    private static LoadedPrograms open(Architecture machine, EntryPrograms entry, CallPrograms.Opening opening)
            throws SourceException, NativeException {
        BpfObject object = opening.open();
        try {
            if (object.map(".data.settings").valueSize() != SettingsLayout.SIZE) {
                throw new SourceException(
                        "the probe's program file and this version of Peregrine do not belong together:"
                                + " build modules/probe anew, or install the package again");
            }
            CallPrograms ofCalls = KernelFeatures.TASK_STORAGE.isThere()
                    ? new CallPrograms(opening, object, "entries", "entries_by_thread")
                    : new CallPrograms(opening, object, "entries_by_thread", "entries");
            CallTable calls = new CallTable(machine, object.programs().keySet());
            return new LoadedPrograms(object, ofCalls, calls, entry);
        } catch (SourceException | NativeException | RuntimeException | Error e) {
            object.close();
            throw e;
        }
    }

    /** Sets the sizes of the maps, and which programs are loaded. */
    private void prepare(Wanted wanted) throws NativeException {
        object.map("counters").setMaxEntries(CONTEXTS * wanted.processors());
        object.map("cpus").setMaxEntries(wanted.processors());
        object.map("left_out").setMaxEntries(wanted.processors());
        ofCalls.expect(calls, wanted.expected());
        ofCalls.leaveOut(entry.unused());
        BpfMap rings = object.map("rings");
        rings.setMaxEntries(wanted.processors());
        rings.setInnerMap(wanted.ring());
    }

    @Override
    public void close() {
        ofCalls.close();
        object.close();
    }
}
