package io.peregrine.state.record;

import io.peregrine.capture.record.ProcessRecord;
import io.peregrine.event.ByteString;
import io.peregrine.event.Compatibility;
import io.peregrine.event.render.PathText;
import io.peregrine.state.Cgroups;
import io.peregrine.state.Credentials;
import io.peregrine.state.Executable;
import io.peregrine.state.Identity;
import io.peregrine.state.Paths;
import io.peregrine.state.Program;
import io.peregrine.state.StateTables;
import io.peregrine.state.StringBlock;
import io.peregrine.state.Surroundings;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.ThreadFlags;
import io.peregrine.state.ThreadImage;

/** Threads as records of a capture, and back. */
public final class ThreadRecords {
    private static final ByteString ROOT = ByteString.of("/");

    private ThreadRecords() {}

    /** An entry from a record, not yet in the table. */
    public static ThreadEntry thread(ProcessRecord record, StateTables tables) {
        ProcessRecord.Identity id = record.identity();
        ThreadEntry thread = tables.threads().newEntry(id.tid());
        thread.setIdentity(new Identity(
                id.pid(),
                id.ptid(),
                id.vtid(),
                id.vpid(),
                id.sid(),
                id.pgid(),
                id.vpgid(),
                Integer.toUnsignedLong(record.place().tty())));
        ProcessRecord.Command command = record.command();
        thread.setProgram(new Program(
                command.comm(),
                command.exe(),
                Program.cutDeleted(command.exePath()),
                StringBlock.of(command.arguments()),
                command.comm(),
                executable(record.executable())));
        ProcessRecord.Credentials who = record.credentials();
        thread.setCredentials(new Credentials(
                Integer.toUnsignedLong(who.uid()),
                Integer.toUnsignedLong(who.gid()),
                Integer.toUnsignedLong(who.loginUid()),
                who.permitted(),
                who.effective(),
                who.inheritable()));
        thread.setSurroundings(
                surroundings(record, thread.isMainThread(), tables.settings().compatibility()));
        thread.addFlags(record.flags() | ThreadFlags.ACTIVE);
        ProcessRecord.Memory memory = record.memory();
        thread.memory()
                .setSizes(
                        Integer.toUnsignedLong(memory.virtualKb()),
                        Integer.toUnsignedLong(memory.residentKb()),
                        Integer.toUnsignedLong(memory.swappedKb()));
        thread.memory().setFaults(memory.majorFaults(), memory.minorFaults());
        thread.setDescriptorLimit(record.fdLimit());
        thread.activity().setPidNamespaceStart(record.place().pidNamespaceStart());
        return thread;
    }

    /**
     * Completes a thread of which a scan read only what is its own: it runs what the first thread of its process runs, and where that does.
     */
    public static void complete(ThreadEntry thread, ThreadEntry main) {
        Program own = thread.program();
        Program whole = main.program();
        thread.setProgram(
                new Program(own.comm(), whole.exe(), whole.exepath(), whole.args(), own.comm(), whole.executable()));
        Surroundings where = main.surroundings();
        thread.setSurroundings(thread.surroundings().withRoot(where.root()).withCgroups(where.cgroups()));
        thread.activity().setPidNamespaceStart(main.activity().pidNamespaceStart());
        thread.activity().setDescriptorLimit(main.activity().descriptorLimit());
    }

    /** Whether a thread is to be completed. */
    public static boolean isPart(ThreadEntry thread) {
        Program program = thread.program();
        return !thread.isMainThread()
                && program.exe().isEmpty()
                && program.exepath().isEmpty();
    }

    private static Executable executable(ProcessRecord.Executable file) {
        int flags = (file.writable() ? Executable.WRITABLE : 0)
                | (file.upperLayer() ? Executable.UPPER_LAYER : 0)
                | (file.lowerLayer() ? Executable.LOWER_LAYER : 0)
                | (file.memoryFile() ? Executable.FROM_MEMFD : 0);
        return new Executable(flags, file.inode(), file.changed(), file.modified(), 0, 0);
    }

    private static Surroundings surroundings(ProcessRecord record, boolean main, Compatibility compatibility) {
        ProcessRecord.Place place = record.place();
        StringBlock cgroups = Cgroups.of(StringBlock.of(place.cgroups()), StringBlock.EMPTY);
        Surroundings own = Surroundings.UNKNOWN.withRoot(place.root()).withCgroups(cgroups);
        if (!main) {
            return own;
        }
        return own.withEnv(StringBlock.of(record.command().environment()))
                .withCwd(Paths.joinDirectory(own.cwd(), place.cwd(), PathText.of(compatibility)));
    }

    /** The record of a thread whose group works in a directory. */
    public static ProcessRecord record(ThreadImage thread, ByteString cwd) {
        Identity id = thread.parts().identity();
        Program program = thread.parts().program();
        Credentials who = thread.parts().credentials();
        Surroundings where = thread.parts().surroundings();
        ThreadImage.Figures memory = thread.figures();
        return new ProcessRecord(
                new ProcessRecord.Identity(
                        thread.tid(), id.pid(), id.ptid(), id.sid(), id.vpgid(), id.pgid(), id.vtid(), id.vpid()),
                new ProcessRecord.Command(
                        program.comm(),
                        program.exe(),
                        program.exepath(),
                        program.args().closed(),
                        where.env().closed()),
                new ProcessRecord.Place(
                        cwd.isEmpty() ? ROOT : cwd,
                        where.root(),
                        where.cgroups().closed(),
                        thread.pidNamespaceStart(),
                        (int) id.tty()),
                new ProcessRecord.Credentials(
                        (int) who.uid(),
                        (int) who.gid(),
                        (int) who.loginuid(),
                        who.inheritable(),
                        who.permitted(),
                        who.effective()),
                new ProcessRecord.Memory(
                        (int) memory.virtual(),
                        (int) memory.resident(),
                        (int) memory.swapped(),
                        memory.majorFaults(),
                        memory.minorFaults()),
                record(program.executable()),
                thread.descriptorLimit(),
                thread.flags());
    }

    private static ProcessRecord.Executable record(Executable file) {
        return new ProcessRecord.Executable(
                file.has(Executable.WRITABLE),
                file.has(Executable.UPPER_LAYER),
                file.has(Executable.LOWER_LAYER),
                file.has(Executable.FROM_MEMFD),
                file.inode(),
                file.changeTime(),
                file.modificationTime());
    }
}
