package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;

import io.peregrine.event.ByteString;
import io.peregrine.fields.Binding;
import io.peregrine.fields.BytesExtractor;
import io.peregrine.fields.Field;
import io.peregrine.fields.Value;
import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.FieldArgument;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import io.peregrine.state.ThreadEntry;
import io.peregrine.state.ThreadTable;
import java.util.List;

/** The process fields that tell where a program runs: environment and working directory. */
final class SurroundingFields {
    /** How far up a variable is looked for. */
    private static final int MAX_GENERATIONS = 20;

    private SurroundingFields() {}

    static List<Field> all() {
        return List.of(environment(), ancestorEnvironment(), directory(), root());
    }

    private static Field directory() {
        return field("proc.cwd", "The working directory of the process, ending in a slash.")
                .text(Lineage.ownText((thread, out) -> out.set(thread.cwd())));
    }

    private static Field root() {
        return field(
                        "proc.root",
                        "The root directory of the process as the host sees it: / unless the process, or one that it descends from, has"
                                + " changed it by chroot. Peregrine's own field.")
                .text(Lineage.ownText(
                        (thread, out) -> !thread.surroundings().root().isEmpty()
                                && out.set(thread.surroundings().root())));
    }

    private static Field environment() {
        return field(
                        "proc.env",
                        "All environment variables of the process, joined by blanks; with a key such as proc.env[HOME] the value of"
                                + " that variable, empty when it is not set.")
                .mayTake(ArgumentForm.INDEX_OR_KEY)
                .bound(
                        ParamType.CHARBUF,
                        PrintFormat.NA,
                        argument -> Binding.same(Value.text(
                                switch (argument) {
                                    case FieldArgument.Key(String key)
                                    when !key.isEmpty() -> variable(ByteString.of(key));
                                    default -> Lineage.ownText(ThreadReadings.ENVIRONMENT);
                                })));
    }

    private static BytesExtractor variable(ByteString name) {
        return Lineage.ownText(
                (thread, out) -> ThreadReadings.value(thread.env(), name, out) || out.set(ByteString.EMPTY));
    }

    private static Field ancestorEnvironment() {
        return field(
                        "proc.aenv",
                        "The environment of an ancestor by position, proc.aenv[1] for the parent, or with a key the variable's value in"
                                + " the nearest ancestor that has it. Without an argument a condition holds when the environment"
                                + " of any ancestor fits, and an output prints that of the process itself.")
                .mayTake(ArgumentForm.INDEX_OR_KEY)
                .with(FieldFlag.NO_RIGHT_SIDE, FieldFlag.NO_TRANSFORMER)
                .bound(ParamType.CHARBUF, PrintFormat.NA, SurroundingFields::bindAncestorEnvironment);
    }

    /** A condition on a position looks at all ancestors too, as Falco does. */
    private static Binding bindAncestorEnvironment(FieldArgument argument) {
        Value any = Value.of(ParamType.CHARBUF, PrintFormat.NA, Lineage.any(ThreadReadings.ENVIRONMENT));
        return switch (argument) {
            case FieldArgument.Key(String key)
            when !key.isEmpty() -> Binding.same(Value.text(inheritedVariable(ByteString.of(key))));
            case FieldArgument.Index(int index) when index > 0 -> Binding.of(any, Value.text(ancestorAt(index)));
            default -> Binding.of(any, Value.text(Lineage.ownText(ThreadReadings.ENVIRONMENT)));
        };
    }

    private static BytesExtractor inheritedVariable(ByteString name) {
        return (context, out) -> {
            if (context.thread().isNone()) {
                return false;
            }
            ThreadTable threads = context.tables().threads();
            ThreadEntry next = context.thread().mainThread();
            for (int i = 0; i < MAX_GENERATIONS && !next.isNone(); i++) {
                next = threads.parentOf(next);
                if (!next.isNone() && ThreadReadings.value(next.env(), name, out) && out.length() > 0) {
                    return true;
                }
            }
            return out.set(ByteString.EMPTY);
        };
    }

    private static BytesExtractor ancestorAt(int index) {
        return (context, out) -> {
            if (context.thread().isNone()) {
                return false;
            }
            ThreadTable threads = context.tables().threads();
            ThreadEntry next = context.thread().mainThread();
            if (next.isNone()) {
                return out.set(ByteString.EMPTY);
            }
            for (int i = 0; i < index && !next.isNone(); i++) {
                next = threads.parentOf(next);
            }
            return !next.isNone() && ThreadReadings.ENVIRONMENT.read(next, out);
        };
    }
}
