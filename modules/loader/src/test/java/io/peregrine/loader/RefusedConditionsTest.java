package io.peregrine.loader;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random conditions that must be refused, against recorded codes and messages. */
class RefusedConditionsTest {
    private static final LoaderSettings SETTINGS = LoaderSettings.of(BuiltinFields.syscall(FieldSettings.DEFAULT));

    private static String resource(String name) throws IOException {
        try (InputStream in = RefusedConditionsTest.class.getResourceAsStream("refused/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"syscalls", "suspicious", "container"})
    void eachIsRefusedAsRecorded(String name) throws IOException {
        Map<String, String> expected = new HashMap<>();
        resource(name + ".tsv")
                .lines()
                .map(line -> line.split("\t", 3))
                .forEach(row -> expected.put(row[0], row[1].equals("refused") ? "refused" : row[1] + " " + row[2]));
        List<String> wrong = new ArrayList<>();
        for (String item : resource(name + ".yaml").split("(?m)^(?=- rule: )")) {
            if (item.startsWith("- rule: ")) {
                String rule = item.substring("- rule: ".length(), item.indexOf('\n'));
                String answer = answer(item);
                String wanted = expected.remove(rule);
                boolean right = wanted.equals("refused") ? !answer.equals("accepted") : wanted.equals(answer);
                if (!right) {
                    wrong.add(rule + ": expected " + wanted + ", but was " + answer);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(expected).isEmpty();
    }

    private static String answer(String item) {
        LoadResult result = RuleLoader.load(List.of(new SourceText("f", item)), SETTINGS);
        List<Diagnostic> errors = result.reports().getFirst().errors();
        return errors.isEmpty()
                ? "accepted"
                : errors.getFirst().code() + " " + errors.getFirst().message();
    }
}
