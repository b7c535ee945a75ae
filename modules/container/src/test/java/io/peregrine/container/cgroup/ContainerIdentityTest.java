package io.peregrine.container.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.peregrine.event.ByteString;
import io.peregrine.state.StringBlock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Cgroup paths give the container that a table says, by our way and by Falco's. */
class ContainerIdentityTest {
    private static final String DOCKER = "/docker/" + "1f".repeat(32);

    private record Row(String paths, String exact, String right) {
        StringBlock cgroups() {
            String items =
                    paths.startsWith("/") ? "cpuset=/\0cpu=/\0memory=" + paths : String.join("\0", paths.split(" "));
            return StringBlock.of(ByteString.of(items));
        }
    }

    @TestFactory
    Stream<DynamicTest> everyPathHasItsContainer() throws IOException {
        List<Row> rows = rows();
        assertThat(rows).hasSizeGreaterThan(160);
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(row.paths(), () -> {
                    assertThat(id(CachedIdentity.exact(Engines.ALL), row.cgroups()))
                            .isEqualTo(row.exact());
                    assertThat(id(CachedIdentity.right(Engines.ALL, new Namespaces()), row.cgroups()))
                            .isEqualTo(row.right());
                }));
    }

    @Test
    void inVersionTwoOfCgroupsEverySubsystemHasTheOnePath() {
        String hex = "ab" + "0".repeat(61) + "1";
        Map<String, String> shown = Map.of(
                "/system.slice/docker-" + hex + ".scope",
                "ab0000000000",
                "/system.slice/docker-" + hex + ".scope/init.scope",
                "ab0000000000",
                "/machine.slice/libpod-" + hex + ".scope/container",
                "ab0000000000",
                "/kubepods.slice/kubepods-besteffort.slice/cri-containerd-" + hex + ".scope",
                "ab0000000000",
                "/kubepods.slice/kubepods-besteffort.slice/crio-" + hex + ".scope",
                "ab0000000000",
                "/lxc.payload.web/system.slice/cron.service",
                "web",
                "/system.slice/ssh.service",
                "host",
                "/user.slice/user-1000.slice/session-3.scope",
                "host");
        shown.forEach((path, id) -> {
            String items = Stream.of("cpuset", "cpu", "cpuacct", "io", "memory")
                    .map(subsystem -> subsystem + "=" + path)
                    .collect(Collectors.joining("\0", "", "\0"));
            assertThat(id(CachedIdentity.right(Engines.ALL, new Namespaces()), block(items)))
                    .as(path)
                    .isEqualTo(id);
        });
    }

    @Test
    void onlyTheNamespacesThatContainerdToldCountOnceItTold() {
        Namespaces namespaces = new Namespaces();
        CachedIdentity identity = CachedIdentity.right(Engines.ALL, namespaces);
        assertThat(id(identity, block("memory=/my_team/web"))).isEqualTo("web");
        namespaces.tell(Set.of("our_team"));
        assertThat(id(identity, block("memory=/my_team/web"))).isEqualTo("host");
        assertThat(id(identity, block("memory=/our_team/web"))).isEqualTo("web");
        assertThat(id(identity, block("memory=/our_team/web/init.scope"))).isEqualTo("web");
    }

    @Test
    void anEngineThatIsOffDoesNotMatchUnlessAnotherHasTheSameLayout() {
        Engines criOnly = new Engines(Set.of(Engines.Engine.CRI));
        Engines podmanOnly = new Engines(Set.of(Engines.Engine.PODMAN));
        assertThat(id(CachedIdentity.right(criOnly, new Namespaces()), block("memory=" + DOCKER)))
                .isEqualTo("1f1f1f1f1f1f");
        assertThat(id(CachedIdentity.right(podmanOnly, new Namespaces()), block("memory=" + DOCKER)))
                .isEqualTo("host");
        assertThat(id(CachedIdentity.exact(podmanOnly), block("memory=" + DOCKER)))
                .isEqualTo("host");
    }

    @Test
    void bytesThatAreNoTextStayAsTheyAre() {
        ByteString name = ByteString.wrap(new byte[] {'w', (byte) 0xff, (byte) 0xc3});
        StringBlock cgroups =
                StringBlock.of(ByteString.of("memory=/lxc.payload.").concat(name));
        assertThat(CachedIdentity.right(Engines.ALL, new Namespaces())
                        .of(cgroups)
                        .id())
                .isEqualTo(name);
    }

    private static StringBlock block(String items) {
        return StringBlock.of(ByteString.of(items));
    }

    private static String id(ContainerIdentity identity, StringBlock cgroups) {
        ByteString id = identity.of(cgroups).id();
        return id.isEmpty() ? "host" : id.toString();
    }

    private static List<Row> rows() throws IOException {
        try (InputStream in = ContainerIdentityTest.class.getResourceAsStream("paths.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(parts -> new Row(parts[0], parts[1], parts[2]))
                    .collect(Collectors.toList());
        }
    }
}
