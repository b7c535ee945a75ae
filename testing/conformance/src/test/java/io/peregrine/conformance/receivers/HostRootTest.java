package io.peregrine.conformance.receivers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The variables of an engine in a container: where the host's files are, its name, and where its own memory is counted. */
@Timeout(300)
class HostRootTest {
    @TempDir
    Path folder;

    @AfterEach
    void removeTheLinkToTheRealOne() throws IOException {
        if (Files.isSymbolicLink(host().resolve("proc"))) {
            Files.delete(host().resolve("proc"));
        }
    }

    private Path host() throws IOException {
        return Files.createDirectories(folder.resolve("host"));
    }

    private String configuration(String kind, Path witness, int port) throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                - rule: Witness opened
                  desc: The test looks at its own file.
                  condition: evt.type in (open, openat) and fd.name = %s
                  output: user=%%user.name group=%%group.name host=%%evt.hostname end
                  priority: NOTICE
                """.formatted(witness));
        return """
                engine: {kind: %s}
                rules_files: [%s]
                log_stderr: true
                log_syslog: false
                json_output: true
                stdout_output: {enabled: true}
                metrics: {enabled: true, interval: 1h, output_rule: true}
                webserver: {enabled: true, listen_address: 127.0.0.1, listen_port: %d, prometheus_metrics_enabled: true}
                """.formatted(kind, rules, port);
    }

    @Test
    void figuresAreTheHosts() throws Exception {
        Path kernel = Files.createDirectories(host().resolve("proc/sys/kernel"));
        Files.writeString(kernel.resolve("osrelease"), "9.9.9-of-the-host\n");
        Files.writeString(
                host().resolve("proc/stat"), "cpu  1 0 1 8 0 0 0 0 0 0\nbtime 1700000000\nprocs_running 77\n");
        Path memory = Files.writeString(folder.resolve("memory"), "123456789\n");
        int port = freePort();
        Map<String, String> variables = Map.of(
                "HOST_ROOT", host().toString(),
                "FALCO_HOSTNAME", "name-of-the-host",
                "FALCO_CGROUP_MEM_PATH", memory.toString());
        String configuration = configuration("nodriver", folder.resolve("none"), port);
        try (EngineProcess engine = EngineProcess.start(folder, configuration, variables)) {
            engine.until(() -> metrics(port).contains("falcosecurity_evt_hostname_info"));
            assertThat(metrics(port))
                    .contains("falcosecurity_evt_hostname_info{hostname=\"name-of-the-host\"} 1\n")
                    .contains("falcosecurity_falco_kernel_release_info{kernel_release=\"9.9.9-of-the-host\"} 1\n")
                    .contains("falcosecurity_falco_container_memory_used_bytes 123456789.000000\n")
                    .contains("falcosecurity_falco_host_procs_running_total 77\n");
            assertThat(engine.stop()).as(engine.err()).isZero();
        }
    }

    @Test
    void usersAndGroupsAreTheHosts() throws Exception {
        Machine.assumeRoot();
        Files.createDirectories(host().resolve("etc"));
        Files.createSymbolicLink(host().resolve("proc"), Path.of("/proc"));
        Files.writeString(host().resolve("etc/passwd"), "chief:x:0:0::/root:/bin/sh\n");
        Files.writeString(host().resolve("etc/group"), "chiefs:x:0:\n");
        Path witness = Files.writeString(folder.resolve("witness"), "");
        Map<String, String> variables = Map.of("HOST_ROOT", host().toString(), "FALCO_HOSTNAME", "name-of-the-host");
        String configuration = configuration("modern_ebpf", witness, freePort());
        try (EngineProcess engine = EngineProcess.start(folder, configuration, variables)) {
            try {
                engine.until(() -> {
                    Files.readString(witness);
                    return engine.out().contains(" end");
                });
            } catch (AssertionError e) {
                Assumptions.abort("no live probe on this machine: " + engine.err());
            }
            assertThat(engine.out())
                    .contains("user=chief group=chiefs host=name-of-the-host end")
                    .contains("\"hostname\":\"name-of-the-host\"");
            assertThat(engine.stop()).as(engine.err()).isZero();
        }
    }

    private static String metrics(int port) throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
