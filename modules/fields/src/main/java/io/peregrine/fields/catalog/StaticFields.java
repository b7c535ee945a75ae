package io.peregrine.fields.catalog;

import static io.peregrine.fields.FieldBuilder.field;

import io.peregrine.event.ByteString;
import io.peregrine.fields.Field;
import io.peregrine.fields.FieldClass;
import io.peregrine.filter.field.Dependency;
import io.peregrine.filter.field.FieldFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The fields whose values the configuration gives, under {@code static_fields}. */
public final class StaticFields {
    private StaticFields() {}

    /** The class {@code static}; it has no fields when the configuration gives none. */
    public static FieldClass all(Map<String, String> values) {
        List<Field> fields = new ArrayList<>();
        new TreeMap<>(values).forEach((name, value) -> {
            ByteString bytes = ByteString.of(value);
            fields.add(field("static." + name, "A value given by the configuration.")
                    .on(Dependency.CONSTANT)
                    .with(FieldFlag.SUGGESTED_OUTPUT)
                    .text((context, out) -> out.set(bytes)));
        });
        return new FieldClass(
                "static", "", "Values that the configuration gives under static_fields.", Set.of(), fields);
    }
}
