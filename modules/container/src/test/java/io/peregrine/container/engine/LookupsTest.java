package io.peregrine.container.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.container.metadata.Container;
import io.peregrine.event.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who asks whom when, with Docker as the runtime. */
@Timeout(60)
class LookupsTest {
    private static final String ONE = "1".repeat(64);
    private static final String TWO = "2".repeat(64);
    private static final String OTHER = "9".repeat(64);

    @TempDir
    Path folder;

    private final HeardNews heard = new HeardNews();
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
        Lookups lookups = new Lookups(all, List::of, heard);
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

    @Test
    void whatARuntimeHasAndTellsIsKnown() throws Exception {
        FakeDocker docker = docker("s").has(ONE, "web");
        Lookups lookups = lookups("s");
        assertThat(heard.next()).isEqualTo("added " + shown(ONE) + " web");
        heard.awaitLog("answers and has 1 container.");

        docker.has(TWO, "db").tells("create", TWO);
        assertThat(heard.next()).isEqualTo("added " + shown(TWO) + " db");

        docker.has(ONE, "shop").tells("rename", ONE);
        assertThat(heard.next()).isEqualTo("added " + shown(ONE) + " shop");

        docker.forgets(TWO);
        docker.tells("destroy", TWO);
        assertThat(heard.next()).isEqualTo("removed " + shown(TWO));
    }

    @Test
    void aStartThatChangesNothingIsNoNews() throws Exception {
        FakeDocker docker = docker("s").has(ONE, "web");
        lookups("s");
        assertThat(heard.next()).isEqualTo("added " + shown(ONE) + " web");
        heard.awaitLog("answers");
        docker.tells("start", ONE);
        docker.has(TWO, "db").tells("create", TWO);
        assertThat(heard.next()).isEqualTo("added " + shown(TWO) + " db");
    }

    @Test
    void aSocketThatComesLaterIsFound() throws Exception {
        lookups("late");
        heard.awaitLog(
                "No container runtime listens yet, and each is waited for: docker at " + folder.resolve("late") + ".");
        docker("late").has(ONE, "web");
        assertThat(heard.next()).isEqualTo("added " + shown(ONE) + " web");
    }

    @Test
    void aRuntimeThatComesBackIsFollowedAndWhatItLostIsGone() throws Exception {
        FakeDocker first = docker("s").has(ONE, "web").has(TWO, "db");
        lookups("s");
        assertThat(Set.of(heard.next(), heard.next()))
                .containsExactlyInAnyOrder("added " + shown(ONE) + " web", "added " + shown(TWO) + " db");
        heard.awaitLog("answers and has 2 containers.");
        first.close();

        FakeDocker second = docker("s").has(TWO, "db");
        assertThat(heard.next()).isEqualTo("removed " + shown(ONE));
        heard.awaitLog("answers and has 1 container.");
        second.has(OTHER, "new").tells("create", OTHER);
        assertThat(heard.next()).isEqualTo("added " + shown(OTHER) + " new");
    }

    /** Whoever asks for a container waits for a runtime that comes as it does, however seldom it is looked for by then. */
    @Test
    void aRuntimeThatIsAwayIsLookedForAtOnceForANewContainer() throws Exception {
        Lookups lookups = lookups("late", "never");
        heard.awaitLog("No container runtime listens yet");
        lookups.ask(idOf(TWO));
        await(() -> !lookups.isPending(idOf(TWO)));

        docker("late").has(ONE, "web");
        lookups.ask(idOf(ONE));
        assertThat(lookups.isPending(idOf(ONE)) || lookups.find(idOf(ONE)).isPresent())
                .isTrue();
        assertThat(heard.next()).isEqualTo("added " + shown(ONE) + " web");
        await(() -> !lookups.isPending(idOf(ONE)));
    }

    @Test
    void aRuntimeThatHangsKeepsNobodyElse() throws Exception {
        FakeDocker hanging = docker("hangs");
        docker("sound").has(ONE, "web");
        Lookups lookups = lookups("hangs", "sound");
        assertThat(heard.next()).isEqualTo("added " + shown(ONE) + " web");
        heard.awaitLog("hangs answers");
        hanging.inspectsWith((id, out) -> new CountDownLatch(1).await());
        lookups.forget(idOf(ONE), Container.NONE);
        assertThat(heard.next()).isEqualTo("removed " + shown(ONE));
        lookups.ask(idOf(ONE));
        assertThat(heard.next()).isEqualTo("added " + shown(ONE) + " web");
    }

    @Test
    void aContainerAboutWhichARuntimeIsSilentKeepsNoOther() throws Exception {
        FakeDocker docker = docker("s").has(ONE, "web").has(TWO, "db");
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch silent = new CountDownLatch(1);
        docker.inspectsWith((id, out) -> {
            if (ONE.startsWith(id) && silent.getCount() == 0) {
                released.await();
            }
            docker.usual(id, out);
        });
        Lookups lookups = lookups("s");
        heard.awaitLog("answers and has 2 containers.");
        assertThat(Set.of(heard.next(), heard.next()))
                .containsExactlyInAnyOrder("added " + shown(ONE) + " web", "added " + shown(TWO) + " db");
        silent.countDown();
        docker.tells("create", ONE);
        docker.tells("create", TWO);
        assertThat(heard.next()).isEqualTo("added " + shown(TWO) + " db");
        docker.has(TWO, "shop").tells("rename", TWO);
        assertThat(heard.next()).isEqualTo("added " + shown(TWO) + " shop");
        released.countDown();
        assertThat(heard.next()).isEqualTo("added " + shown(ONE) + " web");
        assertThat(lookups.find(idOf(ONE))).isPresent();
    }

    @Test
    void whatARuntimeAnnouncesServesUntilItTellsTheRest() throws Exception {
        FakeDocker docker = docker("s").has(TWO, "db");
        CountDownLatch released = new CountDownLatch(1);
        docker.inspectsWith((id, out) -> {
            if (ONE.startsWith(id)) {
                released.await();
            }
            docker.usual(id, out);
        });
        Lookups lookups = lookups("s");
        heard.awaitLog("answers");
        assertThat(heard.next()).isEqualTo("added " + shown(TWO) + " db");
        docker.has(ONE, "web").tells("create", ONE);
        docker.tells("create", TWO);
        assertThat(heard.next()).isEqualTo("added " + shown(TWO) + " db");
        Container announced = lookups.find(idOf(ONE)).orElseThrow();
        assertThat(announced.settings().isPartial()).isTrue();
        assertThat(announced.name()).hasToString("web");
        assertThat(announced.image().repository()).hasToString("web");
        assertThat(announced.image().tag()).hasToString("1");

        docker.forgets(ONE);
        docker.tells("destroy", ONE);
        assertThat(heard.next()).as("for recordings that reach back").isEqualTo("late " + shown(ONE));
        docker.tells("create", TWO);
        assertThat(heard.next()).isEqualTo("added " + shown(TWO) + " db");
        assertThat(lookups.find(idOf(ONE))).as("for alerts that wait").contains(announced);
        released.countDown();
    }

    @Test
    void aContainerThatCannotBeReadSpoilsNoList() throws Exception {
        FakeDocker docker = docker("s").has(ONE, "web").has(TWO, "db");
        CountDownLatch refusals = new CountDownLatch(3);
        docker.inspectsWith((id, out) -> {
            if (ONE.startsWith(id) && refusals.getCount() > 0) {
                refusals.countDown();
                FakeDocker.refuse(out);
            } else {
                docker.usual(id, out);
            }
        });
        lookups("s");
        heard.awaitLog("answers and has 2 containers.");
        assertThat(heard.next()).isEqualTo("added " + shown(TWO) + " db");
        assertThat(heard.next()).isEqualTo("added " + shown(ONE) + " web");
    }

    @Test
    void anAnswerFromBeforeAContainersEndServesAlertsButDoesNotBringItBack() throws Exception {
        FakeDocker docker = docker("s");
        Lookups lookups = lookups("s");
        heard.awaitLog("answers");
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
        lookups.forget(idOf(ONE), Container.NONE);
        assertThat(heard.next()).as("its announcement").isEqualTo("late " + shown(ONE));
        assertThat(lookups.isPending(idOf(ONE))).as("an alert may wait for it").isTrue();
        gone.countDown();
        assertThat(heard.next()).isEqualTo("late " + shown(ONE));
        assertThat(heard.next()).isEqualTo("late " + shown(ONE));
        assertThat(lookups.find(idOf(ONE)).orElseThrow().name()).hasToString("web");
        docker.forgets(ONE);
        docker.tells("destroy", ONE);
        docker.has(TWO, "db").tells("create", TWO);
        assertThat(heard.next()).isEqualTo("added " + shown(TWO) + " db");
    }

    @Test
    void whatEndsWhileItIsToldOfStaysForgotten() throws Exception {
        int containers = 400;
        CountDownLatch destroyed = new CountDownLatch(containers);
        FakeDocker docker = docker("s");
        docker.inspectsWith((id, out) -> {
            Thread.ofVirtual().start(() -> {
                try {
                    docker.tells("destroy", shown(id) + "0".repeat(52));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                destroyed.countDown();
            });
            docker.usual(id, out);
        });
        lookups("s");
        heard.awaitLog("answers");
        Set<String> there = new HashSet<>();
        for (int i = 0; i < containers; i++) {
            String id = "%012d".formatted(i + 1) + "0".repeat(52);
            docker.has(id, "web").tells("create", id);
        }
        destroyed.await();
        docker.inspectsWith(docker::usual);
        docker.has(OTHER, "last").tells("create", OTHER);
        String news = "";
        while (!news.equals("added " + shown(OTHER) + " last")) {
            news = heard.next();
            String id = news.split(" ")[1];
            if (news.startsWith("added")) {
                there.add(id);
            } else {
                there.remove(id);
            }
        }
        assertThat(there).containsExactly(shown(OTHER));
    }

    @Test
    void whatIsNoSocketIsToldInASentence() throws Exception {
        Files.writeString(folder.resolve("file"), "");
        lookups("file");
        heard.awaitLog("warning: The container runtime docker at " + folder.resolve("file") + " cannot be asked: ");
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(1);
        }
    }
}
