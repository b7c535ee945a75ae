package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both paths of calls that name two directories begin from them, in {@code fs.path} fields. */
class TwoDirectoriesTest {
    private static final String RULES = """
            - rule: path
              desc: A call with two directories.
              condition: evt.type in (linkat, renameat, renameat2)
              output: "%fs.path.source and %fs.path.target"
              priority: INFO
            """;

    private static final String TESTS = """
            - test: two directories
              given:
                - open: {path: /etc/ssh, flags: O_RDONLY|O_DIRECTORY, by: {as: mover, exe: /bin/mover, cwd: /root}}
                - call: {type: openat, args: {fd: "6", dirfd: "-100", name: /var/log, flags: O_RDONLY|O_DIRECTORY}, by: mover}
                - call: {type: %s, args: {%s: "5", oldpath: a, %s: "6", newpath: b}, by: mover}
              expect: [{rule: path, fields: {fs.path.source: %s, fs.path.target: %s}}]
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "renameat, /etc/ssh/a, /var/log/b",
        "renameat2, /etc/ssh/a, /var/log/b",
        "linkat, /var/log/b, /etc/ssh/a"
    })
    void pathsBeginFromTheDirectoriesThatTheCallNames(String call, String source, String target) throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), RULES);
        boolean link = call.equals("linkat");
        Path tests = Files.writeString(
                folder.resolve("tests.yaml"),
                TESTS.formatted(call, link ? "olddir" : "olddirfd", link ? "newdir" : "newdirfd", source, target));

        Engine.Result result = Engine.run(List.of("test", "-r", rules.toString(), tests.toString()), Map.of());

        assertThat(result.text() + result.err()).contains("1 passed");
    }
}
