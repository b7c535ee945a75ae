package io.peregrine.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Recordings that the command line makes of a replayed capture, in a folder of a test. */
final class Recordings {
    private final Path folder;
    private final Path out;

    Recordings(Path folder) throws IOException {
        this.folder = folder;
        out = Files.createDirectories(folder.resolve("recordings"));
    }

    /** What the names of the files begin with. */
    Path prefix() {
        return out.resolve("r");
    }

    /** Replays one of the golden captures by rules, with settings of {@code capture} in YAML. */
    Engine.Result run(String capture, String settings, String rules, String... arguments) throws IOException {
        return run(Engine.golden("captures/" + capture + ".scap.gz"), settings, rules, arguments);
    }

    /** Replays a capture. */
    Engine.Result run(Path capture, String settings, String rules, String... arguments) throws IOException {
        return Engine.run(arguments(capture, settings, rules, arguments), Map.of());
    }

    /** The arguments of such a run. */
    List<String> arguments(Path capture, String settings, String rules, String... more) throws IOException {
        String config = Engine.replay(capture)
                .replace(
                        "capture: {enabled: false}",
                        "capture: {enabled: true, path_prefix: %s, %s}".formatted(prefix(), settings));
        List<String> all = new ArrayList<>(List.of(
                "-c",
                Files.writeString(folder.resolve("recording.yaml"), config).toString(),
                "-r",
                Files.writeString(folder.resolve("recording-rules.yaml"), rules).toString()));
        all.addAll(List.of(more));
        return all;
    }

    /** A capture recorded again from its first event to its last. */
    Path again(String capture) throws IOException {
        Engine.Result result = run(capture, "mode: all_rules, default_duration: 100000000", """
            - rule: all
              desc: Every event.
              condition: evt.num >= 1
              output: all
              priority: DEBUG
            """);
        if (result.exit() != 0) {
            throw new IllegalStateException(result.err());
        }
        return files().getFirst();
    }

    /** The files, the oldest first. */
    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.sorted().toList();
        }
    }
}
