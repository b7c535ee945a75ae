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
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which conditions are accepted, and with which code and message the others are refused, theme by theme, as Falco answered. */
class VerdictsTest {
    private static final LoaderSettings SETTINGS = LoaderSettings.of(BuiltinFields.syscall(FieldSettings.DEFAULT));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blanks",
                "escapes",
                "words",
                "structure",
                "numbers",
                "lengths",
                "fields-and-operators",
                "arguments-of-fields",
                "addresses-ports-and-patterns"
            })
    void areThoseOfFalco(String theme) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String line : resource(theme).split("\n")) {
            String[] part = line.split("\t", 3);
            String expected = part[0] + " " + part[1];
            String answer = answer(part[2].translateEscapes());
            if (!answer.equals(expected)) {
                wrong.add(part[2] + ": expected " + expected + ", but was " + answer);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String answer(String condition) {
        String rule = "- rule: r\n  desc: d\n  output: o\n  priority: DEBUG\n  condition: " + quoted(condition) + "\n";
        List<Diagnostic> errors = RuleLoader.load(List.of(new SourceText("f", rule)), SETTINGS)
                .reports()
                .getFirst()
                .errors();
        return errors.isEmpty()
                ? "ok "
                : errors.getFirst().code() + " "
                        + errors.getFirst().message().replace('\n', ' ').replace('\t', ' ');
    }

    private static String quoted(String text) {
        StringBuilder yaml = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            boolean plain = c >= ' ' && c != '"' && c != '\\' && c != 127;
            yaml.append(plain ? String.valueOf(c) : "\\u%04x".formatted((int) c));
        }
        return yaml.append('"').toString();
    }

    private static String resource(String theme) throws IOException {
        try (InputStream in = VerdictsTest.class.getResourceAsStream("verdicts/" + theme + ".tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
