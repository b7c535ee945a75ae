package io.peregrine.app.cli.completion;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completions of fish: a {@code complete} line for each option and command. */
final class FishCompletion {
    private final StringBuilder text = new StringBuilder();

    private FishCompletion() {}

    static String of(CommandSpec root) {
        FishCompletion completion = new FishCompletion();
        completion
                .text
                .append("# fish completion for ")
                .append(root.name())
                .append("; made by 'peregrine completion fish'.\n");
        completion.add(root, root.name(), List.of());
        return completion.text.toString();
    }

    private void add(CommandSpec command, String program, List<String> path) {
        List<String> names =
                OptionText.below(command).stream().map(CommandSpec::name).toList();
        String here = condition(path, names);
        for (CommandSpec sub : OptionText.below(command)) {
            line(program, here)
                    .append(" -f -a ")
                    .append(sub.name())
                    .append(" -d ")
                    .append(quoted(OptionText.brief(sub)));
            text.append('\n');
        }
        for (OptionSpec option : OptionText.visible(command)) {
            line(program, here);
            for (String name : option.names()) {
                text.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
            }
            if (option.arity().max() > 0) {
                text.append(value(option));
            }
            text.append(" -d ").append(quoted(OptionText.brief(option))).append('\n');
        }
        for (ArgSpec argument : command.positionalParameters()) {
            List<String> values = OptionText.values(argument);
            if (!values.isEmpty()) {
                line(program, here)
                        .append(" -f -a ")
                        .append(quoted(String.join(" ", values)))
                        .append('\n');
            }
        }
        for (CommandSpec sub : OptionText.below(command)) {
            List<String> longer = new ArrayList<>(path);
            longer.add(sub.name());
            add(sub, program, longer);
        }
    }

    private StringBuilder line(String program, String condition) {
        return text.append("complete -c ").append(program).append(" -n ").append(quoted(condition));
    }

    private static String value(OptionSpec option) {
        List<String> values = OptionText.values(option);
        if (!values.isEmpty()) {
            return " -x -a " + quoted(String.join(" ", values));
        }
        return OptionText.isFile(option) ? " -r -F" : option.arity().min() == 0 ? "" : " -x";
    }

    private static String condition(List<String> path, List<String> below) {
        StringBuilder condition = new StringBuilder();
        for (String name : path) {
            condition
                    .append(condition.isEmpty() ? "" : "; and ")
                    .append("__fish_seen_subcommand_from ")
                    .append(name);
        }
        if (!below.isEmpty()) {
            condition
                    .append(condition.isEmpty() ? "" : "; and ")
                    .append("not __fish_seen_subcommand_from ")
                    .append(String.join(" ", below));
        }
        return condition.isEmpty() ? "true" : condition.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
