package io.peregrine.fields.list;

import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.filter.field.FieldInfo;
import java.util.ArrayList;
import java.util.List;

/** The marks of a field in lists, by the names that Falco gives them, in alphabetical order. */
final class FieldTags {
    private FieldTags() {}

    static List<String> of(FieldInfo field) {
        List<String> tags = new ArrayList<>();
        if (field.argument() != ArgumentForm.NONE) {
            tags.add(field.argumentRequired() ? "ARG_REQUIRED" : "ARG_ALLOWED");
        }
        argumentKinds(field).forEach(kind -> tags.add("ARG_" + kind));
        if (field.list()) {
            tags.add("EPF_IS_LIST");
        }
        if (field.has(FieldFlag.NO_RIGHT_SIDE)) {
            tags.add("EPF_NO_RHS");
        }
        if (field.has(FieldFlag.NO_TRANSFORMER)) {
            tags.add("EPF_NO_TRANSFORMER");
        }
        if (field.has(FieldFlag.FILTER_ONLY)) {
            tags.add("FILTER_ONLY");
        }
        tags.sort(null);
        return tags;
    }

    /** How the argument in brackets is read. */
    static List<String> argumentKinds(FieldInfo field) {
        return switch (field.argument()) {
            case INDEX, NUMBER, UNSIGNED -> List.of("INDEX");
            case KEY -> List.of("KEY");
            case INDEX_OR_KEY, UNSIGNED_OR_KEY -> List.of("INDEX", "KEY");
            case NONE, PARAMETER, RAW_PARAMETER, SUFFIX, SRC_OR_DST, EVENT_NAME -> List.of();
        };
    }
}
