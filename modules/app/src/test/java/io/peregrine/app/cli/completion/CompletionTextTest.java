package io.peregrine.app.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.peregrine.app.cli.CommandLineReader;
import io.peregrine.app.cli.Invocation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shells themselves are asked what they complete; one that is not installed is left out. */
class CompletionTextTest {
    @TempDir
    private Path folder;

    @Test
    void bashCompletesCommandsAndValues() throws Exception {
        Path script = script("bash");
        assertThat(bash(script, "peregrine", "re")).contains("record", "read").doesNotContain("lint");
        assertThat(bash(script, "peregrine", "completion", "")).contains("bash", "zsh", "fish", "man");
        assertThat(bash(script, "peregrine", "read", "--s")).containsExactly("--summary");
    }

    @Test
    void fishCompletesCommandsAndValues() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/fish")), "fish is not installed");
        Path script = script("fish");
        assertThat(run("fish", "-c", "source " + script + "; complete -C'peregrine re'"))
                .anyMatch(line -> line.startsWith("record\t"))
                .anyMatch(line -> line.startsWith("read\t"));
        assertThat(run("fish", "-c", "source " + script + "; complete -C'peregrine completion '"))
                .contains("bash", "zsh");
    }

    @Test
    void zshTakesTheFunctions() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/zsh")), "zsh is not installed");
        String load = "autoload -Uz compinit; compinit -u -D; source " + script("zsh") + "; echo $_comps[peregrine]";
        assertThat(run("zsh", "-f", "-c", load)).containsExactly("_peregrine");
    }

    @Test
    void theManualPageHasEveryCommandAndOption() throws Exception {
        String page = text("man");
        assertThat(page).startsWith(".TH PEREGRINE 1 ");
        assertThat(page).contains("peregrine record COMMAND...", "\\-\\-enable\\-source", "\\fB\\-\\-private\\fR");
        assertThat(page.lines().filter(line -> line.startsWith(".")))
                .allMatch(line -> line.matches("\\.(TH|SH|SS|TP|PP|nf|fi)( .*)?"));
    }

    private static List<String> bash(Path script, String... words) throws Exception {
        String array = String.join(" ", List.of(words)) + (words[words.length - 1].isEmpty() ? "''" : "");
        return run(
                "bash",
                "-c",
                "source " + script + "; COMP_WORDS=(" + array + "); COMP_CWORD=" + (words.length - 1)
                        + "; _complete_peregrine 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"");
    }

    private Path script(String shell) throws Exception {
        return Files.writeString(folder.resolve(shell), text(shell));
    }

    private static String text(String shell) throws Exception {
        return ((Invocation.ShowHelp)
                        CommandLineReader.read(List.of("completion", shell)).invocation())
                .text();
    }

    private static List<String> run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
