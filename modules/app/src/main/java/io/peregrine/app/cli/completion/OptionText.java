package io.peregrine.app.cli.completion;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the command model says of commands and options, as plain texts. */
final class OptionText {
    private OptionText() {}

    /** The options of a command that help shows, in the order of their declaration. */
    static List<OptionSpec> visible(CommandSpec command) {
        return command.options().stream().filter(option -> !option.hidden()).toList();
    }

    /** The commands below one, each once. */
    static List<CommandSpec> below(CommandSpec command) {
        return command.subcommands().values().stream()
                .map(sub -> sub.getCommandSpec())
                .distinct()
                .toList();
    }

    /** The description's first line without markup. */
    static String brief(ArgSpec argument) {
        return argument.description().length == 0
                ? ""
                : lines(argument.description()).getFirst();
    }

    /** A command's description as one line. */
    static String brief(CommandSpec command) {
        String text =
                String.join(" ", lines(command.usageMessage().description())).strip();
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    /** Lines of a description or footer without markup; what stands for a percent sign or a line's end is put in. */
    static List<String> lines(String[] texts) {
        List<String> lines = new ArrayList<>();
        for (String text : texts) {
            lines.addAll(Ansi.OFF.string(String.format(text)).lines().toList());
            if (text.isEmpty()) {
                lines.add("");
            }
        }
        return lines;
    }

    /** Whether the value is the name of a file. */
    static boolean isFile(ArgSpec argument) {
        Class<?> type = argument.isMultiValue() ? argument.auxiliaryTypes()[0] : argument.type();
        return type == Path.class
                || type == File.class
                || List.of("RULES", "FILE").contains(argument.paramLabel());
    }

    /** The values that the option takes, empty when they are not listed. */
    static List<String> values(ArgSpec argument) {
        return argument.completionCandidates() == null
                ? List.of()
                : StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                        .collect(Collectors.toList());
    }
}
