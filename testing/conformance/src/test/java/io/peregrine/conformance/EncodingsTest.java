package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Configuration and rules as editors on other systems save them. */
class EncodingsTest {
    @TempDir
    private Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void aByteOrderMarkSaysHowAFileIsRead(String encoding) throws Exception {
        Charset charset = Charset.forName(encoding);
        Path rules = write(
                "rules.yaml",
                "- {rule: größe, desc: d, condition: evt.type = execve, output: 'ö 日本 %proc.name', priority: INFO}\n",
                charset);
        Path configuration = write("c.yaml", Engine.replay(Engine.golden("captures/syscalls.scap.gz")), charset);

        Engine.Result result = Engine.run(List.of("-c", configuration.toString(), "-r", rules.toString()), Map.of());

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(new String(result.out(), StandardCharsets.UTF_8)).contains("\"rule\":\"größe\"");
        assertThat(Engine.run(List.of("-V", rules.toString()), Map.of()).exit()).isZero();
    }

    private Path write(String name, String text, Charset charset) throws Exception {
        return Files.write(dir.resolve(name), ("\ufeff" + text).getBytes(charset));
    }
}
