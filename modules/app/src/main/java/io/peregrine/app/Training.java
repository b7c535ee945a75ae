package io.peregrine.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the recording of the ahead-of-time cache runs before the watch that it records ({@code scripts/build.sh}): a replay in the same process, so that
 * the cache holds what replays need. Asked for by the property {@value #CAPTURE}, which nobody else needs.
 */
final class Training {
    private static final String CAPTURE = "peregrine.training.capture";

    private Training() {}

    /** The command line of the replay, where one is asked for: that of the watch with another source. */
    static Optional<List<String>> replay(List<String> watch) {
        return Optional.ofNullable(System.getProperty(CAPTURE)).map(capture -> {
            List<String> line = new ArrayList<>(watch);
            line.remove("--dry-run");
            int limit = line.indexOf("-M");
            if (limit >= 0) {
                line.subList(limit, limit + 2).clear(); // a replay would wait for it
            }
            line.addAll(List.of("-o", "engine.kind=replay", "-o", "engine.replay.capture_file=" + capture));
            line.addAll(List.of("-o", "webserver.enabled=false"));
            return line;
        });
    }
}
