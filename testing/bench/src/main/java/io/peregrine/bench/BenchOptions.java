package io.peregrine.bench;

import io.peregrine.engine.compile.Evaluator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the bench is asked to do.
 *
 * @param capture the file to replay
 * @param mode how far each event goes
 * @param judging what mode {@link Mode#RULES} judges by
 * @param warming the passes before measuring, the cold one included
 * @param measured the passes whose median is printed
 */
record BenchOptions(Path capture, Mode mode, Judged judging, int warming, int measured) {
    private static final String USAGE =
            "usage: testing/bench/run CAPTURE [--mode read|state|rules|families|filter] [--rules FILE]... [--enable-all yes] [--evaluator auto|closures|compiled] [--warm N] [--passes N]";

    /**
     * What events are judged by.
     *
     * @param rules the rules files in order
     * @param enableAll judge rules too that are switched off
     * @param evaluator who judges
     */
    record Judged(List<Path> rules, boolean enableAll, Evaluator evaluator) {}

    /** How far each event goes. */
    enum Mode {
        /** Read. */
        READ,
        /** Read, and its state kept. */
        STATE,
        /** Read, its state kept, and judged. */
        RULES,
        /** As {@link #STATE}, and what each family of events allocates is added up instead of timed. */
        FAMILIES,
        /** Read, its state kept, and counted if the kernel would have left it out under the rules. */
        FILTER
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
        Evaluator evaluator = Evaluator.AUTO;
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
                case "--evaluator" -> evaluator = Evaluator.valueOf(value.toUpperCase(Locale.ROOT));
                case "--warm" -> warming = Integer.parseInt(value);
                case "--passes" -> measured = Integer.parseInt(value);
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        if (capture == null) {
            throw new IllegalArgumentException(USAGE);
        }
        return new BenchOptions(capture, mode, new Judged(rules, enableAll, evaluator), warming, measured);
    }

    /** The replay that they ask for. */
    Replay replay() {
        return switch (mode) {
            case READ -> new ReadReplay(capture);
            case STATE, FAMILIES, FILTER -> new StateReplay(capture);
            case RULES -> RulesReplay.load(capture, judging);
        };
    }
}
