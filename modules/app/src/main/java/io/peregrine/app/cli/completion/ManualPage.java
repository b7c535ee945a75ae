package io.peregrine.app.cli.completion;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page in section 1, in the macros of man(7): the program's options, then every command with its own. */
final class ManualPage {
    private final StringBuilder text = new StringBuilder();

    private ManualPage() {}

    static String of(CommandSpec root) {
        ManualPage page = new ManualPage();
        page.line(".TH PEREGRINE 1 \"\" \"Peregrine\" \"User Commands\"");
        page.section("NAME");
        page.line("peregrine \\- runtime security engine for Linux that speaks the languages of Falco");
        page.section("SYNOPSIS");
        page.line(".nf");
        OptionText.lines(root.usageMessage().customSynopsis()).forEach(line -> page.line(escaped(line.strip())));
        page.line(".fi");
        page.section("DESCRIPTION");
        page.paragraph(root);
        page.section("OPTIONS");
        page.options(root);
        page.section("COMMANDS");
        OptionText.below(root).forEach(sub -> page.command(sub, ""));
        page.footer(root);
        page.files();
        return page.text.toString();
    }

    private void command(CommandSpec command, String prefix) {
        String name = prefix + command.name();
        line(".SS \"peregrine " + escaped(name) + arguments(command) + "\"");
        paragraph(command);
        options(command);
        example(OptionText.lines(command.usageMessage().footer()));
        OptionText.below(command).forEach(sub -> command(sub, name + " "));
    }

    private static String arguments(CommandSpec command) {
        StringBuilder words = new StringBuilder();
        for (ArgSpec argument : command.positionalParameters()) {
            words.append(' ').append(escaped(argument.paramLabel())).append(argument.isMultiValue() ? "..." : "");
        }
        return words.toString();
    }

    private void paragraph(CommandSpec command) {
        List<String> lines = OptionText.lines(command.usageMessage().description()).stream()
                .filter(line -> !line.isBlank())
                .toList();
        lines.forEach(line -> line(escaped(line)));
    }

    private void options(CommandSpec command) {
        for (OptionSpec option : OptionText.visible(command)) {
            line(".TP");
            StringBuilder names = new StringBuilder();
            for (String name : option.names()) {
                names.append(names.isEmpty() ? "" : ", ")
                        .append("\\fB")
                        .append(escaped(name))
                        .append("\\fR");
            }
            if (option.arity().max() > 0) {
                String label = "\\fI" + escaped(option.paramLabel()) + "\\fR";
                names.append(option.arity().min() == 0 ? "[=" + label + "]" : " " + label);
            }
            line(names.toString());
            List<String> lines = OptionText.lines(option.description());
            line(escaped(lines.isEmpty() ? "" : lines.getFirst()));
            if (lines.size() > 1) {
                line(".nf");
                lines.subList(1, lines.size()).forEach(line -> line(escaped(line)));
                line(".fi");
            }
        }
        for (ArgSpec argument : command.positionalParameters()) {
            line(".TP");
            line("\\fI" + escaped(argument.paramLabel()) + "\\fR");
            line(escaped(OptionText.brief(argument)));
        }
    }

    private void footer(CommandSpec root) {
        section("EXAMPLES AND EXIT STATUS");
        example(OptionText.lines(root.usageMessage().footer()));
    }

    private void example(List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        line(".PP");
        line(".nf");
        lines.stream().dropWhile(String::isBlank).forEach(line -> line(escaped(line)));
        line(".fi");
    }

    private void files() {
        section("FILES");
        String[][] files = {
            {
                "/etc/peregrine/peregrine.yaml",
                "The configuration, when it is there; else /etc/falco/falco.yaml, else the shipped one."
            },
            {
                "/etc/peregrine/config.d, /etc/peregrine/rules.d",
                "Configuration and rules of this machine, read behind the shipped ones."
            },
            {
                "/usr/share/peregrine/peregrine.yaml",
                "The shipped configuration of a package: every key with its meaning."
            }
        };
        for (String[] file : files) {
            line(".TP");
            line("\\fI" + escaped(file[0]) + "\\fR");
            line(escaped(file[1]));
        }
        section("SEE ALSO");
        line("The files README.md and docs of the source tree; falco(8), systemd(1).");
    }

    private void section(String name) {
        line(".SH " + name.toUpperCase(Locale.ROOT));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** Text that the macros take as it stands: a dot or quote that begins a line is none of theirs, and a hyphen can be copied from the page. */
    private static String escaped(String text) {
        String plain = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq");
        return plain.startsWith(".") ? "\\&" + plain : plain;
    }
}
