package io.peregrine.fields.catalog;

import io.peregrine.fields.Field;
import io.peregrine.fields.FieldClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The fields of the process and thread that made an event. */
public final class ProcessFields {
    private ProcessFields() {}

    /** The class {@code process}. */
    public static FieldClass all() {
        List<Field> fields = new ArrayList<>(ProgramFields.all());
        fields.addAll(SurroundingFields.all());
        fields.addAll(IdentityFields.all());
        fields.addAll(ExecutableFields.all());
        fields.addAll(ResourceFields.all());
        fields.addAll(ThreadFields.all());
        fields.addAll(StandardStreamFields.all());
        return new FieldClass(
                "process",
                "",
                "The process and the thread that made the system call, and their ancestors.",
                Set.of("syscall"),
                fields);
    }
}
