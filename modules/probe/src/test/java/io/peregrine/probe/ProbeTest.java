package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.schema.EventCodes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private static Live live;

    @BeforeAll
    static void load() throws Exception {
        live = Live.open();
    }

    @AfterAll
    static void unload() {
        if (live != null) {
            live.close();
        }
    }

    @Test
    void reportsAProgramFromItsStartToItsEnd() throws Exception {
        ProcessBuilder command = new ProcessBuilder("/bin/sh", "-c", "exec /bin/true one 'two words' ''");
        command.environment().clear();
        command.environment().put("GREETING", "hello world");

        List<SeenEvent> events = live.run(command);

        SeenEvent exec = events.stream()
                .filter(event -> event.code() == EventCodes.SYSCALL_EXECVE_19_X)
                .filter(event -> event.signed("res") == 0)
                .reduce((first, last) -> last)
                .orElseThrow();
        assertThat(exec.text("exe")).isEqualTo("/bin/true");
        assertThat(exec.texts("args")).containsExactly("one", "two words", "");
        assertThat(exec.texts("env")).contains("GREETING=hello world");
        assertThat(exec.text("comm")).isEqualTo("true");
        assertThat(exec.text("filename")).isEqualTo("/bin/true");
        assertThat(exec.text("trusted_exepath")).endsWith("/bin/true");
        assertThat(Path.of("/proc/self/task", Long.toString(exec.signed("ptid"))))
                .exists();
        assertThat(exec.unsigned("uid")).isZero();
        SeenEvent exit = events.getLast();
        assertThat(exit.code()).isEqualTo(EventCodes.PROCEXIT_1_E);
        assertThat(exit.signed("ret")).isZero();
        assertThat(exit.time()).isGreaterThan(exec.time());
    }
}
