package io.peregrine.state;

import io.peregrine.state.ThreadAccess.Field;
import io.peregrine.state.ThreadAccess.NumberReader;
import io.peregrine.state.ThreadAccess.NumberWriter;
import io.peregrine.state.ThreadAccess.TextReader;
import io.peregrine.state.ThreadAccess.TextWriter;
import io.peregrine.state.table.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Lists the fields of threads: each reads one part of an entry, and replaces that part when it is written. */
final class ThreadFieldList {
    private final List<Field> fields = new ArrayList<>();

    List<Field> fields() {
        identity();
        program();
        credentials();
        place();
        tables();
        return List.copyOf(fields);
    }

    private void identity() {
        number("tid", ValueType.INT64, ThreadEntry::tid, (thread, value) -> {});
        id("pid", ThreadEntry::pid, (id, pid) -> id.withProcess(pid, id.ptid()));
        id("ptid", ThreadEntry::ptid, Identity::withParent);
        number(
                "reaper_tid",
                ValueType.INT64,
                thread -> thread.activity().reaper(),
                (thread, value) -> thread.activity().setReaper(value));
        id("sid", thread -> thread.identity().sid(), Identity::withSession);
        number(
                "fd_limit",
                ValueType.INT64,
                thread -> thread.activity().descriptorLimit(),
                ThreadEntry::setDescriptorLimit);
        id("vtid", thread -> thread.identity().vtid(), (id, vtid) -> id.withVirtual(vtid, id.vpid()));
        id("vpid", thread -> thread.identity().vpid(), (id, vpid) -> id.withVirtual(id.vtid(), vpid));
        id("vpgid", thread -> thread.identity().vpgid(), (id, vpgid) -> id.withGroups(id.pgid(), vpgid, id.tty()));
        id("pgid", thread -> thread.identity().pgid(), (id, pgid) -> id.withGroups(pgid, id.vpgid(), id.tty()));
        number("flags", ValueType.UINT32, ThreadEntry::flags, (thread, value) -> thread.setFlags((int) value));
        number(
                "tty",
                ValueType.UINT32,
                thread -> thread.identity().tty(),
                (thread, value) -> thread.setIdentity(thread.identity()
                        .withGroups(thread.identity().pgid(), thread.identity().vpgid(), value)));
    }

    private void program() {
        text(
                "comm",
                ThreadEntry::comm,
                (thread, value) -> thread.setProgram(thread.program().withComm(value)));
        text("exe", thread -> thread.program().exe(), (thread, value) -> {
            Program now = thread.program();
            thread.setProgram(
                    new Program(now.comm(), value, now.exepath(), now.args(), now.commandComm(), now.executable()));
        });
        text("exe_path", thread -> thread.program().exepath(), (thread, value) -> {
            Program now = thread.program();
            thread.setProgram(
                    new Program(now.comm(), now.exe(), value, now.args(), now.commandComm(), now.executable()));
        });
        flag("exe_writable", Executable.WRITABLE);
        flag("exe_upper_layer", Executable.UPPER_LAYER);
        flag("exe_lower_layer", Executable.LOWER_LAYER);
        flag("exe_from_memfd", Executable.FROM_MEMFD);
        file(
                "exe_ino",
                Executable::inode,
                (file, value) -> copy(file, file.flags(), value, file.changeTime(), file.modificationTime()));
        file(
                "exe_ino_ctime",
                Executable::changeTime,
                (file, value) -> copy(file, file.flags(), file.inode(), value, file.modificationTime()));
        file(
                "exe_ino_mtime",
                Executable::modificationTime,
                (file, value) -> copy(file, file.flags(), file.inode(), file.changeTime(), value));
    }

    private void credentials() {
        who("uid", Credentials::uid, Credentials::withUid);
        who("gid", Credentials::gid, Credentials::withGid);
        who(
                "loginuid",
                Credentials::loginuid,
                (who, value) -> new Credentials(
                        who.uid(), who.gid(), value, who.permitted(), who.effective(), who.inheritable()));
    }

    private void place() {
        fields.add(new Field.Text("cwd", thread -> thread.surroundings().cwd(), (thread, value) -> {}, true));
        text(
                "root",
                thread -> thread.surroundings().root(),
                (thread, value) -> thread.setSurroundings(thread.surroundings().withRoot(value)));
        number(
                "pidns_init_start_ts",
                ValueType.UINT64,
                thread -> thread.activity().pidNamespaceStart(),
                (thread, value) -> thread.activity().setPidNamespaceStart(value));
    }

    private void tables() {
        fields.add(new Field.Sub("args", DescribedTexts::args));
        fields.add(new Field.Sub("env", DescribedTexts::env));
        fields.add(new Field.Sub("cgroups", DescribedTexts::cgroups));
        fields.add(new Field.Sub("file_descriptors", DescribedDescriptors::of));
    }

    private void number(String name, ValueType type, NumberReader reader, NumberWriter writer) {
        fields.add(new Field.Number(name, type, reader, writer));
    }

    private void text(String name, TextReader reader, TextWriter writer) {
        fields.add(new Field.Text(name, reader, writer, false));
    }

    /** Makes another value of a record with one of its numbers. */
    @FunctionalInterface
    private interface With<T> {
        T with(T now, long value);
    }

    private void id(String name, NumberReader reader, With<Identity> with) {
        number(
                name,
                ValueType.INT64,
                reader,
                (thread, value) -> thread.setIdentity(with.with(thread.identity(), value)));
    }

    private void who(String name, ToLongFunction<Credentials> reader, With<Credentials> with) {
        number(
                name,
                ValueType.UINT32,
                thread -> reader.applyAsLong(thread.credentials()),
                (thread, value) -> thread.setCredentials(with.with(thread.credentials(), value)));
    }

    private void file(String name, ToLongFunction<Executable> reader, With<Executable> with) {
        number(
                name,
                ValueType.UINT64,
                thread -> reader.applyAsLong(thread.program().executable()),
                (thread, value) -> thread.setProgram(thread.program()
                        .withExecutable(with.with(thread.program().executable(), value))));
    }

    private void flag(String name, int bit) {
        number(name, ValueType.BOOL, thread -> thread.program().executable().has(bit) ? 1 : 0, (thread, value) -> {
            Executable file = thread.program().executable();
            int flags = value != 0 ? file.flags() | bit : file.flags() & ~bit;
            thread.setProgram(thread.program()
                    .withExecutable(copy(file, flags, file.inode(), file.changeTime(), file.modificationTime())));
        });
    }

    private static Executable copy(Executable file, int flags, long inode, long changed, long modified) {
        return new Executable(flags, inode, changed, modified, file.changeToClone(), file.pidNamespaceToChange());
    }
}
