package io.peregrine.container.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Listens at a unix socket and speaks Docker's HTTP, or podman's, or what a broken Docker might say. Ends with {@link #close}, as a daemon that dies does. */
final class FakeDocker implements AutoCloseable {
    private final Path socket;
    private final ServerSocketChannel server;
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();
    private final Set<OutputStream> streams = ConcurrentHashMap.newKeySet();
    private volatile Answer inspect = this::usual;

    /** How it answers a request for one container. */
    interface Answer {
        void to(String id, OutputStream out) throws IOException, InterruptedException;
    }

    private FakeDocker(Path socket) throws IOException {
        this.socket = socket;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().start(this::accept);
    }

    static FakeDocker at(Path socket) throws IOException {
        return new FakeDocker(socket);
    }

    /** It has a container. */
    FakeDocker has(String id, String name) {
        names.put(id, name);
        return this;
    }

    void inspectsWith(Answer answer) {
        inspect = answer;
    }

    /** It tells in its stream of events what happened to a container. */
    void tells(String what, String id) throws IOException {
        String event =
                "{\"Type\":\"container\",\"Action\":\"%s\",\"Actor\":{\"ID\":\"%s\",\"Attributes\":{\"image\":\"web:1\",\"name\":\"%s\"}}}\n"
                        .formatted(what, id, names.getOrDefault(id, ""));
        synchronized (streams) {
            for (OutputStream stream : streams) {
                stream.write(event.getBytes(StandardCharsets.UTF_8));
                stream.flush();
            }
        }
    }

    void forgets(String id) {
        names.remove(id);
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel connection = server.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(Channels.newInputStream(connection), StandardCharsets.UTF_8));
            String path = in.readLine().split(" ")[1].replaceFirst("^/v4.0.0/libpod", "");
            while (!in.readLine().isEmpty()) {
                // the head
            }
            answer(path, Channels.newOutputStream(connection));
        } catch (IOException | InterruptedException e) {
            // the other side has gone
        }
    }

    private void answer(String path, OutputStream out) throws IOException, InterruptedException {
        if (path.startsWith("/events")) {
            synchronized (streams) { // who has read the head is told all
                out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                streams.add(out);
            }
            new CountDownLatch(1).await();
        } else if (path.startsWith("/containers/json")) {
            String all = String.join(
                    ",",
                    names.keySet().stream().map("{\"Id\":\"%s\"}"::formatted).toList());
            send(out, "[" + all + "]");
        } else if (path.startsWith("/containers/")) {
            inspect.to(path.split("/")[2], out);
        } else {
            out.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What a sound one answers. */
    void usual(String id, OutputStream out) throws IOException {
        for (Map.Entry<String, String> container : names.entrySet()) {
            if (container.getKey().startsWith(id)) {
                send(out, description(container.getKey(), container.getValue()));
                return;
            }
        }
        out.write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    }

    static String description(String id, String name) {
        return "{\"Id\":\"%s\",\"Name\":\"/%s\",\"Image\":\"\",\"ImageName\":\"web:1\",\"Config\":{\"Image\":\"web:1\"},\"HostConfig\":{}}"
                .formatted(id, name);
    }

    static void refuse(OutputStream out) throws IOException {
        out.write("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    }

    static void send(OutputStream out, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        out.write(body);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel connection : connections) {
            connection.close();
        }
        Files.deleteIfExists(socket);
    }
}
