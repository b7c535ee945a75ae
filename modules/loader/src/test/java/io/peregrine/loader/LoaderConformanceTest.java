package io.peregrine.loader;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.Location;
import io.peregrine.diagnostics.Severity;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small rule files, one point each, against recorded answers: verdict, codes, places and messages. The words for faults in the form of the
 * YAML are our own.
 */
class LoaderConformanceTest {
    private record Case(String name, String verdict, List<String> remarks) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = LoaderConformanceTest.class.getResourceAsStream("loader/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static Stream<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String line : resource("expected.tsv").split("\n")) {
            String[] part = line.split("\t", 5);
            if (!part[0].isEmpty()) {
                cases.add(new Case(part[0], part[1], new ArrayList<>()));
            } else {
                boolean yaml = part[2].equals("LOAD_ERR_YAML_PARSE");
                cases.getLast().remarks.add(part[1] + " " + part[2] + " " + part[3] + (yaml ? "" : " " + part[4]));
            }
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatWasRecorded(Case expected) throws IOException {
        LoadResult result = RuleLoader.load(
                List.of(new SourceText(expected.name, resource(expected.name + ".yaml"))),
                LoaderSettings.of(BuiltinFields.syscall(FieldSettings.DEFAULT)).withPlugins(Map.of()));
        if (expected.verdict.equals("refused")) {
            assertThat(result.successful()).isFalse();
            return;
        }
        LoadReport report = result.reports().getFirst();
        assertThat(report.successful()).isEqualTo(expected.verdict.equals("ok"));
        List<String> remarks = Stream.concat(report.errors().stream(), report.warnings().stream())
                .map(LoaderConformanceTest::line)
                .toList();
        assertThat(remarks).containsExactlyElementsOf(expected.remarks);
    }

    private static String line(Diagnostic diagnostic) {
        String kind = diagnostic.severity() == Severity.ERROR ? "error " : "warning ";
        String at = diagnostic.context().stream()
                .skip(1)
                .map(LoaderConformanceTest::step)
                .collect(Collectors.joining(" "));
        boolean yaml = diagnostic.code().equals("LOAD_ERR_YAML_PARSE");
        return kind + diagnostic.code() + " " + at + (yaml ? "" : " " + diagnostic.message());
    }

    private static String step(Location step) {
        return (step.kind() + "/" + step.item() + "/" + step.line() + "/" + step.column()).replace(' ', '_');
    }
}
