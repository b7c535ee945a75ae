package io.peregrine.app.cli;

import java.util.List;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options of a usual start, described by calls instead of annotations: picocli reads annotations by reflection and makes proxies of them, which takes
 * longer than all else that it does with a usual command line.
 */
abstract class OptionGroup {
    /** What stands over the options in help, in picocli's notation. */
    abstract String heading();

    /** The options in the order of help; each belongs to one command only. */
    abstract List<OptionSpec> options();

    /** Adds the options to a command, in no group. */
    final void addTo(CommandSpec command) {
        options().forEach(command::addOption);
    }

    /**
     * Adds the options to a command as a group of its help.
     *
     * @param order where the group stands among others
     */
    final void addTo(CommandSpec command, int order) {
        ArgGroupSpec.Builder group =
                ArgGroupSpec.builder().validate(false).heading(heading()).order(order);
        options().forEach(group::addArg);
        command.addArgGroup(group.build());
    }

    static OptionSpec flag(String description, String... names) {
        return OptionSpec.builder(names)
                .type(boolean.class)
                .description(description)
                .build();
    }

    static OptionSpec one(Class<?> type, String label, String description, String... names) {
        return OptionSpec.builder(names)
                .type(type)
                .paramLabel(label)
                .description(description)
                .build();
    }

    static OptionSpec many(String label, String description, String... names) {
        return OptionSpec.builder(names)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel(label)
                .description(description.split("\n", -1))
                .build();
    }

    static boolean isGiven(OptionSpec flag) {
        return Boolean.TRUE.equals(flag.getValue());
    }

    static List<String> values(OptionSpec option) {
        List<String> values = option.getValue();
        return values == null ? List.of() : List.copyOf(values);
    }
}
