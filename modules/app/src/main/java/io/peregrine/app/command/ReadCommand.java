package io.peregrine.app.command;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.read.CaptureSummary;
import io.peregrine.app.read.EventPrinter;
import io.peregrine.app.read.SummaryText;
import io.peregrine.app.rules.ContainerSetup;
import io.peregrine.app.rules.RuleSetup;
import io.peregrine.app.rules.SystemHostNames;
import io.peregrine.app.terminal.Progress;
import io.peregrine.app.terminal.Terminal;
import io.peregrine.config.Configuration;
import io.peregrine.container.ContainerPlugin;
import io.peregrine.event.SourceException;
import io.peregrine.fields.FieldClass;
import io.peregrine.filter.syntax.FilterException;
import io.peregrine.filter.template.TemplateException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The command {@code read}: prints the events of a capture, or what is in it. */
public final class ReadCommand {
    private final CommandEnvironment environment;
    private final Terminal terminal;

    /** A command that prints on this terminal. */
    public ReadCommand(CommandEnvironment environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    /**
     * Reads the capture.
     *
     * @return the exit status
     * @throws CommandFailure with the sentence that the user reads
     */
    public int execute(Invocation.ReadCapture read, Configuration configuration) throws CommandFailure {
        try {
            return read.summary() ? summarise(read) : print(read, configuration);
        } catch (SourceException e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    private int summarise(Invocation.ReadCapture read) throws SourceException, CommandFailure {
        CaptureSummary summary;
        try (Progress progress = terminal.progress(false)) {
            summary = CaptureSummary.of(read.file(), progress, environment.err()::println);
        }
        terminal.print(read.json() ? SummaryText.json(summary) : SummaryText.text(summary, terminal.style()));
        if (summary.damage().isPresent()) {
            throw new CommandFailure(summary.damage().get());
        }
        return 0;
    }

    private int print(Invocation.ReadCapture read, Configuration configuration) throws SourceException, CommandFailure {
        try (SystemHostNames hosts = new SystemHostNames();
                Progress progress = terminal.progress(true)) {
            Optional<ContainerPlugin> containers = ContainerSetup.plugin(configuration);
            List<FieldClass> fields =
                    containers.map(ContainerPlugin::fields).stream().toList();
            RuleSetup setup = new RuleSetup(configuration, environment, fields, hosts);
            new EventPrinter(setup.catalog(), read.filter(), read.format(), read.json(), containers)
                    .print(read.file(), terminal.out(), progress, environment.err()::println);
            return 0;
        } catch (FilterException e) {
            throw new CommandFailure("The condition of --filter is wrong: " + e.getMessage() + ".", e);
        } catch (TemplateException e) {
            throw new CommandFailure("The text of --format is wrong: " + e.getMessage() + ".", e);
        } catch (IOException e) {
            terminal.failed(e);
            return 0;
        }
    }
}
