package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;
import static io.peregrine.filter.field.Dependency.ANCESTORS;
import static io.peregrine.filter.field.Dependency.PROCESS;
import static io.peregrine.filter.field.FieldFlag.NO_RIGHT_SIDE;
import static io.peregrine.filter.field.FieldFlag.NO_TRANSFORMER;

import io.peregrine.event.ByteString;
import io.peregrine.fields.Binding;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.Field;
import io.peregrine.fields.Value;
import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.FieldArgument;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.StringBlock;
import java.util.List;

/** The process fields that tell what runs: executable, name, arguments, and the same of parent and ancestors. */
final class ProgramFields {
    private ProgramFields() {}

    static List<Field> all() {
        return List.of(
                own(
                        "proc.exe",
                        ThreadReadings.EXE,
                        "Argument zero of the program: how it was called, which it may choose freely."),
                parent("proc.pexe", ThreadReadings.EXE, "proc.exe of the parent process."),
                ancestors("proc.aexe", ThreadReadings.EXE, "proc.exe of an ancestor"),
                own("proc.exepath", ThreadReadings.EXEPATH, "The full path of the program's file, links resolved."),
                parent("proc.pexepath", ThreadReadings.EXEPATH, "proc.exepath of the parent process."),
                ancestors("proc.aexepath", ThreadReadings.EXEPATH, "proc.exepath of an ancestor"),
                own(
                        "proc.name",
                        ThreadReadings.NAME,
                        "The name of the process as the kernel keeps it, cut to 15 bytes; it need not be the file's name."),
                parent("proc.pname", ThreadReadings.NAME, "proc.name of the parent process."),
                ancestors("proc.aname", ThreadReadings.NAME, "proc.name of an ancestor"),
                arguments(),
                ancestorArguments(),
                own(
                        "proc.cmdline",
                        ThreadReadings.COMMAND_LINE,
                        "The command line: proc.name and proc.args, joined by a blank."),
                parent("proc.pcmdline", ThreadReadings.COMMAND_LINE, "proc.cmdline of the parent process."),
                ancestors("proc.acmdline", ThreadReadings.COMMAND_LINE, "proc.cmdline of an ancestor"),
                field("proc.cmdnargs", "The number of arguments behind argument zero.")
                        .on(PROCESS)
                        .number(
                                ParamType.UINT64,
                                PrintFormat.DEC,
                                Lineage.ownNumber((thread, out) ->
                                        out.set(thread.program().args().count()))),
                field(
                                "proc.cmdlenargs",
                                "The length of all arguments behind argument zero in bytes, without blanks between them.")
                        .on(PROCESS)
                        .number(
                                ParamType.UINT64,
                                PrintFormat.DEC,
                                Lineage.ownNumber((thread, out) ->
                                        out.set(lengthOf(thread.program().args())))),
                field("proc.exeline", "The full command line: proc.exe and proc.args, joined by a blank.")
                        .on(PROCESS)
                        .text(executableLine()));
    }

    private static Field own(String name, ThreadReading reading, String description) {
        return field(name, description).on(PROCESS).text(Lineage.ownText(reading));
    }

    private static Field parent(String name, ThreadReading reading, String description) {
        return field(name, description).on(ANCESTORS).text(Lineage.ancestorText(1, reading));
    }

    /** With an index one ancestor; without one any ancestor in conditions and all of them in outputs. */
    private static Field ancestors(String name, ThreadReading reading, String subject) {
        return field(
                        name,
                        subject
                                + ", by position: 0 is the process itself, 1 its parent. Without a position a condition holds"
                                + " when any ancestor fits, and an output prints all of them.")
                .on(ANCESTORS)
                .mayTake(ArgumentForm.INDEX)
                .with(NO_RIGHT_SIDE, NO_TRANSFORMER)
                .bound(ParamType.CHARBUF, PrintFormat.NA, argument -> bindAncestors(argument, reading));
    }

    private static Binding bindAncestors(FieldArgument argument, ThreadReading reading) {
        if (argument instanceof FieldArgument.Index(int index) && index != -1) {
            return Binding.same(Value.text(Lineage.ancestorText(index, reading)));
        }
        Value any = Value.of(ParamType.CHARBUF, PrintFormat.NA, Lineage.any(reading));
        return Binding.of(any, Value.text(Lineage.joined(reading)));
    }

    private static Field arguments() {
        return field(
                        "proc.args",
                        "The arguments behind argument zero, joined by blanks; with a position, starting at 0, one of them.")
                .on(PROCESS)
                .mayTake(ArgumentForm.INDEX)
                .bound(
                        ParamType.CHARBUF,
                        PrintFormat.NA,
                        argument -> Binding.same(Value.text(
                                switch (argument) {
                                    case FieldArgument.Index(int index)
                                    when index >= 0 ->
                                        Lineage.ownText((thread, out) -> ThreadReadings.item(
                                                thread.program().args(), index, out));
                                    default -> Lineage.ownText(ThreadReadings.ARGUMENTS);
                                })));
    }

    private static Field ancestorArguments() {
        return field(
                        "proc.aargs",
                        "proc.args of an ancestor, by position: 0 is the process itself, 1 its parent. Without a position those of"
                                + " all ancestors, joined by blanks.")
                .on(ANCESTORS)
                .mayTake(ArgumentForm.INDEX)
                .bound(
                        ParamType.CHARBUF,
                        PrintFormat.NA,
                        argument -> Binding.same(Value.text(
                                switch (argument) {
                                    case FieldArgument.Index(int index)
                                    when index != -1 -> Lineage.ancestorText(index, ThreadReadings.ARGUMENTS);
                                    default -> Lineage.joined(ThreadReadings.ARGUMENTS);
                                })));
    }

    private static BytesExtractor executableLine() {
        return Lineage.ownText((thread, out) -> {
            ByteString exe = thread.program().exe();
            ThreadReadings.joined(thread.program().args(), out.part());
            out.startText().append(exe).append(' ');
            out.text()
                    .append(out.part().bytes(), out.part().offset(), out.part().length());
            return out.setText();
        });
    }

    private static long lengthOf(StringBlock arguments) {
        return arguments.isEmpty() ? 0 : arguments.joined().length() - (arguments.count() - 1L);
    }
}
