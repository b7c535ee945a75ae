package io.peregrine.fields.list;

import io.peregrine.fields.Field;
import io.peregrine.fields.FieldClass;
import java.util.Collection;
import java.util.List;

/** A class of fields as text in two columns. */
final class FieldText {
    private static final int COLUMN = 30;
    private static final int WIDTH = 90;
    private static final String LINE = "-".repeat(31);

    private FieldText() {}

    static String of(FieldClass family, List<Field> fields, Collection<String> sources, boolean verbose) {
        StringBuilder out = new StringBuilder(LINE).append('\n');
        String label = family.label().isEmpty() ? "" : " (" + family.label() + ")";
        left(out, "Field Class:").append(family.name()).append(label).append('\n');
        if (!family.description().isEmpty()) {
            wrap(left(out, "Description:"), family.description());
        }
        left(out, "Event Sources:");
        sources.forEach(source -> out.append(source).append(' '));
        out.append("\n\n");
        for (Field field : fields) {
            if (field.name().length() > COLUMN) {
                left(out.append(field.name()).append('\n'), "");
            } else {
                left(out, field.name());
            }
            wrap(out, describe(field, verbose));
        }
        return out.toString();
    }

    private static String describe(Field field, boolean verbose) {
        String type = verbose ? "(Type: " + field.info().type().label() + ") " : "";
        List<String> tags = FieldTags.of(field.info());
        String marks = tags.isEmpty() ? "" : "(" + String.join(",", tags) + ") ";
        return type + marks + field.info().description();
    }

    private static StringBuilder left(StringBuilder out, String text) {
        return out.append(text).repeat(' ', Math.max(0, COLUMN - text.length()));
    }

    /** Words with a blank behind each, broken into lines of the right column. */
    private static void wrap(StringBuilder out, String text) {
        int length = 0;
        for (String word : text.split(" ")) {
            if (length + word.length() + 1 > WIDTH) {
                left(out.append('\n'), "");
                length = 0;
            }
            length += word.length() + 1;
            out.append(word).append(' ');
        }
        out.append('\n');
    }
}
