package io.peregrine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events show what a call gave, never what an earlier one left in the programs' workspace. */
class OnlyGivenBytesLiveTest {
    private static final byte PATTERN = (byte) 0xa5;
    /** So many bytes of the pattern in a row are no accident. */
    private static final int RUN = 4;

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

    @BeforeEach
    void fill() throws Exception {
        live.probe().fillWorkspaces(PATTERN);
    }

    @ParameterizedTest
    @ValueSource(ints = {501, 504, 509, 514, 77, 78})
    void noEventOfARandomWorkloadShowsThePattern(int seed) throws Exception {
        Path program = Live.compile(folder, "randwork");
        Path work = Files.createDirectory(folder.resolve("work"));

        List<SeenEvent> events =
                live.run(new ProcessBuilder(program.toString(), Integer.toString(seed), "60", work.toString()));

        assertThat(events).hasSizeGreaterThan(100);
        List<String> leaks = new ArrayList<>();
        for (SeenEvent event : events) {
            for (int i = 0; i < event.params().size(); i++) {
                if (showsPattern(event.params().get(i))) {
                    leaks.add(event.constant() + " "
                            + event.descriptor().params().get(i).name());
                }
            }
        }
        assertThat(leaks).isEmpty();
    }

    private static boolean showsPattern(byte[] value) {
        int run = 0;
        for (byte b : value) {
            run = b == PATTERN ? run + 1 : 0;
            if (run == RUN) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aSocketNamesWhatItSendsTo() throws Exception {
        Path program = Live.compile(folder, "mixed", """
                #include <arpa/inet.h>
                #include <string.h>
                #include <sys/socket.h>
                int main(void) {
                    int six = socket(AF_INET6, SOCK_DGRAM, 0), four = socket(AF_INET, SOCK_DGRAM, 0);
                    struct sockaddr_in a = {AF_INET, htons(4242), {htonl(0x7f000042)}};
                    sendto(six, "x", 1, 0, (void *)&a, sizeof a);
                    a.sin_family = AF_UNSPEC;
                    sendto(four, "x", 1, 0, (void *)&a, sizeof a);
                    struct sockaddr_in6 b = {AF_INET6, htons(53), 0, IN6ADDR_LOOPBACK_INIT, 0};
                    connect(six, (void *)&b, sizeof b);
                    struct sockaddr none = {AF_UNSPEC, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}};
                    connect(six, &none, sizeof none);
                    return 0;
                }
                """);
        List<SeenEvent> events = live.run(new ProcessBuilder(program.toString()));

        List<byte[]> sent = tuples(events, "SOCKET_SENDTO_X");
        assertThat(sent.get(0)).hasSize(37).endsWith(end(mapped("127.0.0.66"), 4242));
        assertThat(sent.get(1))
                .hasSize(13)
                .endsWith(end(InetAddress.getByName("127.0.0.66").getAddress(), 4242));
        List<byte[]> connected = tuples(events, "SOCKET_CONNECT_X");
        assertThat(connected.get(0)).endsWith(end(InetAddress.getByName("::1").getAddress(), 53));
        assertThat(connected.get(1)).hasSize(37).endsWith(end(new byte[16], 0));
    }

    private static List<byte[]> tuples(List<SeenEvent> events, String code) {
        return events.stream()
                .filter(event -> event.constant().equals(code))
                .map(event -> event.bytes("tuple"))
                .toList();
    }

    private static byte[] mapped(String address) throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = -1;
        System.arraycopy(InetAddress.getByName(address).getAddress(), 0, mapped, 12, 4);
        return mapped;
    }

    private static byte[] end(byte[] address, int port) {
        byte[] end = Arrays.copyOf(address, address.length + 2);
        end[address.length] = (byte) port;
        end[address.length + 1] = (byte) (port >> 8);
        return end;
    }
}
