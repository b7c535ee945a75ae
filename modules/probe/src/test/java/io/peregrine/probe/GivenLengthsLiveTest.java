package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a structure or a value whose length the call says, no byte behind that length is shown. */
class GivenLengthsLiveTest {
    /** What the programs have in all memory that they do not hand over: seen in an event it was read without being given. */
    private static final String GUARDED = """
            #define _GNU_SOURCE
            #include <fcntl.h>
            #include <linux/openat2.h>
            #include <linux/sched.h>
            #include <netinet/in.h>
            #include <string.h>
            #include <sys/socket.h>
            #include <sys/syscall.h>
            #include <unistd.h>
            static unsigned char memory[64];
            static void *guarded(const void *given, int length) {
                memset(memory, 0x5b, sizeof memory);
                return memcpy(memory, given, length);
            }
            """;

    /** The flag of a file that is opened without any. */
    private static final int READING = 1;

    private static Live live;

    @TempDir
    private Path folder;

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
    void optionsThatAreSet() throws Exception {
        List<SeenEvent> set = run("SOCKET_SETSOCKOPT_X", """
                int main(void) {
                    int s = socket(AF_INET, SOCK_DGRAM, 0);
                    long zero[8] = {0x01020304, 7};
                    setsockopt(s, SOL_SOCKET, SO_SNDBUF, guarded(zero, 2), 2);
                    setsockopt(s, SOL_SOCKET, SO_SNDBUF, guarded(zero, 0), 0);
                    setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, guarded(zero, 15), 15);
                    setsockopt(s, IPPROTO_IP, IP_OPTIONS, guarded(zero, 3), 3);
                    setsockopt(s, SOL_SOCKET, SO_LINGER, guarded(zero, 5), 5);
                    return 0;
                }
                """);

        assertThat(set)
                .extracting(event -> event.hex("val"))
                .containsExactly(
                        "02" + "04030000", "02" + "00000000", "04" + "00".repeat(8), "00040302", "000403020100");
    }

    @Test
    void optionsThatAreAskedFor() throws Exception {
        List<SeenEvent> got = run("SOCKET_GETSOCKOPT_X", """
                int main(void) {
                    int s = socket(AF_INET, SOCK_DGRAM, 0);
                    socklen_t length = 2;
                    getsockopt(s, SOL_SOCKET, SO_TYPE, guarded("", 0), &length);
                    length = 1;
                    getsockopt(s, SOL_SOCKET, SO_ERROR, guarded("", 0), &length);
                    length = 4;
                    getsockopt(s, SOL_SOCKET, SO_COOKIE, guarded("", 0), &length);
                    length = 3;
                    getsockopt(s, IPPROTO_IP, IP_TTL, guarded("", 0), &length);
                    return 0;
                }
                """);

        assertThat(got.get(0).hex("val")).isEqualTo("02" + "02000000");
        assertThat(got.get(1).hex("val")).isEqualTo("01" + "00".repeat(8));
        assertThat(got.get(2).hex("val")).as("refused: nothing was written").isEqualTo("03" + "5b5b5b5b" + "00000000");
        assertThat(got.get(3).hex("val"))
                .as("the kernel shortens a small number to a byte")
                .isEqualTo("0040");
    }

    @Test
    void howAFileIsOpened() throws Exception {
        List<SeenEvent> opened = run("SYSCALL_OPENAT2_X", """
                int main(void) {
                    struct open_how how = {O_RDWR | O_CREAT, 0640, RESOLVE_IN_ROOT};
                    for (int length = 8; length <= 24; length += 8)
                        syscall(SYS_openat2, AT_FDCWD, "/nowhere/file", guarded(&how, length), length);
                    syscall(SYS_openat2, AT_FDCWD, "/nowhere/file", guarded(&how, 4), 0);
                    return 0;
                }
                """);

        assertThat(opened).extracting(event -> event.unsigned("mode")).containsExactly(0L, 0640L, 0640L, 0L);
        assertThat(opened)
                .extracting(event -> event.unsigned("resolve") > 0)
                .containsExactly(false, false, true, false);
        assertThat(opened)
                .extracting(event -> event.unsigned("flags") > READING)
                .containsExactly(true, true, true, false);
    }

    @Test
    void howAProcessIsMade() throws Exception {
        List<SeenEvent> made = run("SYSCALL_CLONE3_X", """
                int main(void) {
                    struct clone_args how = {.flags = CLONE_NEWNS | CLONE_VFORK};
                    for (int length = 4; length <= 8; length += 4)
                        syscall(SYS_clone3, guarded(&how, length), length);
                    return 0;
                }
                """);

        assertThat(made)
                .filteredOn(event -> event.signed("res") < 0)
                .extracting(event -> event.unsigned("flags") > 0)
                .containsExactly(false, true);
    }

    /** The events of a code that a program made, whose functions use what {@link #GUARDED} says. */
    private List<SeenEvent> run(String code, String main) throws Exception {
        Path program = Live.compile(folder, "guarded", GUARDED + main);
        return live.run(new ProcessBuilder(program.toString())).stream()
                .filter(event -> event.constant().equals(code))
                .toList();
    }
}
