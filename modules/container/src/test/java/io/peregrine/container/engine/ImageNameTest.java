package io.peregrine.container.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.container.json.AnswerReader;
import io.peregrine.container.json.Json;
import io.peregrine.container.metadata.Image;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a container's image is called, by what it was asked for and what the image tells of itself when it is looked at. */
class ImageNameTest {
    private static final String ID = "ebd30a4348bf35713dcbba6d6b701d7b3e8a9c194e0c65036c7dec526cb9a000";
    private static final LookupOptions OPTIONS = new LookupOptions(100, false, Set.of(LookupOptions.Hook.CREATE));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "web:1, web:1, -, web, 1", // it still has the name
                "web, web:latest, -, web, latest",
                "gone:1, other:2, registry:5000/other@sha256:aa, gone, 1", // it lost the name meanwhile
                "gone, -, -, gone, latest", // it has none any more
                "host:5000/team/web:1, other:2, -, host:5000/team/web, 1",
                "ebd30a4348bf, web:1, -, web, 1", // asked for by its id, of which a few letters do
                "ebd3, web:1, -, web, 1",
                "sha256:ebd30a43, web:1, registry:5000/web@sha256:aa, registry:5000/web, ''",
                "web@sha256:aa, host/web:3, host/web@sha256:aa, host/web, 3"
            })
    void isTheOneThatWasAskedFor(String asked, String tag, String digest, String repository, String shown)
            throws Exception {
        Image image = read(
                asked,
                "{\"Id\":\"sha256:" + ID + "\",\"RepoTags\":[" + quoted(tag) + "],\"RepoDigests\":[" + quoted(digest)
                        + "]}");
        assertThat(image.repository()).hasToString(repository);
        assertThat(image.tag()).hasToString(shown);
        assertThat(image.name()).hasToString(asked);
        assertThat(image.id()).hasToString(ID);
        assertThat(image.digest()).hasToString(digest == null ? "" : "sha256:aa");
    }

    @ParameterizedTest
    @CsvSource({"web:1, web, 1", "web@sha256:aa, web, ''", "ebd30a4348bf, '', ''"})
    void isKnownOfAnImageThatHasGone(String asked, String repository, String tag) throws Exception {
        Image image = read(asked, "null");
        assertThat(image.repository()).hasToString(repository);
        assertThat(image.tag()).hasToString(tag);
        assertThat(image.id()).hasToString(ID);
    }

    private static Image read(String asked, String image) throws Exception {
        Json inspected = json(
                "{\"Id\":\"%s\",\"Name\":\"/c\",\"Image\":\"sha256:%s\",\"Config\":{\"Image\":\"%s\"},\"HostConfig\":{}}"
                        .formatted("1".repeat(64), ID, asked));
        return new InspectReading(inspected, OPTIONS)
                .container(EngineApi.DOCKER, json(image))
                .image();
    }

    private static Json json(String text) throws Exception {
        return AnswerReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String text) {
        return text == null ? "" : '"' + text + '"';
    }
}
