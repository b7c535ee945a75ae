package io.peregrine.fields.list;

import io.peregrine.fields.Field;
import io.peregrine.fields.FieldClass;
import java.util.Collection;
import java.util.List;

/** A class of fields as a Markdown table. */
final class FieldMarkdown {
    private FieldMarkdown() {}

    static String of(FieldClass family, List<Field> fields, Collection<String> sources) {
        StringBuilder out = new StringBuilder("## Field Class: ").append(family.name());
        if (!family.description().isEmpty()) {
            out.append("\n\n").append(family.description());
        }
        out.append("\n\nEvent Sources: ");
        sources.forEach(source -> out.append(source).append(' '));
        out.append("\n\nName | Type | Description\n:----|:-----|:-----------\n");
        for (Field field : fields) {
            out.append('`')
                    .append(field.name())
                    .append("` | ")
                    .append(type(field))
                    .append(" | ");
            out.append(field.info().description()).append('\n');
        }
        return out.toString();
    }

    private static String type(Field field) {
        String element = field.info().type().label();
        return field.info().list() ? "LIST(" + element + ")" : element;
    }
}
