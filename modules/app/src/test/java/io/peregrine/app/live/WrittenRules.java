package io.peregrine.app.live;

import io.peregrine.app.CommandFailure;
import io.peregrine.app.rules.LoadedRules;
import io.peregrine.app.rules.RuleFields;
import io.peregrine.app.rules.RulesLoading;
import io.peregrine.app.rules.SystemHostNames;
import io.peregrine.app.watch.SessionParts;
import io.peregrine.config.Configuration;
import io.peregrine.recorder.CaptureFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One rule in a file of a folder, loaded as the engine loads rules. */
record WrittenRules(Path folder) {
    /** A configuration with one rule of this condition. */
    Configuration configuration(String condition, String settings) throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                - rule: one
                  desc: One rule.
                  condition: %s
                  output: "%%evt.type"
                  priority: INFO
                """.formatted(condition));
        return SessionParts.configuration("rules_files: [%s]%nload_plugins: []%n%s".formatted(rules, settings));
    }

    LoadedRules load(Configuration configuration) throws CommandFailure {
        return new RulesLoading(
                        configuration,
                        SessionParts.environment(),
                        new RuleFields(new CaptureFields(), new SystemHostNames()),
                        (level, line) -> {})
                .load();
    }
}
