package io.peregrine.app.cli;

import picocli.CommandLine.Command;

/**
 * The program's own options and its commands. Making their models takes longer than all else that the start does with the command line, so they are
 * made only for arguments that the options alone do not explain.
 */
@Command(
        subcommands = {
            RecordOptions.class,
            ReadOptions.class,
            HuntOptions.class,
            ProfileOptions.class,
            LintOptions.class,
            TestOptions.class,
            ExplainOptions.class,
            FmtOptions.class,
            SuggestOptions.class,
            DocsOptions.class,
            LspOptions.class,
            MigrateOptions.class,
            ArtifactOptions.class,
            PluginOptions.class,
            CompletionCommand.class
        })
final class WholeCommand extends RootCommand {}
