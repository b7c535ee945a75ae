package io.peregrine.app.listing;

import io.peregrine.alert.JsonText;
import io.peregrine.fields.Catalog;
import io.peregrine.fields.Field;
import io.peregrine.fields.FieldClass;
import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.filter.field.FieldInfo;
import java.util.ArrayList;
import java.util.List;

/** The fields of a catalog as {@code --list} prints them; hidden ones are left out. */
public final class FieldListing {
    private static final int COLUMN = 30;

    private FieldListing() {}

    /** The names alone, one a line. */
    public static String names(Catalog catalog) {
        StringBuilder out = new StringBuilder();
        for (FieldClass family : catalog.classes()) {
            shown(family).forEach(field -> out.append(field.name()).append('\n'));
        }
        return out.toString();
    }

    /** A section for each class of fields. */
    public static String text(Catalog catalog) {
        StringBuilder out = new StringBuilder();
        for (FieldClass family : catalog.classes()) {
            out.append("-------------------------------\n");
            Paragraph.append(out, "Field Class:", COLUMN, family.name());
            Paragraph.append(out, "Description:", COLUMN, family.description());
            Paragraph.append(out, "Event Sources:", COLUMN, sources(family));
            out.append('\n');
            for (FieldInfo field : shown(family)) {
                List<String> remarks = remarks(field);
                String lead = remarks.isEmpty() ? "" : "(" + String.join(",", remarks) + ") ";
                Paragraph.append(out, field.name(), COLUMN, lead + field.description());
            }
            out.append('\n');
        }
        return out.toString();
    }

    /** A Markdown table for each class of fields. */
    public static String markdown(Catalog catalog) {
        StringBuilder out = new StringBuilder();
        for (FieldClass family : catalog.classes()) {
            out.append("## Field Class: ").append(family.name()).append("\n\n");
            out.append(family.description()).append("\n\n");
            out.append("Event Sources: ").append(sources(family)).append("\n\n");
            out.append("Name | Type | Description\n:----|:-----|:-----------\n");
            for (FieldInfo field : shown(family)) {
                out.append('`').append(field.name()).append("` | ").append(type(field)).append(" | ");
                out.append(field.description().replace("|", "\\|")).append('\n');
            }
            out.append('\n');
        }
        return out.toString();
    }

    /** An object with all classes of fields. */
    public static String json(Catalog catalog) {
        StringBuilder out = new StringBuilder("{\"fieldclasses\":[");
        String separator = "";
        for (FieldClass family : catalog.classes()) {
            out.append(separator).append("{\"name\":");
            JsonText.appendString(out, family.name());
            out.append(",\"desc\":");
            JsonText.appendString(out, family.description());
            out.append(",\"event_sources\":[");
            appendStrings(out, family.sources().stream().sorted().toList());
            out.append("],\"fields\":[");
            String comma = "";
            for (FieldInfo field : shown(family)) {
                out.append(comma);
                append(out, field);
                comma = ",";
            }
            out.append("]}");
            separator = ",";
        }
        return out.append("]}").toString();
    }

    private static void append(StringBuilder out, FieldInfo field) {
        out.append("{\"name\":");
        JsonText.appendString(out, field.name());
        out.append(",\"type\":");
        JsonText.appendString(out, field.type().name());
        out.append(",\"is_list\":").append(field.list());
        out.append(",\"argument\":");
        if (field.argument() == ArgumentForm.NONE) {
            out.append("null");
        } else {
            out.append("{\"required\":").append(field.argumentRequired()).append(",\"type\":[");
            appendStrings(out, argumentTypes(field.argument()));
            out.append("]}");
        }
        out.append(",\"desc\":");
        JsonText.appendString(out, field.description());
        out.append('}');
    }

    private static void appendStrings(StringBuilder out, List<String> texts) {
        String separator = "";
        for (String text : texts) {
            out.append(separator);
            JsonText.appendString(out, text);
            separator = ",";
        }
    }

    private static List<String> argumentTypes(ArgumentForm form) {
        return switch (form) {
            case INDEX -> List.of("index");
            case KEY -> List.of("key");
            case INDEX_OR_KEY -> List.of("index", "key");
            case NONE, PARAMETER, RAW_PARAMETER, SUFFIX, EVENT_NAME -> List.of();
        };
    }

    private static List<FieldInfo> shown(FieldClass family) {
        return family.fields().stream()
                .map(Field::info)
                .filter(field -> !field.has(FieldFlag.HIDDEN))
                .toList();
    }

    private static String sources(FieldClass family) {
        return String.join(", ", family.sources().stream().sorted().toList());
    }

    private static String type(FieldInfo field) {
        return field.list() ? "LIST(" + field.type() + ")" : field.type().name();
    }

    private static List<String> remarks(FieldInfo field) {
        List<String> remarks = new ArrayList<>();
        if (field.argument() != ArgumentForm.NONE) {
            remarks.add(field.argumentRequired() ? "ARG_REQUIRED" : "ARG_ALLOWED");
        }
        for (FieldFlag flag : FieldFlag.values()) {
            if (field.has(flag)) {
                remarks.add(
                        switch (flag) {
                            case FILTER_ONLY -> "FILTER ONLY";
                            case PRINT_ONLY -> "PRINT ONLY";
                            case HIDDEN -> "HIDDEN";
                            case DEPRECATED -> "DEPRECATED";
                            case NO_TRANSFORMER -> "EPF_NO_TRANSFORMER";
                            case NO_RIGHT_SIDE -> "EPF_NO_RHS";
                            case SUGGESTED_OUTPUT -> "EPF_FORMAT_SUGGESTED";
                        });
            }
        }
        return remarks;
    }
}
