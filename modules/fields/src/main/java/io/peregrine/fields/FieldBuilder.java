package io.peregrine.fields;

import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.Dependency;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.filter.field.FieldInfo;
import io.peregrine.schema.ParamType;
import io.peregrine.schema.PrintFormat;
import java.util.EnumSet;
import java.util.Set;

/**
 * Puts one field together, and ends in the method that says how it is read: {@link #text}, {@link #number}, {@link #flag}, {@link
 * #address} or, where there is an argument or a comparison of its own, {@link #bound}.
 */
public final class FieldBuilder {
    private final String name;
    private final String description;
    private final Set<FieldFlag> flags = EnumSet.noneOf(FieldFlag.class);
    private ArgumentForm argument = ArgumentForm.NONE;
    private boolean argumentRequired;
    private boolean list;
    private Dependency dependency = Dependency.EVENT;
    private LateReading late = LateReading.NEVER;

    private FieldBuilder(String name, String description) {
        this.name = name;
        this.description = description;
    }

    /** Starts a field that depends on the event and takes no argument. */
    public static FieldBuilder field(String name, String description) {
        return new FieldBuilder(name, description);
    }

    /** What the value is a function of. */
    public FieldBuilder on(Dependency subject) {
        dependency = subject;
        return this;
    }

    /** Restrictions. */
    public FieldBuilder with(FieldFlag... restrictions) {
        flags.addAll(Set.of(restrictions));
        return this;
    }

    /** An argument that may be left out. */
    public FieldBuilder mayTake(ArgumentForm form) {
        argument = form;
        return this;
    }

    /** An argument that must be there. */
    public FieldBuilder takes(ArgumentForm form) {
        argument = form;
        argumentRequired = true;
        return this;
    }

    /** Makes it a list of values. */
    public FieldBuilder list() {
        list = true;
        return this;
    }

    /** Tells whether a value that is not there may still come; for what has a {@linkplain #bound binder} the binding tells it. */
    public FieldBuilder late(LateReading reading) {
        late = reading;
        return this;
    }

    /** A text. */
    public Field text(BytesExtractor extractor) {
        return simple(Value.text(extractor));
    }

    /** A number. */
    public Field number(ParamType type, PrintFormat format, NumberExtractor extractor) {
        return simple(Value.of(type, format, extractor));
    }

    /** A truth value. */
    public Field flag(NumberExtractor extractor) {
        return simple(Value.of(ParamType.BOOL, PrintFormat.NA, extractor));
    }

    /** An address of either family. */
    public Field address(BytesExtractor extractor) {
        return simple(Value.of(ParamType.IPADDR, PrintFormat.NA, extractor));
    }

    /** A field without argument. */
    private Field simple(Value value) {
        Binding binding = Binding.same(value).late(late);
        return bound(value.type(), value.format(), given -> binding);
    }

    /** A field whose readings depend on its argument, or differ between conditions and outputs. */
    public Field bound(ParamType type, PrintFormat format, Binder binder) {
        FieldInfo info = new FieldInfo(name, type, list, argument, argumentRequired, flags, description, dependency);
        return new Field(info, format, binder);
    }
}
