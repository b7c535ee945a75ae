package io.peregrine.lsp.feature;

import io.peregrine.fields.Catalog;
import io.peregrine.filter.field.FieldInfo;
import io.peregrine.schema.EventTable;
import io.peregrine.schema.SyscallTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields that a file may use, by the event sources that it names. */
public final class FieldBook {
    private static final Pattern SOURCE = Pattern.compile("(?m)^\\s+source:\\s*['\"]?(\\w+)");
    private static final String USUAL = "syscall";

    private final Map<String, FieldInfo> fields = new LinkedHashMap<>();

    /** The fields for a file's text; those of system calls where it names no source. */
    public FieldBook(Map<String, Catalog> catalogs, String text) {
        List<String> sources = new ArrayList<>();
        Matcher named = SOURCE.matcher(text);
        while (named.find()) {
            sources.add(named.group(1));
        }
        if (sources.stream().noneMatch(catalogs::containsKey)) {
            sources.add(USUAL);
        }
        sources.stream()
                .distinct()
                .filter(catalogs::containsKey)
                .forEach(source ->
                        catalogs.get(source).fields().forEach(field -> fields.putIfAbsent(field.name(), field)));
    }

    /** All fields. */
    public List<FieldInfo> all() {
        return List.copyOf(fields.values());
    }

    /** The field of a reference, which may have an argument in brackets or behind a dot. */
    public Optional<FieldInfo> find(String reference) {
        String name = reference.replaceFirst("\\[.*", "");
        while (!name.isEmpty()) {
            if (fields.containsKey(name)) {
                return Optional.of(fields.get(name));
            }
            name = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : "";
        }
        return Optional.empty();
    }

    /** The types of events. */
    static List<String> eventTypes() {
        TreeSet<String> names = new TreeSet<>();
        EventTable.all().stream().filter(event -> event.code() > 1).forEach(event -> names.add(event.name()));
        SyscallTable.all().forEach(call -> names.add(call.name()));
        return List.copyOf(names);
    }
}
