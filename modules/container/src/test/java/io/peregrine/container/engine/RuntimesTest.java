package io.peregrine.container.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.container.engine.FakeRuntime.Fault;
import io.peregrine.event.ByteString;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of runtime as it lives, dies, hangs, lies and refuses. */
@Timeout(90)
class RuntimesTest {
    private static final String ONE = "1".repeat(64);
    private static final String TWO = "2".repeat(64);
    private static final String THREE = "3".repeat(64);
    private static final LookupOptions OPTIONS = new LookupOptions(100, false, Set.of(LookupOptions.Hook.CREATE));

    @TempDir
    Path folder;

    private final HeardNews heard = new HeardNews();
    private final List<AutoCloseable> open = new ArrayList<>();

    /** What listens, and who asks it. */
    enum Kind {
        DOCKER,
        PODMAN,
        CRIO,
        CONTAINERD,
        CRI_OF_CONTAINERD;

        FakeRuntime at(Path socket) throws IOException {
            return switch (this) {
                case DOCKER -> new FakeHttpRuntime(EngineApi.DOCKER, socket);
                case PODMAN -> new FakeHttpRuntime(EngineApi.PODMAN, socket);
                case CRIO -> new FakeGrpcRuntime(socket, Optional.of("cri-o"), false);
                case CONTAINERD -> new FakeGrpcRuntime(socket, Optional.empty(), true);
                case CRI_OF_CONTAINERD -> new FakeGrpcRuntime(socket, Optional.of("containerd"), true);
            };
        }

        RuntimeClient client(Path socket) throws IOException {
            return switch (this) {
                case DOCKER -> DockerClient.docker(socket, OPTIONS);
                case PODMAN -> DockerClient.podman(socket, OPTIONS);
                case CONTAINERD -> ContainerdClient.open(socket, OPTIONS);
                case CRIO, CRI_OF_CONTAINERD -> CriClient.open(socket, OPTIONS);
            };
        }

        /** What it calls a container: containerd itself has no names. */
        String nameOf(String id, String name) {
            return this == CONTAINERD ? id.substring(0, 12) : name;
        }
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable closeable : open.reversed()) {
            closeable.close();
        }
    }

    private FakeRuntime runtime(Kind kind) throws IOException {
        FakeRuntime runtime = kind.at(folder.resolve("s"));
        open.add(runtime);
        return runtime;
    }

    private Lookups lookups(Kind kind) {
        RuntimeSocket socket = new RuntimeSocket("tried", folder.resolve("s"), kind::client);
        Lookups lookups = new Lookups(List.of(socket), List::of, heard);
        open.add(lookups);
        lookups.start();
        return lookups;
    }

    private static String shown(String id) {
        return id.substring(0, 12);
    }

    private static String added(Kind kind, String id, String name) {
        return "added " + shown(id) + " " + kind.nameOf(id, name);
    }

    static Stream<Arguments> faults() {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> Arrays.stream(Fault.values()).map(fault -> Arguments.of(kind, fault)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isAskedAgainUntilItIsSound(Kind kind, Fault fault) throws Exception {
        FakeRuntime runtime = runtime(kind);
        Lookups lookups = lookups(kind);
        heard.awaitLog("answers and has 0 containers.");
        runtime.has(ONE, "web");
        runtime.fails(fault);
        ByteString id = ByteString.of(shown(ONE));
        lookups.ask(id);
        runtime.awaitFailure();
        assertThat(lookups.isPending(id)).isTrue();
        assertThat(lookups.find(id)).isEmpty();

        runtime.recovers();
        assertThat(heard.next()).isEqualTo(added(kind, ONE, "web"));
        while (lookups.isPending(id)) {
            Thread.onSpinWait(); // it counts as over a moment after its news
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void isFollowedThroughItsLife(Kind kind) throws Exception {
        FakeRuntime first = runtime(kind);
        first.has(ONE, "web");
        first.has(TWO, "db");
        lookups(kind);
        assertThat(Set.of(heard.next(), heard.next()))
                .containsExactlyInAnyOrder(added(kind, ONE, "web"), added(kind, TWO, "db"));
        heard.awaitLog("answers and has 2 containers.");

        first.has(THREE, "new");
        first.tells(false, THREE);
        assertThat(heard.next()).isEqualTo(added(kind, THREE, "new"));
        first.forgets(THREE);
        first.tells(true, THREE);
        assertThat(heard.next()).isEqualTo("removed " + shown(THREE));

        first.close();
        FakeRuntime second = runtime(kind);
        second.has(TWO, "db");
        assertThat(heard.next()).isEqualTo("removed " + shown(ONE));
        heard.awaitLog("answers and has 1 container.");
        second.has(ONE, "back");
        second.tells(false, ONE);
        assertThat(heard.next()).isEqualTo(added(kind, ONE, "back"));
    }

    @ParameterizedTest
    @EnumSource(names = {"CRIO", "CRI_OF_CONTAINERD"})
    void theSizeIsAskedForWhereItIsWanted(Kind kind) throws Exception {
        runtime(kind).has(ONE, "web");
        LookupOptions wanting = new LookupOptions(100, true, Set.of());
        assertThat(size(wanting)).isEqualTo(FakeGrpcRuntime.SIZE);
        assertThat(size(OPTIONS)).isEqualTo(-1);
    }

    private long size(LookupOptions options) throws IOException {
        RuntimeClient client = CriClient.open(folder.resolve("s"), options);
        return client.get(shown(ONE)).orElseThrow().settings().resources().size();
    }
}
