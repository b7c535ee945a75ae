package io.peregrine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.ByteString;
import io.peregrine.event.Compatibility;
import io.peregrine.event.render.PathText;
import io.peregrine.event.render.TextBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PathsTest {
    private final PathText paths = PathText.of(Compatibility.RIGHT);
    private static final String ALPHABET = "/./.ab~\u0001";

    /** The short cut for clean paths against the cleaner itself. */
    @Test
    void joiningEqualsCleaning() {
        Random random = new Random(3);
        ByteString[] directories = {ByteString.of("/"), ByteString.of("/srv/"), ByteString.EMPTY, ByteString.of(".")};
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            ByteString path = ByteString.of(text.toString());
            ByteString directory = directories[random.nextInt(directories.length)];
            TextBuffer expected = new TextBuffer();
            paths.concatenate(expected, directory, path.array(), 0, path.length());
            assertThat(Paths.join(directory, path, paths))
                    .as("%s under %s", path, directory)
                    .isEqualTo(expected.copy());
        }
    }

    @Test
    void aLongPathIsReplaced() {
        ByteString path = ByteString.of("/" + "x".repeat(5000));
        assertThat(Paths.join(ByteString.EMPTY, path, paths).toString()).isEqualTo("/DIR_TOO_LONG/FILENAME_TOO_LONG");
    }
}
