package io.peregrine.loader;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What users read about faulty files: code, place, way down, snippet with caret, message and hint. The folder {@code golden} holds for each case
 * {@code NAME.yaml}, or {@code NAME.1.yaml} and following for several files in order, and {@code NAME.txt}, the text that is expected.
 *
 * <p>What differs is written to {@code target/golden}; after reading it, copy it over the expected text.
 */
class GoldenReportsTest {
    /** A file that cannot be read is a failure of the command, and there are no extensions; Falco never makes these either. */
    private static final Set<LoadCode> NEVER_MADE =
            EnumSet.of(LoadCode.LOAD_ERR_FILE_READ, LoadCode.LOAD_ERR_EXTENSION, LoadCode.LOAD_WARNING_EXTENSION);

    private record Case(String name, List<Path> files) {
        LoadResult load() throws IOException {
            List<SourceText> texts = new ArrayList<>();
            for (Path file : files) {
                texts.add(new SourceText(file.getFileName().toString(), Files.readString(file)));
            }
            LoaderSettings settings = LoaderSettings.of(BuiltinFields.syscall(FieldSettings.DEFAULT));
            return RuleLoader.load(texts, settings.withPlugins(Map.of()));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(GoldenReportsTest.class.getResource("golden").toURI());
    }

    static List<Case> cases() throws IOException, URISyntaxException {
        Map<String, List<Path>> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder())) {
            all.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .forEach(file -> files.computeIfAbsent(
                                    file.getFileName().toString().replaceAll("(\\.[0-9])?\\.yaml$", ""),
                                    _ -> new ArrayList<>())
                            .add(file));
        }
        List<Case> cases = new ArrayList<>();
        files.forEach((name, paths) -> cases.add(new Case(name, paths)));
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysWhatIsExpected(Case file) throws IOException, URISyntaxException {
        String said = file.load().reports().stream().map(ReportText::full).collect(Collectors.joining("\n"));
        Path expected = folder().resolve(file.name + ".txt");
        if (!Files.exists(expected) || !Files.readString(expected).equals(said)) {
            Path made = Path.of("target", "golden");
            Files.createDirectories(made);
            Files.writeString(made.resolve(file.name + ".txt"), said);
        }
        assertThat(expected).content().isEqualTo(said);
    }

    @Test
    void everyCodeHasACase() throws IOException, URISyntaxException {
        Set<LoadCode> missing = EnumSet.complementOf(EnumSet.copyOf(NEVER_MADE));
        for (Case file : cases()) {
            file.load().reports().stream()
                    .flatMap(report -> report.diagnostics().stream())
                    .map(Diagnostic::code)
                    .forEach(code -> missing.remove(LoadCode.valueOf(code)));
        }
        assertThat(missing).isEmpty();
    }
}
