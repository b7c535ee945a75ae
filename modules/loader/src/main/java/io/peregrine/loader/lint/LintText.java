package io.peregrine.loader.lint;

import io.peregrine.alert.JsonText;
import io.peregrine.diagnostics.Diagnostic;
import java.util.List;

/** Findings as text for people and as JSON for machines. */
public final class LintText {
    private LintText() {}

    /** Each finding with its line, caret and fix, and the number of findings at the end. */
    public static String text(List<Diagnostic> findings) {
        StringBuilder text = new StringBuilder();
        findings.forEach(finding -> text.append(finding.render()).append('\n'));
        return text.append(findings.size())
                .append(findings.size() == 1 ? " finding\n" : " findings\n")
                .toString();
    }

    /** An array of objects with {@code code}, {@code message}, {@code fix}, {@code file}, {@code line} and {@code column}, the last two from 1. */
    public static String json(List<Diagnostic> findings) {
        StringBuilder out = new StringBuilder("[");
        for (Diagnostic finding : findings) {
            out.append(out.length() > 1 ? "," : "").append('{');
            member(out, "code", finding.code()).append(',');
            member(out, "message", finding.message()).append(',');
            member(out, "fix", finding.hint().orElse(""));
            finding.span().ifPresent(span -> {
                member(out.append(','), "file", span.source().name());
                out.append(",\"line\":")
                        .append(span.line() + 1)
                        .append(",\"column\":")
                        .append(span.column() + 1);
            });
            out.append('}');
        }
        return out.append(']').toString();
    }

    private static StringBuilder member(StringBuilder out, String name, String value) {
        out.append('"').append(name).append("\":");
        JsonText.appendString(out, value);
        return out;
    }
}
