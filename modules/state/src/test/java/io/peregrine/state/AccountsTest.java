package io.peregrine.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.ByteString;
import io.peregrine.schema.EventCodes;
import io.peregrine.state.proc.FileStatus;
import io.peregrine.state.proc.PasswordFiles;
import io.peregrine.state.proc.ProcFiles;
import io.peregrine.state.proc.SystemFiles;
import io.peregrine.state.scan.ProcessScan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users and groups that threads turn out to have, looked up in the lists of a host and of a container. */
class AccountsTest {
    private static final ByteString CONTAINER = ByteString.of("3ad7b26ded6d");

    @TempDir
    Path host;

    private final CountedFiles files = new CountedFiles();
    private Scenario scenario;

    /** A host's files, with the number of times that one was read. */
    private final class CountedFiles implements ProcFiles {
        private int reads;
        private int looks;

        private SystemFiles files() {
            return new SystemFiles(host.toString());
        }

        @Override
        public Optional<ByteString> read(String path, int limit) {
            reads++;
            looks++;
            return files().read(path, limit);
        }

        @Override
        public Optional<ByteString> link(String path) {
            looks++;
            return files().link(path);
        }

        @Override
        public List<String> list(String path) {
            return files().list(path);
        }

        @Override
        public Optional<FileStatus> status(String path) {
            looks++;
            return files().status(path);
        }
    }

    @BeforeEach
    void aHostAndAContainer() throws IOException {
        write("etc/passwd", "root:x:0:0:root:/root:/bin/bash\nweb:x:33:34::/srv:/bin/false\n");
        write("etc/group", "root:x:0:\nwww:x:34:web\n");
        link("proc/1/ns/mnt", "mnt:[1]");
        link("proc/100/ns/mnt", "mnt:[2]");
        write("proc/100/root/etc/passwd", "app:x:1000:1000::/app:/bin/sh\n");
        write("proc/100/root/etc/group", "app:x:1000:\n");
        scenario = new Scenario(new StateTables(StateSettings.DEFAULT, ProcessScan.NONE, new PasswordFiles(files)));
        scenario.exec(100, 100, "bash");
        files.reads = 0;
    }

    private void write(String path, String text) throws IOException {
        Path file = host.resolve(path);
        Files.createDirectories(file.getParent());
        Path fresh = Files.write(file.resolveSibling("fresh"), text.getBytes(StandardCharsets.UTF_8));
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private void link(String path, String target) throws IOException {
        Path link = host.resolve(path);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }

    /** A program begins in the container. */
    private void begin(ByteString container) {
        if (!container.isEmpty()) {
            scenario.tables.learnAccounts(scenario.thread(100));
        }
    }

    private User userAfterSetuid(ByteString container, long uid) {
        begin(container);
        scenario.event(100, EventCodes.SYSCALL_SETUID_X, "res", 0, "uid", uid);
        return scenario.tables.users().find(container, uid);
    }

    private Group groupAfterSetgid(ByteString container, long gid) {
        begin(container);
        scenario.event(100, EventCodes.SYSCALL_SETGID_X, "res", 0, "gid", gid);
        return scenario.tables.groups().find(container, gid);
    }

    private void enterContainer() {
        scenario.thread(100).setSlot(ThreadSlots.CONTAINER_ID, CONTAINER);
    }

    @Test
    void theHostsListIsAskedForWhoIsUnknown() {
        assertThat(userAfterSetuid(ByteString.EMPTY, 33).name()).hasToString("web");
        assertThat(groupAfterSetgid(ByteString.EMPTY, 34).name()).hasToString("www");
    }

    @Test
    void aContainersListIsItsOwn() {
        enterContainer();
        assertThat(userAfterSetuid(CONTAINER, 1000).name()).hasToString("app");
        assertThat(groupAfterSetgid(CONTAINER, 1000).name()).hasToString("app");
        assertThat(userAfterSetuid(CONTAINER, 33).isNone()).isTrue();
        assertThat(groupAfterSetgid(CONTAINER, 34).isNone()).isTrue();
    }

    @Test
    void aContainerThatHasNotLeftTheHostsRootHasNoListYet() throws IOException {
        Files.move(host.resolve("proc/100/root"), host.resolve("image"));
        link("proc/100/root", host.toString());
        enterContainer();
        assertThat(userAfterSetuid(CONTAINER, 33).isNone()).isTrue();

        Files.delete(host.resolve("proc/100/root"));
        Files.move(host.resolve("image"), host.resolve("proc/100/root"));
        assertThat(userAfterSetuid(CONTAINER, 1000).name()).hasToString("app");
        assertThat(groupAfterSetgid(CONTAINER, 34).isNone()).isTrue();
    }

    @Test
    void aListIsReadAgainOnlyWhenItWasChanged() throws IOException {
        for (ByteString container : List.of(ByteString.EMPTY, CONTAINER)) {
            files.reads = 0;
            for (int i = 0; i < 5; i++) {
                assertThat(userAfterSetuid(container, 4242).isNone()).isTrue();
                assertThat(groupAfterSetgid(container, 4343).isNone()).isTrue();
            }
            assertThat(files.reads).isEqualTo(2);

            String root = container.isEmpty() ? "" : "proc/100/root/";
            write(root + "etc/passwd", "late:x:4242:4242::/:/bin/sh\n");
            write(root + "etc/group", "later:x:4343:\n");
            assertThat(userAfterSetuid(container, 4242).name()).hasToString("late");
            assertThat(groupAfterSetgid(container, 4343).name()).hasToString("later");
            enterContainer();
        }
    }

    @Test
    void aProcessOfTheHostsMountNamespaceHasNoListOfItsOwn() throws IOException {
        enterContainer();
        Files.delete(host.resolve("proc/100/ns/mnt"));
        link("proc/100/ns/mnt", "mnt:[1]");
        assertThat(userAfterSetuid(CONTAINER, 1000).isNone()).isTrue();
        assertThat(groupAfterSetgid(CONTAINER, 1000).isNone()).isTrue();
        assertThat(files.reads).isZero();
    }

    @Test
    void theAccountsOfAContainerThatHasGoneAreForgottenAndTakeNoRoom() {
        enterContainer();
        long before = scenario.tables.budget().used();
        userAfterSetuid(CONTAINER, 1000);
        groupAfterSetgid(CONTAINER, 1000);
        assertThat(scenario.tables.budget().used()).isGreaterThan(before);

        scenario.tables.forgetAccounts(CONTAINER);
        assertThat(scenario.tables.users().find(CONTAINER, 1000).isNone()).isTrue();
        assertThat(scenario.tables.groups().find(CONTAINER, 1000).isNone()).isTrue();
        assertThat(scenario.tables.budget().used()).isEqualTo(before);
        assertThat(userAfterSetuid(CONTAINER, 1000).name())
                .as("it may come again")
                .hasToString("app");
    }

    @Test
    void whoMakesAContainerTakesItsUserWithoutALookAtFiles() {
        enterContainer();
        files.looks = 0;
        scenario.event(100, EventCodes.SYSCALL_SETGID_X, "res", 0, "gid", 1000);
        scenario.event(100, EventCodes.SYSCALL_SETUID_X, "res", 0, "uid", 1000);
        assertThat(files.looks).isZero();
        scenario.tables.learnAccounts(scenario.thread(100));
        assertThat(scenario.tables.users().find(CONTAINER, 1000).name()).hasToString("app");
    }

    @Test
    void whoKnowsTheUserAndTheGroupLooksAtNoFile() {
        enterContainer();
        userAfterSetuid(CONTAINER, 1000);
        groupAfterSetgid(CONTAINER, 1000);
        files.looks = 0;
        scenario.tables.learnAccounts(scenario.thread(100));
        assertThat(files.looks).isZero();
    }

    @Test
    void oneLookAtTheRootServesUsersAndGroups() {
        enterContainer();
        files.looks = 0;
        scenario.tables.learnAccounts(scenario.thread(100));
        int first = files.looks;
        scenario.tables.forgetAccounts(CONTAINER);
        files.looks = 0;
        scenario.tables.learnAccounts(scenario.thread(100));
        assertThat(files.looks)
                .as("namespace, root, the two lists and their states; the host's own were looked at before")
                .isEqualTo(6)
                .isLessThanOrEqualTo(first);
    }

    /** A container can put anything there; reading a FIFO that nobody writes would stop the engine for ever. */
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aFifoInThePlaceOfAListIsNotRead() throws IOException, InterruptedException {
        enterContainer();
        Path list = host.resolve("proc/100/root/etc/passwd");
        Files.delete(list);
        Process mkfifo =
                new ProcessBuilder("mkfifo", list.toString()).inheritIO().start();
        assertThat(mkfifo.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(mkfifo.exitValue()).isZero();
        assertThat(userAfterSetuid(CONTAINER, 1000).isNone()).isTrue();
    }
}
