package io.peregrine.bench.live;

import io.peregrine.event.SourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the probe adds to a system call: the same loops under every {@link LiveCondition}, and beside other engines. The conditions take turns, so that a
 * change of the machine's own load meets all of them. Takes less than three minutes, and some 5 seconds a turn more for each other engine.
 */
final class CallCosts {
    private static final String MILLISECONDS_A_KIND = "150";

    private final Path folder;
    private final int turns;
    private final List<String> others;
    private final CProgram meter;

    /**
     * @param turns how often each condition is measured
     * @param others command lines of other engines, each of which is one condition more
     */
    CallCosts(Path folder, int turns, List<String> others) throws IOException, InterruptedException {
        this.folder = folder;
        this.turns = turns;
        this.others = others;
        meter = CProgram.compile(folder, "meter");
    }

    CostTable measure() throws SourceException, IOException, InterruptedException {
        CostTable table = new CostTable("nanoseconds");
        try (Drain drain = new Drain()) {
            for (int turn = 0; turn < turns; turn++) {
                for (LiveCondition condition : LiveCondition.values()) {
                    if (condition == LiveCondition.USUAL_TRACEPOINTS && !drain.hasFunctions()) {
                        continue;
                    }
                    condition.apply(drain);
                    measure(condition.label(), table);
                }
                LiveCondition.NOTHING.apply(drain);
                for (String other : others) {
                    Beside beside = Beside.start(folder, other);
                    try {
                        measure(Beside.name(other), table);
                    } finally {
                        beside.close();
                    }
                }
            }
        }
        return table;
    }

    private void measure(String label, CostTable table) throws IOException {
        for (String line : meter.run(MILLISECONDS_A_KIND)) {
            String[] words = line.split(" ");
            table.add(words[0], label, Double.parseDouble(words[1]));
        }
    }
}
