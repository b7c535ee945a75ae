package io.peregrine.capture.block;

import io.peregrine.capture.record.ProcessRecord;

/** Writes threads as entries of a process list of version 9, in the layout that {@link ProcessBlock} draws. */
public final class ProcessEntry {
    private static final int LONGEST_TEXT = 1024;
    private static final int LONGEST_STRINGS = 4096;

    private ProcessEntry() {}

    /** Writes a thread into a block that has been begun. */
    public static void write(BlockBuffer buffer, ProcessRecord process) {
        ProcessRecord.Identity identity = process.identity();
        ProcessRecord.Command command = process.command();
        ProcessRecord.Place place = process.place();
        ProcessRecord.Memory memory = process.memory();
        buffer.enter();
        buffer.i64(identity.tid()).i64(identity.pid()).i64(identity.ptid());
        buffer.i64(identity.sid()).i64(identity.vpgid());
        buffer.text(command.comm(), LONGEST_TEXT).text(command.exe(), LONGEST_TEXT);
        buffer.text(command.exePath(), LONGEST_TEXT).strings(command.arguments(), LONGEST_STRINGS);
        buffer.text(place.cwd(), LONGEST_TEXT).i64(process.fdLimit()).i32(process.flags());
        buffer.i32(process.credentials().uid()).i32(process.credentials().gid());
        buffer.i32(memory.virtualKb()).i32(memory.residentKb()).i32(memory.swappedKb());
        buffer.i64(memory.majorFaults()).i64(memory.minorFaults());
        buffer.strings(command.environment(), LONGEST_STRINGS)
                .i64(identity.vtid())
                .i64(identity.vpid());
        buffer.strings(place.cgroups(), LONGEST_STRINGS).text(place.root(), LONGEST_TEXT);
        buffer.i64(place.pidNamespaceStart()).i32(place.tty());
        writeTail(buffer, process);
        buffer.leave();
    }

    private static void writeTail(BlockBuffer buffer, ProcessRecord process) {
        ProcessRecord.Credentials credentials = process.credentials();
        ProcessRecord.Executable executable = process.executable();
        buffer.i32(credentials.loginUid()).u8(executable.writable() ? 1 : 0);
        buffer.i64(credentials.inheritable()).i64(credentials.permitted()).i64(credentials.effective());
        buffer.u8(executable.upperLayer() ? 1 : 0);
        buffer.i64(executable.inode()).i64(executable.changed()).i64(executable.modified());
        buffer.u8(executable.memoryFile() ? 1 : 0).u8(executable.lowerLayer() ? 1 : 0);
        buffer.i64(process.identity().pgid());
    }
}
