package io.peregrine.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the bench is asked to do.
 *
 * @param capture the file to replay
 * @param mode how far each event goes
 * @param rules the rules files of mode {@link Mode#RULES}, in order
 * @param enableAll judge rules too that are switched off
 * @param warming the passes before measuring, the cold one included
 * @param measured the passes whose median is printed
 */
record BenchOptions(Path capture, Mode mode, List<Path> rules, boolean enableAll, int warming, int measured) {
    private static final String USAGE =
            "usage: testing/bench/run CAPTURE [--mode read|state|rules|families] [--rules FILE]... [--enable-all yes] [--warm N] [--passes N]";

    /** How far each event goes. */
    enum Mode {
        /** Read. */
        READ,
        /** Read, and its state kept. */
        STATE,
        /** Read, its state kept, and judged. */
        RULES,
        /** As {@link #STATE}, and what each family of events allocates is added up instead of timed. */
        FAMILIES
    }

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException with the usage when they are wrong
     */
    static BenchOptions parse(List<String> arguments) {
        Path capture = null;
        Mode mode = Mode.RULES;
        List<Path> rules = new ArrayList<>();
        boolean enableAll = false;
        int warming = 5;
        int measured = 5;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                capture = Path.of(argument);
                continue;
            }
            if (++i == arguments.size()) {
                throw new IllegalArgumentException(USAGE);
            }
            String value = arguments.get(i);
            switch (argument) {
                case "--mode" -> mode = Mode.valueOf(value.toUpperCase(Locale.ROOT));
                case "--rules" -> rules.add(Path.of(value));
                case "--enable-all" -> enableAll = value.equals("yes");
                case "--warm" -> warming = Integer.parseInt(value);
                case "--passes" -> measured = Integer.parseInt(value);
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        if (capture == null) {
            throw new IllegalArgumentException(USAGE);
        }
        return new BenchOptions(capture, mode, rules, enableAll, warming, measured);
    }

    /** The replay that they ask for. */
    Replay replay() {
        return switch (mode) {
            case READ -> new ReadReplay(capture);
            case STATE, FAMILIES -> new StateReplay(capture);
            case RULES -> RulesReplay.load(capture, rules, enableAll);
        };
    }
}
