package io.peregrine.fields.list;

import io.peregrine.fields.Field;
import io.peregrine.fields.FieldClass;
import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.FieldInfo;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A class of fields as a JSON object. */
final class FieldJson {
    private FieldJson() {}

    static Map<String, Object> of(FieldClass family, List<Field> fields, Collection<String> sources) {
        Map<String, Object> object = new HashMap<>();
        object.put("name", family.name());
        if (!family.description().isEmpty()) {
            object.put("desc", family.description());
        }
        object.put("event_sources", List.copyOf(sources));
        object.put("fields", fields.stream().map(FieldJson::of).toList());
        return object;
    }

    private static Map<String, Object> of(Field field) {
        FieldInfo info = field.info();
        Map<String, Object> object = new HashMap<>();
        object.put("name", info.name());
        object.put("type", info.type().label());
        object.put("desc", info.description());
        object.put("is_list", info.list());
        object.put("argument", info.argument() == ArgumentForm.NONE ? null : argument(info));
        return object;
    }

    private static Map<String, Object> argument(FieldInfo info) {
        return Map.of("required", info.argumentRequired(), "type", FieldTags.argumentKinds(info));
    }
}
