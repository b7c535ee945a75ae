package io.peregrine.app.cli.completion;

import java.util.List;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion of zsh: a function for each command, which hands {@code _arguments} the specifications of its options. */
final class ZshCompletion {
    private final StringBuilder text = new StringBuilder();

    private ZshCompletion() {}

    static String of(CommandSpec root) {
        ZshCompletion completion = new ZshCompletion();
        completion
                .text
                .append("#compdef ")
                .append(root.name())
                .append("\n# zsh completion for ")
                .append(root.name())
                .append("; made by 'peregrine completion zsh'.\n");
        completion.function("_" + root.name(), root);
        completion
                .text
                .append("\nif [ \"$funcstack[1]\" = _")
                .append(root.name())
                .append(" ]; then _")
                .append(root.name())
                .append(" \"$@\"; else compdef _")
                .append(root.name())
                .append(' ')
                .append(root.name())
                .append("; fi\n");
        return completion.text.toString();
    }

    private void function(String name, CommandSpec command) {
        List<CommandSpec> below = OptionText.below(command);
        text.append('\n').append(name).append("() {\n  local curcontext=\"$curcontext\" state line\n  _arguments -S");
        text.append(below.isEmpty() ? "" : " -C");
        for (OptionSpec option : OptionText.visible(command)) {
            for (String spelling : option.names()) {
                text.append(" \\\n    ").append(specification(option, spelling));
            }
        }
        if (below.isEmpty()) {
            command.positionalParameters()
                    .forEach(argument -> text.append(" \\\n    ").append(positional(argument)));
            text.append("\n}\n");
            return;
        }
        text.append(
                        " \\\n    '1: :->command' \\\n    '*:: :->rest'\n  case $state in\n    command)\n      local -a commands\n")
                .append("      commands=(");
        below.forEach(sub -> text.append("\n        ").append(quoted(sub.name() + ":" + OptionText.brief(sub))));
        text.append("\n      )\n      _describe command commands ;;\n    rest)\n      case $line[1] in\n");
        below.forEach(sub -> text.append("        ")
                .append(sub.name())
                .append(") ")
                .append(name)
                .append('_')
                .append(sub.name())
                .append(" ;;\n"));
        text.append("      esac ;;\n  esac\n}\n");
        below.forEach(sub -> function(name + "_" + sub.name(), sub));
    }

    private static String specification(OptionSpec option, String spelling) {
        StringBuilder spec = new StringBuilder();
        if (option.isMultiValue()) {
            spec.append('*');
        } else if (option.names().length > 1) {
            spec.append('(').append(String.join(" ", option.names())).append(')');
        }
        boolean isLong = spelling.startsWith("--");
        spec.append(spelling);
        if (option.arity().max() > 0) {
            spec.append(option.arity().min() == 0 ? "=-" : isLong ? "=" : "+");
        }
        spec.append('[').append(escaped(OptionText.brief(option))).append(']');
        if (option.arity().max() > 0) {
            spec.append(option.arity().min() == 0 ? "::" : ":").append(value(option));
        }
        return quoted(spec.toString());
    }

    private static String positional(ArgSpec argument) {
        return quoted((argument.isMultiValue() ? "*:" : ":") + value(argument));
    }

    private static String value(ArgSpec argument) {
        String label = escaped(argument.paramLabel());
        List<String> values = OptionText.values(argument);
        if (!values.isEmpty()) {
            return label + ":(" + String.join(" ", values) + ")";
        }
        return label + ":"
                + (OptionText.isFile(argument)
                        ? "_files"
                        : argument.paramLabel().equals("COMMAND") ? "_normal" : "");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace(":", "\\:");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
