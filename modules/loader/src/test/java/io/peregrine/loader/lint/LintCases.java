package io.peregrine.loader.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.fields.catalog.BuiltinFields;
import io.peregrine.fields.catalog.FieldSettings;
import io.peregrine.loader.LoadResult;
import io.peregrine.loader.LoaderSettings;
import io.peregrine.loader.ReportText;
import io.peregrine.loader.RuleLoader;
import java.util.List;

/** Rule files for tests of lint, and what is found in them. */
final class LintCases {
    private static final LoaderSettings SETTINGS = LoaderSettings.of(BuiltinFields.syscall(FieldSettings.DEFAULT));

    static List<Diagnostic> check(String file) {
        LoadResult result = RuleLoader.load(List.of(new SourceText("f.yaml", file)), SETTINGS);
        assertThat(result.successful()).as(ReportText.summary(result)).isTrue();
        return Lint.check(result);
    }

    static String rule(String name, String condition) {
        return "- rule: %s\n  desc: d\n  condition: >\n    %s\n  output: x\n  priority: INFO\n"
                .formatted(name, condition);
    }

    static List<String> codes(String file) {
        return check(file).stream().map(Diagnostic::code).toList();
    }
}
