package io.peregrine.bench.live;

import io.peregrine.event.SourceException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What the probe adds to a system call: the same loops under every {@link LiveCondition}. The conditions take turns, so that a change of the
 * machine's own load meets all of them. Takes less than three minutes.
 */
final class CallCosts {
    private static final int TURNS = 16;
    private static final String MILLISECONDS_A_KIND = "150";

    private final CProgram meter;

    CallCosts(Path folder) throws IOException, InterruptedException {
        meter = CProgram.compile(folder, "meter");
    }

    CostTable measure() throws SourceException, IOException {
        CostTable table = new CostTable("nanoseconds");
        try (Drain drain = new Drain()) {
            for (int turn = 0; turn < TURNS; turn++) {
                for (LiveCondition condition : LiveCondition.values()) {
                    condition.apply(drain);
                    for (String line : meter.run(MILLISECONDS_A_KIND)) {
                        String[] words = line.split(" ");
                        table.add(words[0], condition.label(), Double.parseDouble(words[1]));
                    }
                }
            }
        }
        return table;
    }
}
