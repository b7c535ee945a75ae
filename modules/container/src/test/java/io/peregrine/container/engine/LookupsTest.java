package io.peregrine.container.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.container.metadata.Container;
import io.peregrine.event.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runtimes that start late, die, hang and lie. */
@Timeout(60)
class LookupsTest {
    private static final String ONE = "1".repeat(64);
    private static final String TWO = "2".repeat(64);
    private static final String OTHER = "9".repeat(64);

    @TempDir
    Path folder;

    private final BlockingQueue<String> news = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable closeable : open.reversed()) {
            closeable.close();
        }
    }

    private FakeDocker docker(String socket) throws IOException {
        FakeDocker docker = FakeDocker.at(folder.resolve(socket));
        open.add(docker);
        return docker;
    }

    private Lookups lookups(String... sockets) {
        LookupOptions options = new LookupOptions(100, false, Set.of(LookupOptions.Hook.CREATE));
        List<RuntimeSocket> all = new ArrayList<>();
        for (String socket : sockets) {
            all.add(new RuntimeSocket("docker", folder.resolve(socket), path -> DockerClient.docker(path, options)));
        }
        Lookups lookups = new Lookups(all, List::of, new Lookups.News() {
            @Override
            public void added(Container container) {
                news.add("added " + container.id() + " " + container.name());
            }

            @Override
            public void removed(Container container) {
                news.add("removed " + container.id());
            }

            @Override
            public void late(Container container) {
                news.add("late " + container.id());
            }

            @Override
            public void unknown(ByteString id) {
                news.add("unknown " + id);
            }

            @Override
            public void namespaces(Set<String> names) {
                throw new AssertionError("Docker has no namespaces");
            }

            @Override
            public void say(boolean warning, String sentence) {
                log.add((warning ? "warning: " : "") + sentence);
            }
        });
        open.add(lookups);
        lookups.start();
        return lookups;
    }

    private static String shown(String id) {
        return id.substring(0, 12);
    }

    private static ByteString idOf(String id) {
        return ByteString.of(shown(id));
    }

    private String next(BlockingQueue<String> queue) throws InterruptedException {
        String next = queue.poll(30, TimeUnit.SECONDS);
        assertThat(next).as("something is told in time").isNotNull();
        return next;
    }

    /** The next sentence that says so. */
    private void awaitLog(String part) throws InterruptedException {
        String sentence = next(log);
        while (!sentence.contains(part)) {
            sentence = next(log);
        }
    }

    @Test
    void whatARuntimeHasAndTellsIsKnown() throws Exception {
        FakeDocker docker = docker("s").has(ONE, "web");
        Lookups lookups = lookups("s");
        assertThat(next(news)).isEqualTo("added " + shown(ONE) + " web");
        awaitLog("answers and has 1 container.");

        docker.has(TWO, "db").tells("create", TWO);
        assertThat(next(news)).isEqualTo("added " + shown(TWO) + " db");

        docker.has(ONE, "shop").tells("rename", ONE);
        assertThat(next(news)).isEqualTo("added " + shown(ONE) + " shop");

        docker.forgets(TWO);
        docker.tells("destroy", TWO);
        assertThat(next(news)).isEqualTo("removed " + shown(TWO));
    }

    @Test
    void aStartThatChangesNothingIsNoNews() throws Exception {
        FakeDocker docker = docker("s").has(ONE, "web");
        lookups("s");
        assertThat(next(news)).isEqualTo("added " + shown(ONE) + " web");
        awaitLog("answers");
        docker.tells("start", ONE);
        docker.has(TWO, "db").tells("create", TWO);
        assertThat(next(news)).isEqualTo("added " + shown(TWO) + " db");
    }

    @Test
    void aSocketThatComesLaterIsFound() throws Exception {
        lookups("late");
        awaitLog("No container runtime listens yet, and each is waited for: docker at " + folder.resolve("late") + ".");
        docker("late").has(ONE, "web");
        assertThat(next(news)).isEqualTo("added " + shown(ONE) + " web");
    }

    @Test
    void aRuntimeThatComesBackIsFollowedAndWhatItLostIsGone() throws Exception {
        FakeDocker first = docker("s").has(ONE, "web").has(TWO, "db");
        lookups("s");
        assertThat(Set.of(next(news), next(news)))
                .containsExactlyInAnyOrder("added " + shown(ONE) + " web", "added " + shown(TWO) + " db");
        awaitLog("answers and has 2 containers.");
        first.close();

        FakeDocker second = docker("s").has(TWO, "db");
        assertThat(next(news)).isEqualTo("removed " + shown(ONE));
        awaitLog("answers and has 1 container.");
        second.has(OTHER, "new").tells("create", OTHER);
        assertThat(next(news)).isEqualTo("added " + shown(OTHER) + " new");
    }

    private void isAskedAgainAfter(FakeDocker.Answer broken, String sentence) throws Exception {
        FakeDocker docker = docker("s");
        Lookups lookups = lookups("s");
        awaitLog("answers");
        docker.has(ONE, "web").inspectsWith(broken);
        lookups.ask(idOf(ONE));
        awaitLog(sentence);
        assertThat(lookups.isPending(idOf(ONE))).isTrue();
        assertThat(lookups.counters().failed().sum()).isPositive();

        docker.inspectsWith(docker::usual);
        assertThat(next(news)).isEqualTo("added " + shown(ONE) + " web");
        assertThat(lookups.isPending(idOf(ONE))).isFalse();
    }

    @Test
    void garbageIsToldAndAskedForAgain() throws Exception {
        isAskedAgainAfter((id, out) -> FakeDocker.send(out, "<html>busy</html>"), "is no JSON");
    }

    @Test
    void noHttpIsToldAndAskedForAgain() throws Exception {
        isAskedAgainAfter(
                (id, out) -> out.write("SSH-2.0-OpenSSH\r\n\r\n".getBytes(StandardCharsets.UTF_8)), "is no HTTP");
    }

    @Test
    void aHugeAnswerIsToldAndAskedForAgain() throws Exception {
        isAskedAgainAfter(
                (id, out) -> {
                    out.write("HTTP/1.1 200 OK\r\n\r\n\"".getBytes(StandardCharsets.UTF_8));
                    byte[] block = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
                    for (int i = 0; i < 1000; i++) {
                        out.write(block);
                    }
                },
                "is longer than");
    }

    @Test
    void anotherContainerThanTheOneAskedForIsNotBelieved() throws Exception {
        isAskedAgainAfter(
                (id, out) -> FakeDocker.send(out, FakeDocker.description(OTHER, "other")), "tells of another one");
    }

    @Test
    void anAnswerThatEndsEarlyIsToldAndAskedForAgain() throws Exception {
        isAskedAgainAfter(
                (id, out) -> out.write(
                        "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"Id\":".getBytes(StandardCharsets.UTF_8)),
                "shorter than it says");
    }

    @Test
    void aRefusalIsToldAndAskedForAgain() throws Exception {
        isAskedAgainAfter(
                (id, out) -> out.write("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8)),
                "with status 500");
    }

    @Test
    void anAnswerThatDoesNotComeIsToldAndAskedForAgain() throws Exception {
        isAskedAgainAfter((id, out) -> new CountDownLatch(1).await(), "no answer came in time");
    }

    @Test
    void aRuntimeThatHangsKeepsNobodyElse() throws Exception {
        FakeDocker hanging = docker("hangs");
        docker("sound").has(ONE, "web");
        Lookups lookups = lookups("hangs", "sound");
        assertThat(next(news)).isEqualTo("added " + shown(ONE) + " web");
        awaitLog("hangs answers");
        hanging.inspectsWith((id, out) -> new CountDownLatch(1).await());
        lookups.forget(idOf(ONE));
        lookups.ask(idOf(ONE));
        assertThat(next(news)).isEqualTo("added " + shown(ONE) + " web");
    }

    @Test
    void anAnswerFromBeforeAContainersEndServesAlertsButDoesNotBringItBack() throws Exception {
        FakeDocker docker = docker("s");
        Lookups lookups = lookups("s");
        awaitLog("answers");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        docker.has(ONE, "web").inspectsWith((id, out) -> {
            asked.countDown();
            gone.await();
            docker.usual(id, out);
        });
        docker.tells("create", ONE);
        asked.await();
        lookups.ask(idOf(ONE));
        lookups.forget(idOf(ONE));
        assertThat(lookups.isPending(idOf(ONE))).as("an alert may wait for it").isTrue();
        gone.countDown();
        assertThat(next(news)).isEqualTo("late " + shown(ONE));
        assertThat(next(news)).isEqualTo("late " + shown(ONE));
        assertThat(lookups.find(idOf(ONE)).orElseThrow().name()).hasToString("web");
        docker.forgets(ONE);
        docker.tells("destroy", ONE);
        docker.has(TWO, "db").tells("create", TWO);
        assertThat(next(news)).isEqualTo("added " + shown(TWO) + " db");
    }

    @Test
    void whatIsNoSocketIsToldInASentence() throws Exception {
        Files.writeString(folder.resolve("file"), "");
        lookups("file");
        awaitLog("warning: The container runtime docker at " + folder.resolve("file") + " cannot be asked: ");
    }
}
