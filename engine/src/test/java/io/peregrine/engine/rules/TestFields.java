package io.peregrine.engine.rules;

import io.peregrine.filter.field.ArgumentForm;
import io.peregrine.filter.field.Dependency;
import io.peregrine.filter.field.FieldCatalog;
import io.peregrine.filter.field.FieldFlag;
import io.peregrine.filter.field.FieldInfo;
import io.peregrine.schema.ParamType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names and types of all fields of system calls, from a table, so that loading is tested without the fields themselves. */
public final class TestFields implements FieldCatalog {
    private final Map<String, FieldInfo> fields = new LinkedHashMap<>();

    public TestFields() {
        try (InputStream table = TestFields.class.getResourceAsStream("fields.tsv")) {
            new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> add(line.split("\t")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String[] row) {
        Set<FieldFlag> flags = EnumSet.noneOf(FieldFlag.class);
        if (row[5].contains("no_right")) {
            flags.add(FieldFlag.NO_RIGHT_SIDE);
        }
        if (row[5].contains("no_transformer")) {
            flags.add(FieldFlag.NO_TRANSFORMER);
        }
        fields.put(
                row[0],
                new FieldInfo(
                        row[0],
                        ParamType.valueOf(row[1]),
                        row[2].equals("list"),
                        ArgumentForm.valueOf(row[3]),
                        row[4].equals("required"),
                        flags,
                        "",
                        Dependency.EVENT));
    }

    @Override
    public Optional<FieldInfo> find(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    @Override
    public List<FieldInfo> fields() {
        return List.copyOf(fields.values());
    }
}
