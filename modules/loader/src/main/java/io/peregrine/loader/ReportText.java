package io.peregrine.loader;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.Location;
import io.peregrine.diagnostics.SourceText;
import java.util.List;

/** The results of loading as text for people. */
public final class ReportText {
    private static final String RULER = "------\n";

    private ReportText() {}

    /**
     * What {@code -V} prints on standard output: the verdict on each file, with its errors and warnings when it is invalid and the one line
     * {@code Ok, with warnings} when it only has warnings.
     */
    public static String summary(LoadResult result) {
        return summary(result, ReportForm.PLACED);
    }

    /** The same in a form. */
    public static String summary(LoadResult result, ReportForm form) {
        StringBuilder text = new StringBuilder();
        for (LoadReport report : result.reports()) {
            text.append(text.isEmpty() ? "" : "\n");
            boolean onlyWarnings = report.successful() && !report.warnings().isEmpty();
            text.append(onlyWarnings ? report.file().name() + ": Ok, with warnings" : full(report, form));
        }
        return text.toString();
    }

    /** The verdict on one file with everything that is to be said about it. */
    public static String full(LoadReport report) {
        return full(report, ReportForm.PLACED);
    }

    /** The same in a form. */
    public static String full(LoadReport report, ReportForm form) {
        StringBuilder text = new StringBuilder(report.file().name()).append(": ");
        if (!report.successful()) {
            text.append("Invalid");
        } else {
            text.append(report.warnings().isEmpty() ? "Ok" : "Ok, with warnings");
        }
        appendViolations(text, report.violations(), form);
        append(text, report.errors(), "Errors", new Showing(form, report.file()));
        append(text, report.warnings(), "Warnings", new Showing(form, report.file()));
        return text.toString();
    }

    /** The verdict on one file in three lines at most, with codes only. */
    public static String brief(LoadReport report) {
        StringBuilder text = new StringBuilder(report.file().name()).append(": ");
        text.append(report.successful() ? "Ok" : "Invalid");
        text.append(report.successful() && !report.warnings().isEmpty() ? ", with warnings" : "");
        appendCodes(text, report.errors(), "errors");
        appendCodes(text, report.warnings(), "warnings");
        return text.toString();
    }

    private record Showing(ReportForm form, SourceText file) {}

    private static void appendViolations(StringBuilder text, List<RuleSchema.Violation> violations, ReportForm form) {
        if (violations.isEmpty()) {
            return;
        }
        text.append('\n').append(violations.size()).append(" Schema warnings:\n");
        for (RuleSchema.Violation violation : violations) {
            text.append(RULER).append(form.violation(violation));
        }
        text.append(RULER);
    }

    private static void appendCodes(StringBuilder text, List<Diagnostic> diagnostics, String kind) {
        if (diagnostics.isEmpty()) {
            return;
        }
        List<String> codes =
                diagnostics.stream().map(d -> d.code() + " (" + title(d) + ")").toList();
        text.append("\n ").append(diagnostics.size()).append(' ').append(kind).append(": [");
        text.append(String.join(" ", codes)).append(']');
    }

    private static void append(StringBuilder text, List<Diagnostic> diagnostics, String kind, Showing showing) {
        if (diagnostics.isEmpty()) {
            return;
        }
        text.append('\n').append(diagnostics.size()).append(' ').append(kind).append(":\n");
        for (Diagnostic diagnostic : diagnostics) {
            append(text, diagnostic, showing);
        }
    }

    private static void append(StringBuilder text, Diagnostic diagnostic, Showing showing) {
        String lead = "In ";
        for (Location step : diagnostic.context()) {
            text.append(lead).append(step.kind());
            text.append(step.item().isEmpty() ? "" : " '" + step.item() + "'");
            text.append(": (")
                    .append(step.name())
                    .append(':')
                    .append(step.line())
                    .append(':');
            text.append(step.column()).append(")\n");
            lead = "    ";
        }
        text.append(showing.form().place(diagnostic)).append(RULER);
        text.append(showing.form().snippet(diagnostic, showing.file()));
        text.append(RULER);
        text.append(diagnostic.code()).append(" (").append(title(diagnostic)).append("): ");
        text.append(diagnostic.message()).append('\n');
        text.append(showing.form().hint(diagnostic));
    }

    private static String title(Diagnostic diagnostic) {
        return LoadCode.valueOf(diagnostic.code()).title()
                + diagnostic.subject().map(field -> ": field '" + field + "'").orElse("");
    }
}
