package io.peregrine.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a host's sockets are found below the place where its root is mounted. */
class HostPathsTest {
    private static final String DOCKER = "/var/run/docker.sock";

    @TempDir
    Path root;

    private HostPaths host;

    @BeforeEach
    void aHost() throws IOException {
        host = new HostPaths(root);
        Files.createDirectories(root.resolve("run"));
    }

    private void link(String from, String to) throws IOException {
        Path link = root.resolve(from);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(to));
    }

    @Test
    void anAbsoluteLinkOfTheHostLeadsBelowItsRoot() throws IOException {
        link("var/run", "/run");
        assertThat(host.of(DOCKER)).isEqualTo(root.resolve("run/docker.sock"));
    }

    @Test
    void aRelativeLinkLeadsFromWhereItStands() throws IOException {
        link("var/run", "../run");
        assertThat(host.of(DOCKER)).isEqualTo(root.resolve("run/docker.sock"));
        link("run/docker.sock", "podman/podman.sock");
        assertThat(host.of(DOCKER)).isEqualTo(root.resolve("run/podman/podman.sock"));
    }

    @Test
    void whereOnlyRunIsMountedVarRunMeansIt() {
        assertThat(host.of(DOCKER)).isEqualTo(root.resolve("run/docker.sock"));
    }

    @Test
    void aFolderOfThatNameIsTakenAsItIs() throws IOException {
        Files.createDirectories(root.resolve("var/run"));
        assertThat(host.of(DOCKER)).isEqualTo(root.resolve("var/run/docker.sock"));
    }

    @Test
    void noLinkLeadsOutOfTheHostsRootAndNoneGoesRoundForEver() throws IOException {
        link("run/out.sock", "../../../../../etc/passwd");
        assertThat(host.of("/run/out.sock")).isEqualTo(root.resolve("etc/passwd"));
        link("run/round", "/run/round");
        assertThat(host.of("/run/round/s").toString()).startsWith(root.toString());
    }

    @Test
    void aSocketThatIsNotThereYetIsTheOneThatItsLinkLeadsTo() throws IOException {
        link("run/docker.sock", "/run/podman/podman.sock");
        assertThat(host.end(DOCKER.substring(4))).isEqualTo(host.end("run/podman/podman.sock"));
    }

    @Test
    void theHostItselfNeedsNoPlace() {
        assertThat(new HostPaths(Path.of("/")).of("run/nowhere/x.sock")).isEqualTo(Path.of("/run/nowhere/x.sock"));
    }
}
