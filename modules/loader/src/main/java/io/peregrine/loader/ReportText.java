package io.peregrine.loader;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.Location;
import io.peregrine.diagnostics.Snippet;
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
        StringBuilder text = new StringBuilder();
        for (LoadReport report : result.reports()) {
            text.append(text.isEmpty() ? "" : "\n");
            boolean onlyWarnings = report.successful() && !report.warnings().isEmpty();
            text.append(onlyWarnings ? report.file().name() + ": Ok, with warnings" : full(report));
        }
        return text.toString();
    }

    /** The verdict on one file with everything that is to be said about it. */
    public static String full(LoadReport report) {
        StringBuilder text = new StringBuilder(report.file().name()).append(": ");
        if (!report.successful()) {
            text.append("Invalid");
        } else {
            text.append(report.warnings().isEmpty() ? "Ok" : "Ok, with warnings");
        }
        appendViolations(text, report.violations());
        append(text, report.errors(), "Errors");
        append(text, report.warnings(), "Warnings");
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

    private static void appendViolations(StringBuilder text, List<RuleSchema.Violation> violations) {
        if (violations.isEmpty()) {
            return;
        }
        text.append('\n').append(violations.size()).append(" Schema warnings:\n");
        for (RuleSchema.Violation violation : violations) {
            text.append(RULER)
                    .append(violation)
                    .append("\nAt ")
                    .append(violation.span().place())
                    .append('\n');
            text.append(Snippet.draw(violation.span()));
        }
        text.append(RULER);
    }

    private static void appendCodes(StringBuilder text, List<Diagnostic> diagnostics, String kind) {
        if (diagnostics.isEmpty()) {
            return;
        }
        List<String> codes = diagnostics.stream()
                .map(d -> d.code() + " (" + LoadCode.valueOf(d.code()).title() + ")")
                .toList();
        text.append("\n ").append(diagnostics.size()).append(' ').append(kind).append(": [");
        text.append(String.join(" ", codes)).append(']');
    }

    private static void append(StringBuilder text, List<Diagnostic> diagnostics, String kind) {
        if (diagnostics.isEmpty()) {
            return;
        }
        text.append('\n').append(diagnostics.size()).append(' ').append(kind).append(":\n");
        for (Diagnostic diagnostic : diagnostics) {
            append(text, diagnostic);
        }
    }

    private static void append(StringBuilder text, Diagnostic diagnostic) {
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
        diagnostic
                .span()
                .ifPresent(span -> text.append("At ").append(span.place()).append('\n'));
        text.append(RULER);
        text.append(diagnostic.span().map(Snippet::draw).orElse("<No context available>\n"));
        text.append(RULER);
        String title = LoadCode.valueOf(diagnostic.code()).title();
        text.append(diagnostic.code()).append(" (").append(title).append("): ");
        text.append(diagnostic.message()).append('\n');
        diagnostic.hint().ifPresent(hint -> text.append("Hint: ").append(hint).append('\n'));
    }
}
