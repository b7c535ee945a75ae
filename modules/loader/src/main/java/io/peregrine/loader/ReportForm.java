package io.peregrine.loader;

import io.peregrine.diagnostics.Diagnostic;
import io.peregrine.diagnostics.Location;
import io.peregrine.diagnostics.OffsetSnippet;
import io.peregrine.diagnostics.Snippet;
import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.Span;

/** How it is shown where a rules file is wrong. */
public enum ReportForm {
    /** The user's own line with what is wrong in it underlined, the place as editors jump to it, and a hint. */
    PLACED {
        @Override
        String place(Diagnostic diagnostic) {
            return diagnostic.span().map(span -> "At " + span.place() + '\n').orElse("");
        }

        @Override
        String snippet(Diagnostic diagnostic, SourceText file) {
            return diagnostic.span().map(Snippet::draw).orElse(OffsetSnippet.NOTHING);
        }

        @Override
        String violation(RuleSchema.Violation violation) {
            return violation + "\nAt " + violation.span().place() + '\n' + Snippet.draw(violation.span());
        }

        @Override
        String hint(Diagnostic diagnostic) {
            return diagnostic.hint().map(hint -> "Hint: " + hint + '\n').orElse("");
        }

        @Override
        public String behind() {
            return "";
        }
    },

    /** As Falco shows it, for programs that read it. */
    FALCO {
        @Override
        String place(Diagnostic diagnostic) {
            return "";
        }

        @Override
        String snippet(Diagnostic diagnostic, SourceText file) {
            Location last = diagnostic.context().getLast();
            SourceText said = diagnostic.span().map(Span::source).orElse(file);
            return OffsetSnippet.draw(last.condition().orElse(said.content()), last.offset());
        }

        @Override
        String violation(RuleSchema.Violation violation) {
            return violation.toString() + '\n';
        }

        @Override
        String hint(Diagnostic diagnostic) {
            return "";
        }

        @Override
        public String behind() {
            return "\n";
        }
    };

    /** The line above the snippet, empty when there is none. */
    abstract String place(Diagnostic diagnostic);

    /** What is shown of the file. */
    abstract String snippet(Diagnostic diagnostic, SourceText file);

    /** What is said of a violation of the schema. */
    abstract String violation(RuleSchema.Violation violation);

    /** What to do about it, empty when nothing is said. */
    abstract String hint(Diagnostic diagnostic);

    /** What stands behind the verdicts on all files. */
    public abstract String behind();
}
