package io.peregrine.bench.live;

import io.peregrine.event.SourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * How much longer whole pieces of work take: under the probe alone, and beside the engine with the shipped rules, which also needs a
 * processor for itself. Takes about two minutes.
 */
final class WorkCosts {
    private static final int TURNS = 3;
    private static final List<LiveCondition> CONDITIONS =
            List.of(LiveCondition.NOTHING, LiveCondition.USUAL_LATE, LiveCondition.USUAL);

    private final Path folder;
    private final List<Work> works;

    WorkCosts(Path folder) throws IOException {
        this.folder = folder;
        works = List.of(new BuildWork(folder.resolve("build")), new WebWork(folder.resolve("web")));
    }

    CostTable measure() throws IOException, InterruptedException, SourceException {
        CostTable table = new CostTable("milliseconds");
        for (Work work : works) {
            String reason = work.prepare();
            if (!reason.isEmpty()) {
                System.out.println(work.name() + " is left out: " + reason);
                continue;
            }
            try {
                measure(work, table);
            } finally {
                work.close();
            }
        }
        return table;
    }

    private void measure(Work work, CostTable table) throws IOException, InterruptedException, SourceException {
        work.run();
        for (int turn = 0; turn < TURNS; turn++) {
            try (Drain drain = new Drain()) {
                for (LiveCondition condition : CONDITIONS) {
                    condition.apply(drain);
                    table.add(work.name(), condition.label(), milliseconds(work));
                }
            }
            Engine engine = Engine.start(folder);
            try {
                table.add(work.name(), "engine", milliseconds(work));
            } finally {
                engine.close();
            }
        }
    }

    private static double milliseconds(Work work) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e6;
    }
}
