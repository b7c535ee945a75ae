package io.peregrine.app.migrate;

import io.peregrine.app.migrate.MigrationItem.Verdict;
import io.peregrine.config.Configuration;
import io.peregrine.config.LoadedConfiguration;
import io.peregrine.config.OutputSettings;
import java.nio.file.Path;
import java.util.List;

/** Settings that are taken, but mean something else once an ordinary user with four capabilities watches in Falco's place. */
final class SettingFindings {
    private final List<MigrationItem> findings;
    private final Path file;

    SettingFindings(List<MigrationItem> findings, Path file) {
        this.findings = findings;
        this.file = file;
    }

    void add(LoadedConfiguration loaded) {
        Configuration values = loaded.values();
        OutputSettings outputs = values.outputs();
        outputs.file()
                .ifPresent(
                        output -> changes(
                                "file_output",
                                output.filename()
                                        + " must be writable for the user peregrine; new files are for their owner alone (0600)"));
        outputs.program()
                .ifPresent(output -> changes(
                        "program_output",
                        "'" + output.program()
                                + "' runs as the user peregrine with the engine's capabilities, not as root"));
        if (outputs.http().isPresent()) {
            changes("http_output", "certificates and keys must be readable for the user peregrine");
        }
        for (String missing : values.rules().missing()) {
            findings.add(new MigrationItem(
                    Verdict.NOT_NEEDED, "rules", missing, "does not exist and is skipped, as by Falco"));
        }
    }

    private void changes(String setting, String note) {
        findings.add(new MigrationItem(Verdict.CHANGES, setting, file.toString(), note));
    }
}
