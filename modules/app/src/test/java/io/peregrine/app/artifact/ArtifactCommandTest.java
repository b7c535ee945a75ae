package io.peregrine.app.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peregrine.app.CommandEnvironment;
import io.peregrine.app.CommandFailure;
import io.peregrine.app.cli.CommandLineReader;
import io.peregrine.app.cli.Invocation;
import io.peregrine.app.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactCommandTest {
    /** So much that it is not packed into a few bytes. */
    private static final String RULES = IntStream.range(0, 400)
            .mapToObj(number -> Integer.toHexString(number * 0x9e3779b9))
            .collect(Collectors.joining(", x", "- list: fetched\n  items: [x", "]\n"));

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private SmallRegistry registry;
    private Path index;
    private String digest;

    @BeforeEach
    void publish() throws IOException {
        registry = new SmallRegistry();
        byte[] layer = SmallRegistry.archive(Map.of("fetched.yaml", RULES), '0');
        digest = registry.publish(
                "rules/fetched", "1", "rulesfile", "{\"name\":\"fetched\",\"version\":\"1.0.0\"}", layer);
        registry.contents.put(
                "/v2/rules/fetched/tags/list",
                "{\"name\":\"x\",\"tags\":[\"0\",\"1\",\"sha256-1.sig\"]}".getBytes(StandardCharsets.UTF_8));
        index = Files.writeString(
                folder.resolve("index.yaml"),
                "- name: fetched\n  type: rulesfile\n  registry: " + registry.name() + "\n  repository: rules/fetched\n"
                        + "  description: rules of a test\n  license: Apache-2.0\n");
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void theIndexIsListedAndAnArtifactDescribed() throws Exception {
        run("list");
        assertThat(text()).contains("fetched", "rulesfile", registry.name() + "/rules/fetched");
        run("info", "fetched");
        assertThat(text()).contains("rules of a test (Apache-2.0)", "versions: 0, 1\n");
    }

    @Test
    void anArtifactIsInstalledByNameAndByReference() throws Exception {
        registry.wantsToken = true;
        run("install", "fetched:1");
        assertThat(rules()).hasContent(RULES);
        assertThat(text()).contains("rules.d/fetched.yaml from " + registry.name() + "/rules/fetched:1 " + digest);
        Files.delete(rules());
        run("install", registry.name() + "/rules/fetched@" + digest);
        assertThat(rules()).hasContent(RULES);
        assertThat(left()).containsExactly("fetched.yaml");
    }

    @Test
    void aDownloadThatBreaksOffIsTakenUpWhereItEnded() throws Exception {
        registry.breaksLeft = 2;
        run("install", "fetched:1");
        assertThat(rules()).hasContent(RULES);
        assertThat(registry.ranges).hasSize(2).allMatch(range -> range.matches("bytes=[1-9]\\d*-"));
    }

    @Test
    void whatBreaksOffForEverOrWasTamperedWithChangesNothing() throws Exception {
        Files.createDirectories(rules().getParent());
        Files.writeString(rules(), "- list: mine\n");
        registry.breaksLeft = 100;
        assertThatThrownBy(() -> run("install", "fetched:1"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("cannot be fetched");
        registry.breaksLeft = 0;
        registry.contents.replaceAll(
                (path, content) -> path.contains("/blobs/") && content.length > 100 ? flipped(content) : content);
        assertThatThrownBy(() -> run("install", "fetched:1"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("not what its manifest says")
                .hasMessageContaining("Nothing was changed");
        assertThat(rules()).hasContent("- list: mine\n");
        assertThat(left()).containsExactly("fetched.yaml");
    }

    @Test
    void namesWithAPathAndLinksAreRefused() throws Exception {
        for (String name : List.of("../evil.yaml", "/etc/evil.yaml", "a/b.yaml", "..", "-o.yaml")) {
            registry.publish("rules/evil", "1", "rulesfile", "{}", SmallRegistry.archive(Map.of(name, "x"), '0'));
            assertThatThrownBy(() -> run("install", registry.name() + "/rules/evil:1"))
                    .as(name)
                    .hasMessageContaining("is not that of a file in one folder");
        }
        registry.publish("rules/evil", "1", "rulesfile", "{}", SmallRegistry.archive(Map.of("link.yaml", ""), '2'));
        assertThatThrownBy(() -> run("install", registry.name() + "/rules/evil:1"))
                .hasMessageContaining("is no plain file");
        assertThat(left()).isEmpty();
    }

    @Test
    void aSignatureMustBeOfTheKeyAndTheArtifact() throws Exception {
        KeyPair key = KeyPairGenerator.getInstance("EC").generateKeyPair();
        Path pem = Files.writeString(
                folder.resolve("cosign.pub"),
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder().encodeToString(key.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        String[] install = {"install", "fetched:1", "--key", pem.toString()};
        assertThatThrownBy(() -> run(install)).hasMessageContaining("has no signature");
        sign(KeyPairGenerator.getInstance("EC").generateKeyPair(), digest);
        assertThatThrownBy(() -> run(install)).hasMessageContaining("None of the signatures");
        sign(key, ContentDigest.of(new byte[0]));
        assertThatThrownBy(() -> run(install)).hasMessageContaining("None of the signatures");
        assertThat(left()).isEmpty();
        sign(key, digest);
        run(install);
        assertThat(rules()).hasContent(RULES);
    }

    @Test
    void whatNeedsANewerEngineIsRefusedAndWhatItNeedsBesidesIsSaid() throws Exception {
        byte[] layer = SmallRegistry.archive(Map.of("new.yaml", "- list: a\n  items: []\n"), '0');
        String needs =
                "{\"requirements\":[{\"name\":\"engine_version_semver\",\"version\":\"%s\"}],\"dependencies\":[{\"name\":\"json\",\"version\":\"0.7.0\"}]}";
        registry.publish("rules/new", "1", "rulesfile", String.format(needs, "0.99.0"), layer);
        assertThatThrownBy(() -> run("install", registry.name() + "/rules/new:1"))
                .hasMessageContaining("needs an engine of version 0.99.0");
        registry.publish("rules/new", "1", "rulesfile", String.format(needs, "0.57.0"), layer);
        run("install", registry.name() + "/rules/new:1");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("needs json:0.7.0, which is in no index");
    }

    @Test
    void unknownNamesAndOtherContentsAreSentences() throws Exception {
        assertThatThrownBy(() -> run("install", "none"))
                .hasMessageContaining("There is no artifact 'none' in the indexes");
        registry.publish("x/image", "1", "other", "{}", SmallRegistry.archive(Map.of(), '0'));
        assertThatThrownBy(() -> run("install", registry.name() + "/x/image:1"))
                .hasMessageContaining("neither rules nor a plugin");
        assertThatThrownBy(() -> run("install", registry.name() + "/x/gone:1")).hasMessageContaining("answers 404");
    }

    @Test
    void whatIsFollowedIsInstalledAnewWhenItChanges() throws Exception {
        AtomicReference<Exception> failure = new AtomicReference<>();
        Thread following = Thread.ofVirtual().start(() -> {
            try {
                run("follow", "fetched:1", "--every", "1s");
            } catch (Exception e) {
                failure.set(e);
            }
        });
        awaitRules(RULES);
        String digests = text();
        Map<String, byte[]> published = Map.copyOf(registry.contents);
        registry.contents.clear();
        awaitTrue(
                "the failure is said",
                () -> err.toString(StandardCharsets.UTF_8).contains("answers 404"));
        assertThat(rules()).as("what was there stays").hasContent(RULES);
        registry.contents.putAll(published);
        registry.publish(
                "rules/fetched",
                "1",
                "rulesfile",
                "{\"name\":\"fetched\",\"version\":\"1.1.0\"}",
                SmallRegistry.archive(Map.of("fetched.yaml", "- list: newer\n  items: []\n"), '0'));
        awaitRules("- list: newer\n  items: []\n");
        following.interrupt();
        following.join();
        assertThat(failure.get()).isNull();
        assertThat(text()).startsWith(digests).hasLineCount(2);
        assertThat(left()).containsExactly("fetched.yaml");
    }

    private void awaitRules(String content) {
        awaitTrue(
                "the rules are there",
                () -> Files.isRegularFile(rules()) && Files.readString(rules()).equals(content));
    }

    private static void awaitTrue(String what, Callable<Boolean> condition) {
        Instant end = Instant.now().plusSeconds(60);
        boolean holds = false;
        while (!holds && Instant.now().isBefore(end)) {
            try {
                holds = condition.call();
            } catch (Exception e) {
                // it is looked again
            }
            Thread.onSpinWait();
        }
        assertThat(holds).as(what).isTrue();
    }

    private void sign(KeyPair key, String signed) throws Exception {
        byte[] payload = ("{\"critical\":{\"image\":{\"docker-manifest-digest\":\"" + signed + "\"}}}")
                .getBytes(StandardCharsets.UTF_8);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key.getPrivate());
        signature.update(payload);
        registry.sign("rules/fetched", digest, payload, Base64.getEncoder().encodeToString(signature.sign()));
    }

    private void run(String... words) throws Exception {
        out.reset();
        List<String> line = new ArrayList<>(List.of("artifact"));
        line.addAll(List.of(words));
        line.addAll(List.of(
                "--plain-http",
                "--index",
                index.toString(),
                "--rulesfiles-dir",
                rules().getParent().toString()));
        CommandEnvironment environment = new CommandEnvironment(
                Map.of("HOME", folder.toString()),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                folder,
                ZoneId.of("UTC"));
        Invocation.Artifacts artifacts =
                (Invocation.Artifacts) CommandLineReader.read(line).invocation();
        assertThat(new ArtifactCommand(environment, new Terminal(environment)).execute(artifacts))
                .isZero();
    }

    private Path rules() {
        return folder.resolve("rules.d/fetched.yaml");
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The names of what is in the folder of rules, hidden ones too. */
    private List<String> left() throws IOException {
        if (!Files.isDirectory(rules().getParent())) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(rules().getParent())) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static byte[] flipped(byte[] content) {
        byte[] copy = Arrays.copyOf(content, content.length);
        copy[copy.length / 2] ^= 1;
        return copy;
    }
}
