package io.peregrine.loader;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.filter.syntax.Printer;
import java.util.ArrayList;
import java.util.List;

/** Writes rules files of a few lines, and loads them. */
final class RuleTexts {
    /** Every field, no plugins, everything loaded. */
    static final LoaderSettings SETTINGS = LoaderSettings.of(BuiltinFields.syscall(FieldSettings.DEFAULT));

    private RuleTexts() {}

    /** A rule with further lines behind it. */
    static String rule(String name, String condition, String more) {
        return "- rule: " + name + "\n  desc: d\n  condition: " + condition + "\n  output: x\n  priority: NOTICE\n"
                + more;
    }

    /** Loads files with the names f1.yaml, f2.yaml and so on. */
    static LoadResult load(LoaderSettings settings, String... contents) {
        List<SourceText> files = new ArrayList<>();
        for (String content : contents) {
            files.add(new SourceText("f" + (files.size() + 1) + ".yaml", content));
        }
        return RuleLoader.load(files, settings);
    }

    /** The rules of files that must load. */
    static List<CompiledRule> rules(String... contents) {
        LoadResult result = load(SETTINGS, contents);
        assertThat(result.successful()).as(ReportText.summary(result)).isTrue();
        return result.rules();
    }

    /** The condition of the first rule of files that must load, with everything put in. */
    static String compiled(String... contents) {
        return Printer.print(rules(contents).getFirst().texts().resolved());
    }

    /** Code, place and message of the first error. */
    static String error(String... contents) {
        Diagnostic error = load(SETTINGS, contents).reports().stream()
                .flatMap(report -> report.errors().stream())
                .findFirst()
                .orElseThrow();
        return error.code() + " " + error.span().map(span -> span.place() + " ").orElse("") + error.message();
    }

    /** The codes of the warnings about the last file. */
    static List<String> warnings(String... contents) {
        return load(SETTINGS, contents).reports().getLast().warnings().stream()
                .map(Diagnostic::code)
                .toList();
    }
}
