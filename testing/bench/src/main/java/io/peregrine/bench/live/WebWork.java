package io.peregrine.bench.live;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A web server that answers twenty thousand requests, each over a connection of its own, from ten clients at once: nginx, asked by ab. */
final class WebWork implements Work {
    private static final int REQUESTS = 20_000;
    private static final String CONFIGURATION = """
            daemon off; worker_processes 1; pid %1$s/nginx.pid; error_log %1$s/error.log; user root;
            events { worker_connections 256; }
            http {
              access_log off;
              client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s; uwsgi_temp_path %1$s; scgi_temp_path %1$s;
              server { listen 127.0.0.1:%2$d; root %1$s; }
            }
            """;

    private final Path folder;
    private int port;
    private Process server;

    WebWork(Path folder) {
        this.folder = folder;
    }

    @Override
    public String name() {
        return "web server";
    }

    @Override
    public String prepare() throws IOException, InterruptedException {
        if (!Work.has("nginx") || !Work.has("ab")) {
            return "it needs nginx and ab (apt-get install nginx-light apache2-utils)";
        }
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Files.createDirectory(folder);
        Files.writeString(folder.resolve("page.html"), "x".repeat(2000));
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), CONFIGURATION.formatted(folder, port));
        server = new ProcessBuilder(
                        "nginx",
                        "-c",
                        configuration.toString(),
                        "-e",
                        folder.resolve("error.log").toString())
                .inheritIO()
                .start();
        Thread.sleep(1000);
        return server.isAlive() ? "" : "nginx does not start";
    }

    @Override
    public void run() throws IOException, InterruptedException {
        Work.command(
                folder,
                List.of(
                        "ab",
                        "-q",
                        "-c",
                        "10",
                        "-n",
                        Integer.toString(REQUESTS),
                        "http://127.0.0.1:" + port + "/page.html"));
    }

    @Override
    public void close() {
        server.destroy();
        try {
            server.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
