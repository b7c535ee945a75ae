package io.peregrine.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** Where configuration and rules come from; see {@link OptionGroup}. */
final class ConfigurationOptions extends OptionGroup {
    private final OptionSpec file = one(Path.class, "FILE", "Configuration file.", "-c");

    private final OptionSpec overrides = many("KEY=VALUE", """
            Set one setting, over what the files say; may be given many times.
              -o webserver.listen_port=9000     a key below another
              -o rules_files[0]=/a.yaml         an entry of a list, from 0
              -o 'append_output[]={"extra_output": "x"}'  a new entry; braces and brackets hold YAML
              -o 'static_fields.a\\.b=c'         a dot that belongs to a name""", "-o", "--option");

    private final OptionSpec rules = many(
            "RULES",
            "Rules file, or folder of .yaml and .yml files, instead of rules_files; may be given many times.",
            "-r");

    @Override
    String heading() {
        return "%nConfiguration and rules:%n";
    }

    @Override
    List<OptionSpec> options() {
        return List.of(file, overrides, rules);
    }

    Optional<Path> file() {
        return Optional.ofNullable(file.getValue());
    }

    List<String> overrides() {
        return values(overrides);
    }

    List<String> rules() {
        return values(rules);
    }
}
