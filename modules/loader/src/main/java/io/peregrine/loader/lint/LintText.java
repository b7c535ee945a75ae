package io.peregrine.loader.lint;

import io.peregrine.alert.JsonText;
import io.peregrine.diagnostics.Diagnostic;
import java.util.List;
import tools.jackson.core.JsonGenerator;

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
        return JsonText.write(json -> {
            json.writeStartArray();
            findings.forEach(finding -> write(json, finding));
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, Diagnostic finding) {
        json.writeStartObject();
        JsonText.writeMember(json, "code", finding.code());
        JsonText.writeMember(json, "message", finding.message());
        JsonText.writeMember(json, "fix", finding.hint().orElse(""));
        finding.span().ifPresent(span -> {
            JsonText.writeMember(json, "file", span.source().name());
            json.writeNumberProperty("line", span.line() + 1);
            json.writeNumberProperty("column", span.column() + 1);
        });
        json.writeEndObject();
    }
}
