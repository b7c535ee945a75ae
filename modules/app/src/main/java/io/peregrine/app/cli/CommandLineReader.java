package io.peregrine.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads a command line. */
public final class CommandLineReader {
    private static final int WIDTH = 110;

    private CommandLineReader() {}

    /**
     * Reads the arguments behind the program's name; help is plain text.
     *
     * @throws UsageException if they cannot be understood
     */
    public static ParsedCommandLine read(List<String> arguments) throws UsageException {
        return read(arguments, () -> false);
    }

    /**
     * Reads the arguments behind the program's name.
     *
     * @param coloured whether help sets off its words by a terminal's attributes
     * @throws UsageException if they cannot be understood
     */
    public static ParsedCommandLine read(List<String> arguments, BooleanSupplier coloured) throws UsageException {
        Optional<ParsedCommandLine> run = readRun(arguments);
        if (run.isPresent()) {
            return run.get();
        }
        CommandLine.Help.Ansi ansi = coloured.getAsBoolean() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF;
        RootCommand root = new WholeCommand();
        CommandLine line = commandLine(root.grouped());
        line.getSubcommands().values().forEach(sub -> sub.setUsageHelpWidth(WIDTH));
        ParseResult result = parse(line, arguments);
        if (result.hasSubcommand()) {
            List<String> warnings = new ArrayList<>();
            CommandLine sub = result.subcommand().commandSpec().commandLine();
            if (result.subcommand().isUsageHelpRequested()) {
                return new ParsedCommandLine(new Invocation.ShowHelp(sub.getUsageMessage(ansi)), List.of());
            }
            Subcommand command = sub.getCommand();
            return new ParsedCommandLine(command.invocation(root.configuration(warnings)), warnings);
        }
        if (result.isUsageHelpRequested()) {
            return new ParsedCommandLine(new Invocation.ShowHelp(line.getUsageMessage(ansi)), List.of());
        }
        return parsed(root);
    }

    /**
     * The arguments as options of the program alone; empty when they are something else, or wrong. A model of options takes a millisecond for each of
     * them, so that those of a usual start are tried by themselves: what they do not know, as a value too, is left to all of them.
     */
    private static Optional<ParsedCommandLine> readRun(List<String> arguments) throws UsageException {
        RootCommand usual = new RootCommand();
        if (understands(commandLine(usual.usual()).setUnmatchedOptionsAllowedAsOptionParameters(false), arguments)) {
            return Optional.of(parsed(usual));
        }
        RootCommand root = new RootCommand();
        return understands(commandLine(root.ungrouped()), arguments) ? Optional.of(parsed(root)) : Optional.empty();
    }

    private static boolean understands(CommandLine line, List<String> arguments) {
        try {
            return !line.parseArgs(arguments.toArray(String[]::new)).isUsageHelpRequested();
        } catch (ParameterException e) {
            return false;
        }
    }

    private static ParsedCommandLine parsed(RootCommand root) throws UsageException {
        List<String> warnings = new ArrayList<>();
        return new ParsedCommandLine(root.invocation(warnings), warnings);
    }

    private static CommandLine commandLine(Object command) {
        return new CommandLine(command).setUsageHelpWidth(WIDTH).setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static ParseResult parse(CommandLine line, List<String> arguments) throws UsageException {
        try {
            return line.parseArgs(arguments.toArray(String[]::new));
        } catch (UnmatchedArgumentException e) {
            throw unmatched(e);
        } catch (MissingParameterException e) {
            // an option that does not exist is told before what is missing beside it
            List<String> unmatched = e.getCommandLine().getUnmatchedArguments();
            throw unmatched.isEmpty()
                    ? usage(sentence(e), e)
                    : unmatched(new UnmatchedArgumentException(e.getCommandLine(), unmatched));
        } catch (ParameterException e) {
            throw usage(sentence(e), e);
        }
    }

    private static UsageException unmatched(UnmatchedArgumentException e) {
        String unmatched = e.getUnmatched().getFirst();
        String kind = e.isUnknownOption() ? "There is no option '" : "There is nothing to do with the argument '";
        String hint = e.getSuggestions().isEmpty()
                ? ""
                : " Did you mean " + e.getSuggestions().getFirst() + "?";
        return usage(kind + unmatched + "'." + hint, e);
    }

    private static String sentence(ParameterException e) {
        if (e.getArgSpec() instanceof CommandLine.Model.OptionSpec option
                && option.type() == long.class
                && e.getValue() != null) {
            return "The option " + option.longestName() + " takes a whole number of " + unit(option) + ", but '"
                    + e.getValue() + "' is none.";
        }
        String message = e.getMessage().strip();
        return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
    }

    private static String unit(CommandLine.Model.OptionSpec option) {
        return option.paramLabel().toLowerCase(Locale.ROOT);
    }

    private static UsageException usage(String sentence, ParameterException e) {
        CommandLine line = e.getCommandLine();
        int status = line.getCommand() instanceof Subcommand subcommand ? subcommand.usageStatus() : 1;
        return new UsageException(sentence + " See " + line.getCommandSpec().qualifiedName() + " --help.", status);
    }
}
