package io.peregrine.authoring.ruletest;

import io.peregrine.authoring.ruletest.TestProcess.TestContainer;
import io.peregrine.capture.record.DescriptorRecord;
import io.peregrine.capture.record.ProcessRecord;
import io.peregrine.capture.record.RecordedKind;
import io.peregrine.event.ByteString;
import io.peregrine.event.EventWriter;
import io.peregrine.schema.EventCodes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The processes of a test in the forms of a capture: as entries of its process list, and as the event of a started program. */
final class ProcessRecords {
    private static final int MEMORY_KB = 8192;
    private static final long DESCRIPTOR_LIMIT = 1024;
    private static final long INODE = 131_072;
    private static final long INSTALLED = 1_700_000_000_000_000_000L;
    private static final int TCP = 2;
    private static final int UDP = 3;
    private static final ByteString LOCAL_ADDRESS = ByteString.wrap(new byte[] {10, 0, 0, 2});
    private static final int LOCAL_PORT = 40_000;

    private ProcessRecords() {}

    /** A process as an entry of the list; one that has yet to start its program runs that of its parent. */
    static ProcessRecord entry(TestProcess process, boolean beforeItsProgram) {
        TestProcess runs = beforeItsProgram ? process.parent().orElse(process) : process;
        TestProcess.Program program = runs.program();
        long pid = process.numbers().pid();
        return new ProcessRecord(
                new ProcessRecord.Identity(
                        pid,
                        pid,
                        parentPid(process),
                        session(process),
                        process.numbers().vpid(),
                        pid,
                        process.numbers().vpid(),
                        process.numbers().vpid()),
                new ProcessRecord.Command(
                        ByteString.of(program.name()),
                        ByteString.of(program.argv0()),
                        ByteString.of(program.exe()),
                        joined(program.arguments()),
                        environment(program)),
                new ProcessRecord.Place(
                        ByteString.of(process.place().cwd()),
                        ByteString.of("/"),
                        cgroups(process),
                        process.place().container().isPresent() ? INSTALLED : 0,
                        process.place().tty()),
                new ProcessRecord.Credentials(
                        process.account().uid(),
                        process.account().uid(),
                        process.account().loginUid(),
                        0,
                        process.account().capabilities(),
                        process.account().capabilities()),
                new ProcessRecord.Memory(MEMORY_KB, MEMORY_KB / 2, 0, 0, 0),
                new ProcessRecord.Executable(
                        program.file().writable(),
                        program.file().upperLayer(),
                        process.place().container().isPresent()
                                && !program.file().upperLayer(),
                        program.file().memory(),
                        INODE,
                        INSTALLED,
                        INSTALLED),
                DESCRIPTOR_LIMIT,
                0);
    }

    /** The standard input of a process, empty where the test says nothing of it. */
    static Optional<DescriptorRecord> standardInput(TestProcess process) {
        return process.stdin().map(address -> switch (address) {
            case TestAddress.Internet end ->
                new DescriptorRecord.Connection(
                        0,
                        INODE,
                        end.address().length == LOCAL_ADDRESS.length()
                                ? LOCAL_ADDRESS
                                : ByteString.wrap(new byte[end.address().length]),
                        ByteString.wrap(end.address()),
                        LOCAL_PORT,
                        end.port(),
                        end.udp() ? UDP : TCP);
            case TestAddress.Unix end -> new DescriptorRecord.UnixSocket(0, INODE, 0, 0, ByteString.of(end.path()));
        });
    }

    /** A terminal, as standard input, output and error of who has one. */
    static DescriptorRecord terminal(int number) {
        return new DescriptorRecord.OpenFile(number, INODE, 3, ByteString.of("/dev/pts/1"), 0);
    }

    /** A pipe that nothing is known of, for who has no terminal. */
    static DescriptorRecord pipe(int number) {
        return new DescriptorRecord.Named(number, INODE, RecordedKind.FIFO, ByteString.of("pipe:[131072]"));
    }

    /** Writes the event of a program that was started. */
    static void exec(EventWriter writer, TestProcess process, long time) {
        TestProcess.Program program = process.program();
        long pid = process.numbers().pid();
        long capabilities = process.account().capabilities();
        TestProcess.ProgramFile file = program.file();
        long flags = (file.writable() ? 1 : 0) | (file.upperLayer() ? 2 : 0) | (file.memory() ? 4 : 0);
        writer.begin(EventCodes.SYSCALL_EXECVE_19_X, time, pid, 31)
                .number(0, 8)
                .text(ByteString.of(program.argv0()))
                .bytes(joined(program.arguments()).array())
                .number(pid, 8)
                .number(pid, 8)
                .number(parentPid(process), 8)
                .text(ByteString.EMPTY)
                .number(DESCRIPTOR_LIMIT, 8)
                .number(0, 8)
                .number(0, 8)
                .number(MEMORY_KB, 4)
                .number(MEMORY_KB / 2, 4)
                .number(0, 4)
                .text(ByteString.of(program.name()))
                .bytes(cgroups(process).array())
                .bytes(environment(program).array())
                .number(process.place().tty(), 4)
                .number(process.numbers().vpid(), 8)
                .number(process.account().loginUid(), 4)
                .number(flags, 4)
                .number(0, 8)
                .number(capabilities, 8)
                .number(capabilities, 8)
                .number(INODE, 8)
                .number(INSTALLED, 8)
                .number(INSTALLED, 8)
                .number(process.account().uid(), 4)
                .text(ByteString.of(program.exe()))
                .number(pid, 8)
                .number(process.account().uid(), 4)
                .text(ByteString.of(program.exe()));
    }

    private static long parentPid(TestProcess process) {
        return process.parent().map(parent -> parent.numbers().pid()).orElse(0L);
    }

    /** The session is that of the login shell, or the process itself. */
    private static long session(TestProcess process) {
        return process.program().argv0().startsWith("-")
                ? process.numbers().pid()
                : process.parent()
                        .map(ProcessRecords::session)
                        .orElse(process.numbers().pid());
    }

    private static ByteString cgroups(TestProcess process) {
        String path = process.place()
                .container()
                .map(TestContainer::id)
                .map(id -> "/docker/" + id)
                .orElse("/user.slice");
        return joined(List.of("cpuset=" + path, "memory=" + path));
    }

    private static ByteString environment(TestProcess.Program program) {
        return joined(program.environment().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList());
    }

    /** Texts, each closed by a NUL. */
    private static ByteString joined(Collection<String> texts) {
        return ByteString.of(texts.stream().map(text -> text + "\0").collect(Collectors.joining()));
    }
}
