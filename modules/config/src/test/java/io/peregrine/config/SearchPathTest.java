package io.peregrine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which file is read when the command line names none. */
class SearchPathTest {
    @TempDir
    private Path dir;

    @Test
    void theFirstExistingFileOfTheSearchPathIsTaken() throws Exception {
        Path second = write("second.yaml", "json_output: true");
        write("third.yaml", "json_output: false");
        ConfigurationLoader loader = new ConfigurationLoader(
                List.of(dir.resolve("first.yaml"), second, dir.resolve("third.yaml")), Map.of());
        LoadedConfiguration loaded = loader.load(ConfigurationRequest.empty());
        assertThat(loaded.mainFile()).contains(second);
        assertThat(loaded.values().format().json()).isTrue();
        assertThat(new ConfigurationLoader(List.of(), Map.of())
                        .load(ConfigurationRequest.empty())
                        .mainFile())
                .isEmpty();
    }

    @Test
    void theSystemsFilesComeBeforeTheShippedOneUnlessTheFolderIsPortable() throws Exception {
        Path shipped = dir.resolve("peregrine.yaml");
        Path falco = Path.of("/etc/falco/falco.yaml");
        assertThat(ConfigurationLoader.searchPath(dir)).containsSubsequence(falco, shipped);
        Files.createFile(dir.resolve("portable"));
        assertThat(ConfigurationLoader.searchPath(dir)).containsSubsequence(shipped, falco);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }
}
