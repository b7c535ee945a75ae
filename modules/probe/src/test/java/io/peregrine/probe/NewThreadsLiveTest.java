package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.schema.EventCodes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new thread is reported as one, although the flags that it was made with are gone when it begins. */
class NewThreadsLiveTest {
    private static final int THREADS = 200;

    private static final String PROGRAM = """
            #include <pthread.h>
            static void *nothing(void *p) { return p; }
            int main(void)
            {
                pthread_t threads[%1$d];
                for (int i = 0; i < %1$d; i++)
                    pthread_create(&threads[i], 0, nothing, 0);
                for (int i = 0; i < %1$d; i++)
                    pthread_join(threads[i], 0);
            }
            """.formatted(THREADS);

    @TempDir
    Path folder;

    @Test
    void haveTheFlagsOfThreads() throws Exception {
        Path program = Live.compile(folder, "threads", PROGRAM);
        try (Live live = Live.open()) {
            List<String> flags = live.run(new ProcessBuilder(program.toString())).stream()
                    .filter(event -> event.code() == EventCodes.SYSCALL_CLONE3_X && event.signed("res") == 0)
                    .filter(event -> event.tid() != event.signed("pid"))
                    .map(EventText::of)
                    .map(line -> line.replaceAll(".* flags=(\\S*) .*", "$1"))
                    .toList();
            assertThat(flags)
                    .hasSize(THREADS)
                    .allSatisfy(names -> assertThat(List.of(names.split("\\|")))
                            .contains("CLONE_FILES", "CLONE_FS", "CLONE_SIGHAND", "CLONE_THREAD", "CLONE_VM"));
        }
    }
}
