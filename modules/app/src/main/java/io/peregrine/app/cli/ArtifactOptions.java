package io.peregrine.app.cli;

import io.peregrine.config.ConfigurationRequest;
import io.peregrine.config.setting.TimeSpan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code artifact}. */
@Command(
        name = "artifact",
        sortOptions = false,
        description = {
            "Lists, describes, fetches and follows rules and plugins that are published in OCI registries in the form of falcoctl."
                    + " Digests are always checked, signatures of cosign where a key is given; a running engine takes new rules by itself.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  peregrine artifact list                              what the indexes have",
            "  peregrine artifact info falco-rules                  its versions",
            "  sudo peregrine artifact install falco-rules:4        into /etc/peregrine/rules.d",
            "  sudo peregrine artifact follow falco-rules:4 --every 6h",
            "  sudo peregrine artifact install registry.example.org/rules/mine:1 --key cosign.pub",
            "",
            "Indexes are those of /etc/falcoctl/falcoctl.yaml, else the public one; accounts those of Docker's configuration.",
            "Exit status: 0 when all went well; 1 otherwise, and then nothing was changed."
        })
final class ArtifactOptions implements Subcommand {
    @Mixin
    private HelpOption help = new HelpOption();

    @Option(
            names = "--index",
            paramLabel = "INDEX",
            description = "A file or address of an index; may be given many times.")
    private List<String> indexes = new ArrayList<>();

    @Option(
            names = "--rulesfiles-dir",
            paramLabel = "FOLDER",
            defaultValue = "/etc/peregrine/rules.d",
            description = "Where rules go; /etc/peregrine/rules.d without it.")
    private Path rules;

    @Option(
            names = "--plugins-dir",
            paramLabel = "FOLDER",
            defaultValue = "/usr/share/peregrine/plugins",
            description = "Where plugins go; /usr/share/peregrine/plugins without it.")
    private Path plugins;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "Take only what was signed by cosign with the key that belongs to this public one.")
    private Path key;

    @Option(names = "--plain-http", description = "Ask registries without TLS.")
    private boolean plainHttp;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            description = "With follow: how often to look, such as 30m; 6h without it.")
    private String every = "6h";

    @Parameters(
            index = "0",
            paramLabel = "VERB",
            description = "One of list, info, install and follow.",
            completionCandidates = Verbs.class)
    private Invocation.Artifacts.Verb verb;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "ARTIFACT",
            description = "Names of an index or references, with a tag or digest behind.")
    private List<String> names = new ArrayList<>();

    @Override
    public Invocation invocation(ConfigurationRequest configuration) throws UsageException {
        boolean isNameless = verb == Invocation.Artifacts.Verb.LIST || verb == Invocation.Artifacts.Verb.FOLLOW;
        if (names.isEmpty() && !isNameless) {
            throw new UsageException("Name at least one artifact; 'peregrine artifact list' shows what there is.");
        }
        Duration span = TimeSpan.parse(every)
                .filter(time -> !time.isZero())
                .orElseThrow(() ->
                        new UsageException("The option --every takes a time such as 30m or 6h, not '" + every + "'."));
        return new Invocation.Artifacts(
                verb,
                List.copyOf(names),
                List.copyOf(indexes),
                new Invocation.ArtifactTerms(rules, plugins, Optional.ofNullable(key), plainHttp, span));
    }

    /** The verbs as they are written. */
    static final class Verbs extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Verbs() {
            super(List.of("list", "info", "install", "follow"));
        }
    }
}
