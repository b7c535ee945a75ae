package io.peregrine.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The commands {@code record} and {@code read} on this machine, beside a process that has secrets in its environment. */
@Timeout(300)
class RecordLiveTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SECRET = "PEREGRINE_OTHER_SECRET=word-of-another-process";

    @TempDir
    Path folder;

    private Path ticked;
    private Process other;

    @BeforeEach
    void startTheOtherProcess() throws IOException {
        Assumptions.assumeTrue(
                Files.isReadable(Path.of("/sys/kernel/btf/vmlinux")) && Files.isWritable(Path.of("/sys/fs/bpf")),
                "recording this machine needs root and a kernel with type information");
        ticked = Files.writeString(folder.resolve("file-of-another-process"), "");
        ProcessBuilder ticking = new ProcessBuilder("sh", "-c", "while :; do : <\"$0\"; sleep 0.05; done", "" + ticked);
        ticking.environment().put(SECRET.substring(0, SECRET.indexOf('=')), SECRET.substring(SECRET.indexOf('=') + 1));
        other = ticking.redirectErrorStream(true).start();
    }

    @AfterEach
    void endTheOtherProcess() {
        if (other != null) {
            other.destroyForcibly();
        }
    }

    private Engine.Result record(Path file, int status, String... arguments) {
        List<String> all = new ArrayList<>(List.of("record", "-o", file.toString()));
        all.addAll(List.of(arguments));
        Engine.Result result = Engine.run(all, Map.of());
        Assumptions.assumeFalse(
                result.err().contains("were lost"), "the kernel dropped events: this machine is too busy");
        assertThat(result.exit()).as(result.err()).isEqualTo(status);
        assertThat(result.err()).contains("Recorded ").contains(" in " + file + ".");
        return result;
    }

    private static String read(Path file, String... arguments) {
        List<String> all = new ArrayList<>(List.of("read", file.toString()));
        all.addAll(List.of(arguments));
        Engine.Result result = Engine.run(all, Map.of());
        assertThat(result.exit()).as(result.err()).isZero();
        return new String(result.out(), StandardCharsets.UTF_8);
    }

    private static String bytes(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static Map<Long, Long> parents(JsonNode summary) {
        Map<Long, Long> parents = new HashMap<>();
        for (JsonNode process : summary.get("processes")) {
            parents.put(process.get("pid").asLong(), process.get("ppid").asLong());
        }
        return parents;
    }

    @Test
    void theWholeMachineForSomeTime() throws Exception {
        Path file = folder.resolve("machine.scap.gz");

        record(file, 0, "--duration", "2s");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(bytes(file)).contains(SECRET);
        String opens = "evt.type in (open, openat) and fd.name = " + ticked;
        assertThat(read(file, "--filter", opens, "--format", "%proc.pid %proc.name")
                        .lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith(other.pid() + " "));
        assertThat(read(file, "--filter", opens).lines())
                .isNotEmpty()
                .allMatch(line -> line.matches("\\d+ \\d\\d:\\d\\d:\\d\\d\\.\\d{9} \\d+ sh \\(\\d+\\) open(at)? .*"));
        JsonNode event = JSON.readTree(read(file, "--filter", opens, "--json", "--format", "%fd.name %proc.pid")
                .lines()
                .findFirst()
                .orElseThrow());
        assertThat(event.get("fd.name").asString()).isEqualTo(ticked.toString());
        assertThat(event.get("proc.pid").asLong()).isEqualTo(other.pid());
        assertThat(read(file, "--summary")).contains("Processes (events)").contains(ticked.toString());
        assertThat(parents(JSON.readTree(read(file, "--summary", "--json")))).containsKey(other.pid());
    }

    @Test
    void oneCommandAndItsChildrenAndNothingOfAnybodyElse() throws Exception {
        Path file = folder.resolve("command.scap.gz");
        Path done = folder.resolve("done");
        Path orphans = Files.writeString(folder.resolve("file-of-an-orphan"), "");
        String script = "(sh -c ': <" + orphans + "; : >" + done + "' &); while [ ! -e " + done
                + " ]; do sleep 0.02; done; exit 7";

        record(file, 7, "--private", "--filter", "evt.type != page_fault", "--", "sh", "-c", script);

        String bytes = bytes(file);
        assertThat(bytes).doesNotContain(SECRET, ticked.toString());
        for (Map.Entry<String, String> own : System.getenv().entrySet()) {
            assertThat(bytes).doesNotContain(own.getKey() + "=" + own.getValue() + "\0");
        }
        assertThat(read(file, "--filter", "evt.type in (open, openat)", "--format", "%fs.path.name")
                        .lines())
                .contains(orphans.toString(), done.toString());
        JsonNode summary = JSON.readTree(read(file, "--summary", "--json"));
        Map<Long, Long> parents = parents(summary);
        assertThat(parents).hasSizeGreaterThanOrEqualTo(3).doesNotContainKey(other.pid());
        assertThat(parents.values().stream().filter(parent -> !parents.containsKey(parent)))
                .as("processes whose parents are not in the file: the command, and who lost its parent")
                .hasSizeBetween(1, 2);
        assertThat(summary.get("types").has("page_fault")).isFalse();
    }
}
