package io.peregrine.fields.list;

import io.peregrine.fields.Catalog;
import io.peregrine.fields.Field;
import io.peregrine.fields.FieldClass;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.schema.listing.JsonTree;
import io.peregrine.schema.listing.ListFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The fields of one or more event sources, each class once with all the sources that have it. */
public final class FieldList {
    private final Map<String, FieldClass> classes = new LinkedHashMap<>();
    private final Map<String, Set<String>> sources = new LinkedHashMap<>();

    /**
     * A list of all fields of these catalogs.
     *
     * @param catalogs the catalogs by event source, in the order of the list
     */
    public FieldList(Map<String, Catalog> catalogs) {
        catalogs.forEach((source, catalog) -> {
            for (FieldClass family : catalog.classes()) {
                String key = family.name() + '\n' + family.label();
                classes.putIfAbsent(key, family);
                sources.computeIfAbsent(key, unused -> new TreeSet<>()).add(source);
            }
        });
    }

    /**
     * The list with descriptions, ending in a line end.
     *
     * @param verbose whether text tells the types too
     */
    public String render(ListFormat format, boolean verbose) {
        if (format == ListFormat.JSON) {
            List<Map<String, Object>> all = new ArrayList<>();
            classes.forEach((key, family) -> {
                if (!listed(family).isEmpty()) {
                    all.add(FieldJson.of(family, listed(family), sources.get(key)));
                }
            });
            return JsonTree.of(Map.of("fieldclasses", all)) + "\n";
        }
        StringBuilder out = new StringBuilder();
        classes.forEach((key, family) -> {
            List<Field> fields = listed(family);
            if (!fields.isEmpty()) {
                out.append(
                        format == ListFormat.MARKDOWN
                                ? FieldMarkdown.of(family, fields, sources.get(key))
                                : FieldText.of(family, fields, sources.get(key), verbose));
                out.append('\n');
            }
        });
        return out.toString();
    }

    /** The names alone, one a line, or as a JSON object. */
    public String names(ListFormat format) {
        List<String> names = classes.values().stream()
                .flatMap(family -> listed(family).stream())
                .map(Field::name)
                .toList();
        return format == ListFormat.JSON
                ? JsonTree.of(Map.of("fieldnames", names)) + "\n"
                : String.join("\n", names) + (names.isEmpty() ? "" : "\n");
    }

    private static List<Field> listed(FieldClass family) {
        return family.fields().stream().filter(FieldList::isListed).toList();
    }

    private static boolean isListed(Field field) {
        return !field.info().has(FieldFlag.HIDDEN)
                && !field.info().has(FieldFlag.DEPRECATED)
                && !field.info().has(FieldFlag.PRINT_ONLY);
    }
}
