package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code fd.name} says of opens that fail: the path that was asked for, and nothing where a handle was given. */
class FailedOpensTest {
    @TempDir
    private Path folder;

    @Test
    void aFailedOpenByHandleHasNoName() throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                - rule: open
                  desc: Opens that fail.
                  condition: evt.type in (open, openat, openat2, open_by_handle_at) and evt.rawres < 0
                  output: "%evt.type of %fd.name <- %evt.arg.name"
                  priority: INFO
                """);
        Path configuration =
                Files.writeString(folder.resolve("c.yaml"), Engine.replay(Engine.golden("captures/random-3.scap.gz")));

        String text = Engine.run(List.of("-c", configuration.toString(), "-r", rules.toString()), Map.of())
                .text();

        assertThat(text)
                .contains("\"evt.type\":\"open_by_handle_at\",\"fd.name\":\"<NA>\"")
                .contains("\"evt.type\":\"openat\",\"fd.name\":\"/srv/rw/509/w/a/b/d1/l1\"")
                .doesNotContain("\"openat\",\"fd.name\":\"<NA>\"", "\"open\",\"fd.name\":\"<NA>\"");
    }
}
