package io.peregrine.loader;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.Location;
import io.peregrine.diagnostics.SourceText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of {@code -V} as one JSON object: {@code falco_load_results} with an entry for each file and, where descriptions were asked for,
 * {@code falco_describe_results}. Lines and columns count from 0, those of conditions from the start of their YAML value.
 */
public final class ReportJson {
    private ReportJson() {}

    /** The results of a load. */
    public static String write(LoadResult result) {
        return write(result, Optional.empty(), ReportForm.PLACED);
    }

    /**
     * The results of a load, with a description when all went well.
     *
     * @param form how snippets are drawn
     */
    public static String write(LoadResult result, Optional<RuleDescription> description, ReportForm form) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put(
                "falco_load_results",
                result.reports().stream().map(report -> report(report, form)).toList());
        description.filter(_ -> result.successful()).ifPresent(d -> root.put("falco_describe_results", d.tree()));
        return PlainJson.write(root);
    }

    private static Map<String, Object> report(LoadReport report, ReportForm form) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", report.file().name());
        entry.put("successful", report.successful());
        if (isYaml(report)) {
            List<RuleSchema.Violation> violations = report.violations();
            entry.put("schema_valid", violations.isEmpty());
            entry.put(
                    "schema_warnings", violations.stream().map(Object::toString).toList());
        }
        entry.put("errors", diagnostics(report.errors(), report.file(), form));
        entry.put("warnings", diagnostics(report.warnings(), report.file(), form));
        return entry;
    }

    private static boolean isYaml(LoadReport report) {
        return report.errors().stream().noneMatch(e -> e.code().equals(LoadCode.LOAD_ERR_YAML_PARSE.name()));
    }

    private static List<Map<String, Object>> diagnostics(
            List<Diagnostic> diagnostics, SourceText file, ReportForm form) {
        return diagnostics.stream()
                .map(diagnostic -> diagnostic(diagnostic, form.snippet(diagnostic, file)))
                .toList();
    }

    private static Map<String, Object> diagnostic(Diagnostic diagnostic, String snippet) {
        List<Map<String, Object>> locations =
                diagnostic.context().stream().map(ReportJson::location).toList();
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("code", diagnostic.code());
        entry.put("codedesc", LoadCode.valueOf(diagnostic.code()).description());
        entry.put("message", diagnostic.message());
        entry.put("context", Map.of("locations", locations, "snippet", snippet));
        diagnostic.subject().ifPresent(field -> entry.put("deprecated_field", field));
        return entry;
    }

    private static Map<String, Object> location(Location location) {
        return Map.of(
                "item_type",
                location.kind(),
                "item_name",
                location.item(),
                "position",
                Map.of(
                        "name",
                        location.name(),
                        "line",
                        location.line(),
                        "column",
                        location.column(),
                        "offset",
                        location.offset()));
    }
}
