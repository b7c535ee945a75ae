package io.peregrine.nativeplugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plugin that ends the process is named with its call in a sentence; an end in order says nothing. */
@Timeout(120)
class CrashWatchTest {
    @TempDir
    static Path folder;

    private static Path library;

    @BeforeAll
    static void compile() throws Exception {
        library = Liar.compile(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit", "abort", "fault"})
    void aPluginThatEndsTheProcessIsNamedWithItsCall(String end) throws Exception {
        assertThat(errorsOf(end))
                .contains("Error: Peregrine ended suddenly while the plugin 'liar' was in the call plugin_next_batch");
    }

    @Test
    void anEndInOrderSaysNothing() throws Exception {
        assertThat(errorsOf("the truth")).doesNotContain("ended suddenly");
    }

    /** Standard error of the program, up to the end of all who write to it. */
    private static String errorsOf(String lie) throws Exception {
        Process program = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:-CreateCoredumpOnCrash",
                        "-XX:ErrorFile=" + folder.resolve("error.log"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndingProgram.class.getName(),
                        library.toString(),
                        lie))
                .redirectOutput(new File("/dev/null"))
                .start();
        return new String(program.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
