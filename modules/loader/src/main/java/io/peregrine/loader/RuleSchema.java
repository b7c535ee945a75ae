package io.peregrine.loader;

import io.peregrine.diagnostics.SourceText;
import io.peregrine.diagnostics.Span;
import io.peregrine.diagnostics.yaml.YamlDocuments;
import io.peregrine.diagnostics.yaml.YamlNode;
import io.peregrine.diagnostics.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The JSON schema of rule files, and the check against it. */
public final class RuleSchema {
    private RuleSchema() {}

    /**
     * Something in a file that the schema does not allow.
     *
     * @param message what and where
     * @param span the characters
     */
    public record Violation(String message, Span span) {
        /** The line for results: {@code failed for} the way to the place, and what is wrong there. */
        @Override
        public String toString() {
            return "failed for " + message;
        }
    }

    /** The schema's text, as {@code --rule-schema} prints it. */
    public static String text() {
        try (InputStream in = RuleSchema.class.getResourceAsStream("rule-schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks a file that is not read otherwise. */
    public static List<Violation> check(SourceText file) {
        return check(YamlReader.read(file));
    }

    /** Checks every document of a file; empty when all fit. A file that is not YAML has no violations. */
    static List<Violation> check(YamlDocuments documents) {
        List<Violation> violations = new ArrayList<>();
        if (documents.problem().isPresent()) {
            return violations;
        }
        YamlNode schema = YamlReader.read(new SourceText("rule-schema.json", text()))
                .documents()
                .getFirst();
        SchemaCheck check = new SchemaCheck((YamlNode.Mapping) schema, violations);
        for (YamlNode document : documents.documents()) {
            if (!Decoder.isNull(document)) {
                check.checkRoot(document);
            }
        }
        return violations;
    }
}
