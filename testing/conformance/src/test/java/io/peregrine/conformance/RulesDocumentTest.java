package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tables of docs/rules.md are what the rules and their tests say. To accept a change, copy target/rules.md over it. */
class RulesDocumentTest {
    private static final Path DOCUMENT = Engine.home().resolve("docs/rules.md");

    @Test
    void theTablesSayWhatTheRulesAndTheirTestsSay() throws IOException {
        String written = Files.readString(DOCUMENT);
        String now = new RuleTables(Engine.home().resolve("rules")).fill(written);
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/rules.md"), now);
        assertThat(now)
                .as("docs/rules.md is behind the rules; copy testing/conformance/target/rules.md over it")
                .isEqualTo(written);
    }
}
