package io.peregrine.state.proc;

import io.peregrine.capture.record.ProcessRecord;
import io.peregrine.event.ByteString;
import java.util.Optional;

/** One thread from its directory. */
final class ThreadScan {
    private static final String MEMFD = "/memfd:";
    private static final int MAX_TEXT = 4096;
    private static final int MAX_STATUS = 1 << 16;
    private static final int CLONE_THREAD_AND_FILES = 1 << 13 | 1;

    private final ProcFiles files;
    private final long bootTime;

    ThreadScan(ProcFiles files, long bootTime) {
        this.files = files;
        this.bootTime = bootTime;
    }

    /** A thread and when it started, in nanoseconds since the epoch. */
    record Found(ProcessRecord process, long startTime) {}

    /**
     * The thread with this directory, empty for a kernel thread and for one that has just ended. Of a thread other than the first of its
     * process only what is its own is read.
     */
    Optional<Found> read(String directory, long tid) {
        Optional<ByteString> status = files.read(directory + "/status", MAX_STATUS);
        Optional<ByteString> stat = files.read(directory + "/stat", MAX_TEXT);
        if (status.isEmpty() || stat.isEmpty()) {
            return Optional.empty();
        }
        StatusFile statusFile = new StatusFile(status.get());
        StatFile statFile = new StatFile(stat.get());
        long pid = statusFile.number("Tgid", 0, tid);
        boolean main = tid == pid;
        ByteString commandLine =
                main ? files.read(directory + "/cmdline", MAX_TEXT).orElse(ByteString.EMPTY) : ByteString.EMPTY;
        ByteString exePath = main ? files.link(directory + "/exe").orElse(ByteString.EMPTY) : ByteString.EMPTY;
        if (main && commandLine.isEmpty() && exePath.isEmpty()) {
            return Optional.empty();
        }
        ProcessRecord process = new ProcessRecord(
                identity(tid, pid, statusFile, statFile),
                command(directory, commandLine, exePath, main),
                main ? place(directory, statFile) : placeOfThread(statFile),
                credentials(directory, statusFile),
                memory(statusFile, statFile),
                executable(directory, exePath, statusFile),
                main ? descriptorLimit(directory) : -1,
                tid == pid ? 0 : CLONE_THREAD_AND_FILES);
        return Optional.of(new Found(process, bootTime + statFile.startAfterBoot()));
    }

    private static ProcessRecord.Identity identity(long tid, long pid, StatusFile status, StatFile stat) {
        return new ProcessRecord.Identity(
                tid,
                pid,
                status.number("PPid", 0, -1),
                stat.session(),
                status.innermost("NSpgid", stat.pgid()),
                stat.pgid(),
                status.innermost("NSpid", tid),
                status.innermost("NStgid", pid));
    }

    /** The program; the environment only of a main thread, which keeps it for its group. */
    private ProcessRecord.Command command(String directory, ByteString commandLine, ByteString exePath, boolean main) {
        int end = commandLine.indexOf(0, 0);
        int first = end < 0 ? commandLine.length() : end;
        ByteString rest =
                first < commandLine.length() ? commandLine.slice(first + 1, commandLine.length()) : ByteString.EMPTY;
        ByteString comm = files.read(directory + "/comm", MAX_TEXT).orElse(ByteString.EMPTY);
        boolean newline = !comm.isEmpty() && comm.at(comm.length() - 1) == '\n';
        return new ProcessRecord.Command(
                newline ? comm.slice(0, comm.length() - 1) : comm,
                commandLine.slice(0, first),
                exePath,
                rest,
                main ? files.read(directory + "/environ", MAX_TEXT).orElse(ByteString.EMPTY) : ByteString.EMPTY);
    }

    private static ProcessRecord.Place placeOfThread(StatFile stat) {
        return new ProcessRecord.Place(ByteString.EMPTY, ByteString.EMPTY, ByteString.EMPTY, 0, stat.tty());
    }

    private ProcessRecord.Place place(String directory, StatFile stat) {
        return new ProcessRecord.Place(
                files.link(directory + "/cwd").orElse(ByteString.EMPTY),
                files.link(directory + "/root").orElse(ByteString.EMPTY),
                CgroupFile.items(files.read(directory + "/cgroup", MAX_STATUS).orElse(ByteString.EMPTY)),
                files.status(directory + "/root/proc/1/cmdline")
                        .map(FileStatus::changed)
                        .orElse(0L),
                stat.tty());
    }

    private ProcessRecord.Credentials credentials(String directory, StatusFile status) {
        int login = files.read(directory + "/loginuid", MAX_TEXT)
                .map(text -> (int) ProcText.number(text.toString().strip(), -1))
                .orElse(-1);
        return new ProcessRecord.Credentials(
                (int) status.number("Uid", 1, -1),
                (int) status.number("Gid", 1, -1),
                login,
                status.bits("CapInh"),
                status.bits("CapPrm"),
                status.bits("CapEff"));
    }

    private static ProcessRecord.Memory memory(StatusFile status, StatFile stat) {
        return new ProcessRecord.Memory(
                (int) status.number("VmSize", 0, 0),
                (int) status.number("VmRSS", 0, 0),
                (int) status.number("VmSwap", 0, 0),
                stat.majorFaults(),
                stat.minorFaults());
    }

    private ProcessRecord.Executable executable(String directory, ByteString exePath, StatusFile status) {
        boolean memory = exePath.toString().startsWith(MEMFD);
        Optional<FileStatus> found = exePath.isEmpty() ? Optional.empty() : files.status(directory + "/exe");
        if (found.isEmpty()) {
            return new ProcessRecord.Executable(false, false, false, memory, 0, 0, 0);
        }
        FileStatus file = found.get();
        boolean writable = file.isWritable((int) status.number("Uid", 1, -1), (int) status.number("Gid", 1, -1));
        return new ProcessRecord.Executable(
                writable, false, false, memory, file.inode(), file.changed(), file.modified());
    }

    /** The soft limit of open files, -1 for none. */
    private long descriptorLimit(String directory) {
        Optional<ByteString> limits = files.read(directory + "/limits", MAX_TEXT);
        if (limits.isPresent()) {
            for (String line : ProcText.of(limits.get())) {
                if (line.startsWith("Max open files")) {
                    return ProcText.number(ProcText.words(line)[3], -1);
                }
            }
        }
        return -1;
    }
}
